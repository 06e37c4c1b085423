-- What an authority's editors work at, before anybody but them and their approvers sees it. Nothing of it is law.
create table law_drafts (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  -- Where it would hold: it decides which part of the reach may work at it.
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  title text not null check (length(title) between 1 and 300),
  -- instrument, rules: YAML as in law/; notes: anything.
  kind text not null check (kind in ('instrument', 'rules', 'notes')),
  text text not null check (length(text) <= 200000),
  author uuid not null references people,
  version integer not null default 1 check (version > 0),
  changed_by uuid not null references people,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- Discarded drafts can be taken back for a while.
  discarded_at timestamptz
);
create index law_drafts_authority on law_drafts (authority, changed_at desc);

-- Every version, as it was saved.
create table law_draft_versions (
  draft uuid not null references law_drafts on delete cascade,
  version integer not null,
  title text not null,
  kind text not null,
  text text not null,
  changed_by uuid not null references people,
  changed_at timestamptz not null,
  primary key (draft, version)
);

-- What a draft is and whose does not change; what it says changes by one version at a time, and each is kept.
create function keep_draft() returns trigger language plpgsql as $$
begin
  if (new.id, new.authority, new.jurisdiction, new.author, new.created_at)
    is distinct from (old.id, old.authority, old.jurisdiction, old.author, old.created_at) then
    raise exception 'a draft stays where it was begun' using errcode = 'check_violation';
  end if;
  if new.version <> old.version + 1
    and (new.version, new.title, new.kind, new.text) is distinct from (old.version, old.title, old.kind, old.text) then
    raise exception 'a draft changes by one version at a time' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_drafts_keep before update on law_drafts for each row execute function keep_draft();

create function keep_draft_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into law_draft_versions (draft, version, title, kind, text, changed_by, changed_at)
  values (new.id, new.version, new.title, new.kind, new.text, new.changed_by, new.changed_at)
  on conflict do nothing;
  return null;
end $$;
create trigger law_drafts_version after insert or update on law_drafts for each row execute function keep_draft_version();

alter table law_drafts enable row level security;
alter table law_drafts force row level security;
alter table law_draft_versions enable row level security;
alter table law_draft_versions force row level security;
do $$
declare protected text;
begin
  foreach protected in array array['law_drafts', 'law_draft_versions'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;
revoke delete on law_drafts from passerelle_app;
revoke insert, update, delete on law_draft_versions from passerelle_app;

create policy reads_drafts on law_drafts for select to passerelle_app using (
  (select everywhere_for('read-drafts'))
  or authority = any ((select authorities_for('read-drafts'))::text[])
  or authority || ' ' || jurisdiction = any ((select parts_for('read-drafts'))::text[])
);
create policy adds_drafts on law_drafts for insert to passerelle_app with check (
  author = (select acting_person()) and changed_by = (select acting_person()) and version = 1 and discarded_at is null
  and reaches('edit-draft', authority, jurisdiction)
);
create policy edits_drafts on law_drafts for update to passerelle_app
  using (
    authority = any ((select authorities_for('edit-draft'))::text[])
    or authority || ' ' || jurisdiction = any ((select parts_for('edit-draft'))::text[])
  )
  with check (changed_by = (select acting_person()));
create policy reads_versions on law_draft_versions for select to passerelle_app
  using (exists (select from law_drafts d where d.id = draft));
