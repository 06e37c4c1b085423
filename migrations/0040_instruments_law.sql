-- The law as data. A record of `instruments` is one instrument as it was known from recorded_at until superseded_at:
-- the whole parsed content, and beside it, for reading, its clauses, rules, catalogues, agreement and procedure.
-- A change closes the record and inserts a new one with its own parts; nothing is changed in place.

create table instruments (
  record bigint generated always as identity primary key,
  id text not null,
  -- Folder below law/: CN-SX/2024-5
  path text not null,
  jurisdiction text not null,
  kind text not null check (kind in
    ('law', 'measure', 'notice', 'opinion', 'catalogue', 'agreement', 'standard', 'guidance', 'procedure', 'claim')),
  status text not null check (status in ('in-force', 'expired', 'repealed', 'not-in-force', 'unverified')),
  title jsonb not null check (title ? 'en' and title ? 'zh-CN'),
  number text,
  issuer text,
  -- Dates as the source gives them: a day, a month or a year.
  published text,
  effective text,
  until text,
  places text[] not null,
  excepts text[] not null,
  -- The instrument and its rules as parsed from the files; what the engine and the presenters read.
  content jsonb not null,
  sha256 text not null,
  -- First day of `effective` and of `until`.
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at)
);
create unique index instruments_current on instruments (id) where superseded_at is null;
create index instruments_id on instruments (id, recorded_at);
create index instruments_places on instruments using gin (places);
create trigger instruments_keep before update on instruments for each row execute function keep_record();

create table instrument_clauses (
  instrument bigint not null references instruments on delete cascade,
  position integer not null,
  id text not null,
  article jsonb,
  summary jsonb not null check (summary ? 'en' and summary ? 'zh-CN'),
  source text not null,
  primary key (instrument, id)
);

create table instrument_rules (
  instrument bigint not null references instruments on delete cascade,
  position integer not null,
  id text not null,
  clause text not null,
  title jsonb not null,
  purposes text[] not null,
  outcomes text[] not null,
  content jsonb not null,
  valid_from date,
  valid_until date,
  primary key (instrument, id),
  foreign key (instrument, clause) references instrument_clauses (instrument, id)
);

create table catalogues (
  instrument bigint not null references instruments on delete cascade,
  id text not null,
  title jsonb not null,
  edition text,
  batch integer,
  effective text,
  coverage text not null check (coverage in ('complete', 'partial')),
  item_count integer,
  classes jsonb not null,
  note jsonb,
  valid_from date,
  valid_until date,
  primary key (instrument, id)
);
create index catalogues_id on catalogues (id);

create table catalogue_items (
  instrument bigint not null,
  catalogue text not null,
  position integer not null,
  qualification text not null,
  class text not null,
  note jsonb,
  valid_from date,
  valid_until date,
  primary key (instrument, catalogue, position),
  foreign key (instrument, catalogue) references catalogues (instrument, id) on delete cascade
);
create index catalogue_items_qualification on catalogue_items (qualification);

create table agreements (
  instrument bigint primary key references instruments on delete cascade,
  mode text not null check (mode in ('automatic', 'procedural', 'register', 'comparison', 'cooperation', 'academic')),
  subject jsonb not null,
  parties jsonb not null,
  party_jurisdictions text[] not null,
  signed text,
  in_force text
);
create index agreements_party on agreements using gin (party_jurisdictions);

create table procedures (
  instrument bigint primary key references instruments on delete cascade,
  acknowledge_within text,
  decide_within text,
  extension jsonb,
  appeal jsonb,
  silence jsonb
);

-- What a person can be asked (reference/facts.yaml).
create table fact_declarations (
  record bigint generated always as identity primary key,
  id text not null,
  position integer not null,
  scope text not null check (scope in ('person', 'credential')),
  type text not null check (type in ('boolean', 'number', 'date', 'choice', 'place', 'set')),
  content jsonb not null,
  sha256 text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (recorded_at < superseded_at)
);
create unique index fact_declarations_current on fact_declarations (id) where superseded_at is null;
create trigger fact_declarations_keep before update on fact_declarations for each row execute function keep_record();

-- What was loaded last, by the hash of all files: where it is the same, nothing is read again.
create table law_loads (
  origin text primary key,
  sha256 text not null,
  loaded_at timestamptz not null
);
