-- Files of catalogues that editors hand in for a draft, while they are read, matched and chosen upon. Nothing of them is in the draft until
-- they are taken over, and then all of it.
create table law_imports (
  id uuid primary key default gen_random_uuid(),
  draft uuid not null references law_drafts on delete cascade,
  -- The catalogue of the draft's instrument that it is for.
  catalogue text not null check (length(catalogue) between 1 and 200),
  file_name text not null check (length(file_name) between 1 and 200),
  bytes bytea not null check (octet_length(bytes) <= 20971520),
  mode text not null check (mode in ('batch', 'whole')),
  effective text check (effective ~ '^\d{4}(-\d\d){0,2}$'),
  -- The version of the draft that it was read against.
  version integer not null check (version > 0),
  state text not null default 'waiting' check (state in ('waiting', 'working', 'ready', 'failed', 'cancelled', 'taken')),
  -- Of 100.
  progress integer not null default 0 check (progress between 0 and 100),
  -- When whoever works at it was last heard of: a server may be killed.
  beat_at timestamptz,
  -- What was found: JSON, compressed.
  analysis bytea,
  rows integer check (rows >= 0),
  choices jsonb not null default '{}' check (jsonb_typeof(choices) = 'object'),
  uploaded_by uuid not null references people,
  uploaded_at timestamptz not null default now(),
  taken_at timestamptz,
  check ((state in ('ready', 'taken')) <= (analysis is not null))
);
create index law_imports_draft on law_imports (draft, uploaded_at desc);
create index law_imports_open on law_imports (uploaded_at) where state in ('waiting', 'working');

create function keep_import() returns trigger language plpgsql as $$
begin
  if (new.id, new.draft, new.catalogue, new.file_name, new.bytes, new.mode, new.effective, new.uploaded_by, new.uploaded_at)
    is distinct from (old.id, old.draft, old.catalogue, old.file_name, old.bytes, old.mode, old.effective, old.uploaded_by, old.uploaded_at) then
    raise exception 'a file that was handed in is not changed' using errcode = 'check_violation';
  end if;
  if old.state = 'taken' then
    raise exception 'the file was taken over already' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_imports_keep before update on law_imports for each row execute function keep_import();

alter table law_imports enable row level security;
alter table law_imports force row level security;
do $$
begin
  execute format('create policy owner_works on law_imports to %I using (true) with check (true)', current_user);
end $$;
revoke update, delete on law_imports from passerelle_app;
grant update (version, state, progress, beat_at, analysis, rows, choices, taken_at) on law_imports to passerelle_app;

create function may_edit_draft(asked uuid) returns boolean
language sql stable
begin atomic
  select exists (select from law_drafts d where d.id = asked and reaches('edit-draft', d.authority, d.jurisdiction));
end;

create policy reads_imports on law_imports for select to passerelle_app
  using (exists (select from law_drafts d where d.id = draft));
create policy adds_imports on law_imports for insert to passerelle_app
  with check (uploaded_by = (select acting_person()) and state = 'waiting' and may_edit_draft(draft));
create policy works_on_imports on law_imports for update to passerelle_app
  using (may_edit_draft(draft)) with check (may_edit_draft(draft));

-- What the server has to go on with after it was started anew, and for whom: it then works as that person, and sees no more than they may.
create function imports_left() returns table (import uuid, person uuid)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.id, i.uploaded_by from law_imports i
  where i.state = 'waiting' or (i.state = 'working' and i.beat_at < now() - interval '1 minute')
  order by i.uploaded_at limit 20;
end;
