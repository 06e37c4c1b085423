-- A draft is a folder of text files, as in law/. A file stands from one version of its draft until another, so that every version can be
-- read again as a whole, and what two versions share is kept once.

create table law_draft_files (
  draft uuid not null references law_drafts on delete cascade,
  path text not null check (length(path) between 1 and 200 and path !~ '(^|/)\.' and path !~ '[\\\x01-\x1f]'),
  since integer not null check (since > 0),
  until integer check (until > since),
  text text not null check (octet_length(text) <= 26214400),
  primary key (draft, path, since)
);
create unique index law_draft_files_current on law_draft_files (draft, path) where until is null;

insert into law_draft_files (draft, path, since, until, text)
select draft, case kind when 'instrument' then 'instrument.yaml' when 'rules' then 'rules.yaml' else 'notes.md' end, version,
  lead(version) over (partition by draft, kind order by version), text
from law_draft_versions where text <> '';
-- Of a version whose kind was another, the file of this kind is gone.
update law_draft_files f set until = (
  select min(v.version) from law_draft_versions v
  where v.draft = f.draft and v.version > f.since
    and case v.kind when 'instrument' then 'instrument.yaml' when 'rules' then 'rules.yaml' else 'notes.md' end <> f.path
)
where f.until is null and exists (
  select from law_draft_versions v
  where v.draft = f.draft and v.version > f.since
    and case v.kind when 'instrument' then 'instrument.yaml' when 'rules' then 'rules.yaml' else 'notes.md' end <> f.path
);

-- The record of law that a draft was begun from: where it is no longer the newest, the law has changed meanwhile.
alter table law_drafts add column basis bigint references instruments;

create or replace function keep_draft() returns trigger language plpgsql as $$
begin
  if (new.id, new.authority, new.jurisdiction, new.author, new.created_at, new.basis)
    is distinct from (old.id, old.authority, old.jurisdiction, old.author, old.created_at, old.basis) then
    raise exception 'a draft stays where it was begun' using errcode = 'check_violation';
  end if;
  if new.version not in (old.version, old.version + 1) or (new.version = old.version and new.title <> old.title) then
    raise exception 'a draft changes by one version at a time' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function keep_draft_version() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into law_draft_versions (draft, version, title, changed_by, changed_at)
  values (new.id, new.version, new.title, new.changed_by, new.changed_at)
  on conflict do nothing;
  return null;
end $$;

alter table law_drafts drop column kind, drop column text;
alter table law_draft_versions drop column kind, drop column text;

-- A file is written with the version that it comes with, and only ever ends.
create function keep_draft_file() returns trigger language plpgsql as $$
declare current integer := (select d.version from law_drafts d where d.id = new.draft);
begin
  if tg_op = 'INSERT' and (new.since is distinct from current or new.until is not null) then
    raise exception 'a file comes with the version of its draft' using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and ((new.draft, new.path, new.since, new.text) is distinct from (old.draft, old.path, old.since, old.text)
    or old.until is not null or new.until is distinct from current) then
    raise exception 'a file ends with a version of its draft, and is not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_draft_files_keep before insert or update on law_draft_files for each row execute function keep_draft_file();

alter table law_draft_files enable row level security;
alter table law_draft_files force row level security;
do $$
begin
  execute format('create policy owner_works on law_draft_files to %I using (true) with check (true)', current_user);
end $$;
revoke update, delete on law_draft_files from passerelle_app;
grant update (until) on law_draft_files to passerelle_app;

create function edits_draft(asked uuid) returns boolean
language sql stable
begin atomic
  select exists (
    select from law_drafts d
    where d.id = asked and d.changed_by = (select acting_person()) and reaches('edit-draft', d.authority, d.jurisdiction)
  );
end;
create policy reads_files on law_draft_files for select to passerelle_app
  using (exists (select from law_drafts d where d.id = draft));
create policy adds_files on law_draft_files for insert to passerelle_app with check (edits_draft(draft));
create policy ends_files on law_draft_files for update to passerelle_app
  using (edits_draft(draft)) with check (edits_draft(draft));
