-- The workforce of an authority. Three tables are the pseudonymous copy on which everything is worked out: persons by a number that means
-- nothing elsewhere, their credentials, their jobs. Who they are stands apart, for those acts alone that need to know it.

create sequence population_holder_ids;
-- Where a change stands among all. Who changes holders of an authority waits for whoever does (hold_workforce), so that a reader who has
-- seen one number has seen all below it.
create sequence population_changes;

create table population_holders (
  authority text not null,
  id bigint not null default nextval('population_holder_ids'),
  birth_date date,
  sex text check (sex in ('female', 'male', 'other')),
  -- Code of a jurisdiction.
  district text check (length(district) between 1 and 100),
  origin text check (length(origin) between 1 and 100),
  -- Scheme and code.
  occupation text check (length(occupation) between 1 and 200),
  -- Facts of the engine: id to value.
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  -- The jobs that stand here are all that there were.
  work_known boolean not null default false,
  -- What the data may be used for now; since when and until when stands in population_consents.
  purposes text[] not null default '{}',
  changed bigint not null default nextval('population_changes'),
  -- Erased, or one person with another holder: counts no more. The row stays, so that whoever holds a copy hears of it.
  removed boolean not null default false,
  merged_into bigint,
  primary key (authority, id),
  foreign key (authority, merged_into) references population_holders (authority, id),
  check (merged_into is null or (removed and merged_into <> id))
);
create unique index population_holders_changed on population_holders (authority, changed);

-- Members mean what those of the engine's Credential mean; null: absent.
create table population_credentials (
  authority text not null,
  holder bigint not null,
  slot smallint not null check (slot between 0 and 999),
  qualification text check (length(qualification) between 1 and 200),
  level text check (length(level) between 1 and 200),
  status text check (status in ('valid', 'revoked')),
  country text check (length(country) between 1 and 100),
  awarding_body text check (length(awarding_body) between 1 and 200),
  field text[],
  listed jsonb check (jsonb_typeof(listed) = 'object'),
  stated jsonb check (jsonb_typeof(stated) = 'object'),
  issued date,
  -- First day on which it does not count any more.
  expires date,
  primary key (authority, holder, slot),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);

create table population_jobs (
  authority text not null,
  holder bigint not null,
  slot smallint not null check (slot between 0 and 9999),
  started date,
  -- Last day; null: it goes on.
  ended date,
  occupation text[],
  place text check (length(place) between 1 and 100),
  capacity text check (length(capacity) between 1 and 200),
  -- Slots of the credentials to which it is relevant; null: not known.
  relevant smallint[],
  primary key (authority, holder, slot),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);

create table population_identities (
  authority text not null,
  holder bigint not null,
  -- Objects of name, script and kind, the name by which they are called first.
  names jsonb not null default '[]' check (jsonb_typeof(names) = 'array'),
  -- Objects of kind, country and number, which is locked with the key of the installation.
  documents jsonb not null default '[]' check (jsonb_typeof(documents) = 'array'),
  -- email, phone.
  contact jsonb not null default '{}' check (jsonb_typeof(contact) = 'object'),
  -- Their account here, where they have one and it is known to be theirs.
  account uuid references people,
  primary key (authority, holder),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);
create unique index population_identities_account on population_identities (account, authority) where account is not null;

-- By what a holder is found again: keyed hashes, from which nobody without the key learns a number or a name.
create table population_keys (
  authority text not null,
  key bytea not null check (octet_length(key) = 16),
  kind text not null check (kind in ('document', 'name')),
  holder bigint not null,
  primary key (authority, key, holder),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);
-- One document is one person's.
create unique index population_keys_document on population_keys (authority, key) where kind = 'document';
create index population_keys_holder on population_keys (authority, holder);

create table population_consents (
  authority text not null,
  holder bigint not null,
  purpose text not null check (purpose ~ '^[a-z][a-z-]*$'),
  given date not null,
  -- First day on which it no longer holds.
  until date,
  withdrawn date,
  primary key (authority, holder, purpose, given),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);

create table population_imports (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  file_name text not null check (length(file_name) between 1 and 500),
  format text check (format in ('csv', 'xlsx', 'parquet')),
  encoding text,
  size bigint not null check (size >= 0),
  -- Tells one file from another: SHA-256 over its length, its beginning and its end.
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  -- Handed in here and kept until it is read, and not read from where it lies.
  kept boolean not null default false,
  purposes text[] not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed', 'cancelled')),
  -- Where in the file the next row begins: a byte, or a row of a file that has no lines. Written with the rows before it.
  position bigint not null default 0 check (position >= 0),
  line bigint not null default 0 check (line >= 0),
  rows bigint not null default 0,
  good bigint not null default 0,
  bad bigint not null default 0,
  persons_new bigint not null default 0,
  persons_changed bigint not null default 0,
  persons_unchanged bigint not null default 0,
  matches bigint not null default 0,
  -- Why it could not be read to its end: code and what belongs to it.
  problem jsonb,
  started_at timestamptz not null default now(),
  -- When whoever works at it was last heard of.
  beat_at timestamptz,
  finished_at timestamptz,
  -- Null: by whoever runs the server.
  imported_by uuid references people,
  check (good + bad <= rows)
);
create index population_imports_authority on population_imports (authority, started_at desc);
create index population_imports_open on population_imports (started_at) where state in ('waiting', 'working');

-- A file that was handed in, in pieces of equal length, until it is read.
create table population_import_parts (
  import uuid not null references population_imports on delete cascade,
  part integer not null check (part >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 4194304),
  primary key (import, part)
);

