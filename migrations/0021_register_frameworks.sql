create table frameworks (
  record bigint generated always as identity primary key,
  id text not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  short text,
  jurisdictions text[] not null,
  status text not null check (status in ('in-force', 'superseded', 'repealed', 'planned', 'none')),
  uri text,
  source text,
  quality text,
  note text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint frameworks_current exclude using gist (id with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger frameworks_keep before update on frameworks for each row execute function keep_record();

-- rank orders the levels of one framework, lowest first; equal ranks are equal levels; null: not ordered by the law.
create table framework_levels (
  record bigint generated always as identity primary key,
  framework text not null,
  level text not null,
  rank integer,
  position integer not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  uri text,
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint framework_levels_current
    exclude using gist (framework with =, level with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger framework_levels_keep before update on framework_levels for each row execute function keep_record();

-- A reference of one level to a level of another framework, only as a source states it.
create table level_references (
  record bigint generated always as identity primary key,
  framework text not null,
  level text not null,
  to_framework text not null,
  to_level text not null default '',
  status text not null check (status in ('sourced', 'partly', 'below', 'no-agreed-level')),
  historical boolean not null default false,
  report text,
  note text,
  source text not null,
  quality text not null,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  check ((to_level = '') = (status <> 'sourced')),
  constraint level_references_current
    exclude using gist (framework with =, level with =, to_framework with =, to_level with =,
      daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger level_references_keep before update on level_references for each row execute function keep_record();
