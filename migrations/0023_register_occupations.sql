-- Schemes of occupations, fields, industries and skills, each in one version: the same code means different things in
-- different versions. `family` is what a rule names (`esco/…`), `id` the version (`esco-1.2.1`).
create table classifications (
  record bigint generated always as identity primary key,
  id text not null,
  family text not null,
  version text not null,
  subject text not null check (subject in ('occupation', 'field', 'industry', 'skill')),
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  publisher text,
  licence text,
  source text,
  quality text,
  coverage text not null check (coverage in ('complete', 'partial')),
  note jsonb,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint classifications_current exclude using gist (id with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger classifications_keep before update on classifications for each row execute function keep_record();

-- Large: one current record of a code, by a unique index.
create table classification_entries (
  record bigint generated always as identity primary key,
  classification text not null,
  code text not null,
  parent text,
  level integer not null,
  uri text,
  status text,
  note text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at)
);
create unique index classification_entries_current on classification_entries (classification, code)
  where superseded_at is null;
create index classification_entries_parent on classification_entries (classification, parent) where superseded_at is null;
create index classification_entries_history on classification_entries (classification, code, recorded_at)
  where superseded_at is not null;
create trigger classification_entries_keep before update on classification_entries for each row execute function keep_record();

create table classification_names (
  record bigint generated always as identity primary key,
  classification text not null,
  code text not null,
  lang text not null,
  name text not null,
  alternatives text[] not null default '{}',
  hidden text[] not null default '{}',
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at)
);
create unique index classification_names_current on classification_names (classification, code, lang)
  where superseded_at is null;
create index classification_names_prefix on classification_names (classification, lower(name) text_pattern_ops)
  where superseded_at is null;
create index classification_names_history on classification_names (classification, code, lang, recorded_at)
  where superseded_at is not null;
create trigger classification_names_keep before update on classification_names for each row execute function keep_record();

-- Aliases between code vintages and links between schemes, as a source states them.
create table classification_relations (
  record bigint generated always as identity primary key,
  from_classification text not null,
  from_code text not null,
  to_classification text not null,
  to_code text not null,
  kind text not null check (kind in ('same', 'narrower', 'broader', 'related')),
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at)
);
create unique index classification_relations_current
  on classification_relations (from_classification, from_code, to_classification, to_code, kind) where superseded_at is null;
create index classification_relations_back on classification_relations (to_classification, to_code)
  where superseded_at is null;
create trigger classification_relations_keep before update on classification_relations
  for each row execute function keep_record();