-- What was wrong with which row. What would tell who it is about is not kept here.
create table population_import_errors (
  import uuid not null references population_imports on delete cascade,
  number bigint not null,
  line bigint not null,
  field text not null,
  found text check (length(found) <= 200),
  code text not null check (code ~ '^[a-z][a-z-]*$'),
  args jsonb not null default '{}',
  primary key (import, number)
);

-- Two holders who may be one person, for an official to look at.
create table population_matches (
  authority text not null,
  -- The one who was there first, and stays.
  holder bigint not null,
  other bigint not null,
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  found_at timestamptz not null default now(),
  decided_by uuid references people,
  decided_at timestamptz,
  -- What the first got of the other: by this it is taken back.
  given jsonb,
  primary key (authority, holder, other),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade,
  foreign key (authority, other) references population_holders (authority, id) on delete cascade,
  check (holder < other),
  check ((state = 'open') = (decided_at is null))
);
create index population_matches_open on population_matches (authority, found_at) where state = 'open';
create index population_matches_other on population_matches (authority, other);

-- One after the other: whoever changes holders of an authority, until their transaction ends.
create function hold_workforce(asked text) returns void
language sql volatile
begin atomic
  select pg_advisory_xact_lock(hashtextextended('workforce ' || asked, 92));
end;

do $$
declare
  protected text;
  protected_all text[] := array[
    'population_holders', 'population_credentials', 'population_jobs', 'population_identities', 'population_keys', 'population_consents',
    'population_imports', 'population_import_parts', 'population_import_errors', 'population_matches'];
begin
  foreach protected in array protected_all loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
  foreach protected in array array[
    'population_holders', 'population_credentials', 'population_jobs', 'population_consents'] loop
    execute format('create policy reads_workforce on %I for select to passerelle_app using (
      authority = (select authority_for(''read-workforce'')) or authority = any ((select authorities_for(''read-workforce''))::text[]))', protected);
    execute format('create policy adds_workforce on %I for insert to passerelle_app with check (
      authority = any ((select authorities_for(''keep-workforce''))::text[]))', protected);
    execute format('create policy changes_workforce on %I for update to passerelle_app
      using (authority = any ((select authorities_for(''keep-workforce''))::text[]))
      with check (authority = any ((select authorities_for(''keep-workforce''))::text[]))', protected);
  end loop;
  foreach protected in array array['population_credentials', 'population_jobs', 'population_consents'] loop
    execute format('create policy takes_workforce on %I for delete to passerelle_app using (
      authority = any ((select authorities_for(''keep-workforce''))::text[]))', protected);
  end loop;
  -- Who somebody is: for whoever has to know it.
  foreach protected in array array['population_identities', 'population_keys', 'population_matches'] loop
    execute format('create policy reads_who on %I for select to passerelle_app using (
      authority = (select authority_for(''identify-holders'')) or authority = any ((select authorities_for(''identify-holders''))::text[]))', protected);
    execute format('create policy adds_who on %I for insert to passerelle_app with check (
      authority = any ((select authorities_for(''keep-workforce''))::text[]))', protected);
    execute format('create policy takes_who on %I for delete to passerelle_app using (
      authority = any ((select authorities_for(''keep-workforce''))::text[]))', protected);
  end loop;
end $$;

create policy changes_who on population_identities for update to passerelle_app
  using (authority = any ((select authorities_for('keep-workforce'))::text[]))
  with check (authority = any ((select authorities_for('keep-workforce'))::text[]));
create policy decides_matches on population_matches for update to passerelle_app
  using (authority = any ((select authorities_for('decide-match'))::text[]))
  with check (authority = any ((select authorities_for('decide-match'))::text[]) and coalesce(decided_by = (select acting_person()), state = 'open'));

create policy reads_imports on population_imports for select to passerelle_app
  using (authority = any ((select authorities_for('keep-workforce'))::text[]));
create policy adds_imports on population_imports for insert to passerelle_app with check (
  authority = any ((select authorities_for('keep-workforce'))::text[]) and imported_by = (select acting_person()) and kept
);
create policy works_on_imports on population_imports for update to passerelle_app
  using (authority = any ((select authorities_for('keep-workforce'))::text[]))
  with check (authority = any ((select authorities_for('keep-workforce'))::text[]));

create function keeps_import(asked uuid) returns boolean
language sql stable
begin atomic
  select exists (
    select from population_imports i where i.id = asked and i.authority = any ((select authorities_for('keep-workforce'))::text[])
  );
end;
create policy reads_parts on population_import_parts for select to passerelle_app using (keeps_import(import));
create policy adds_parts on population_import_parts for insert to passerelle_app with check (keeps_import(import));
create policy drops_parts on population_import_parts for delete to passerelle_app using (keeps_import(import));
create policy reads_errors on population_import_errors for select to passerelle_app using (keeps_import(import));
create policy adds_errors on population_import_errors for insert to passerelle_app with check (keeps_import(import));

revoke delete on population_holders, population_imports from passerelle_app;
revoke update on population_keys, population_import_parts, population_import_errors from passerelle_app;
revoke delete on population_import_errors from passerelle_app;

-- What the server has to go on with after it was started anew, and for whom.
create function workforce_imports_left() returns table (import uuid, person uuid)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.id, i.imported_by from population_imports i
  where i.kept and (i.state = 'waiting' or (i.state = 'working' and i.beat_at < now() - interval '1 minute'))
  order by i.started_at limit 20;
end;
