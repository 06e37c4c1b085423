create table authorities (
  record bigint generated always as identity primary key,
  id text not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  jurisdiction text,
  scope jsonb,
  url text,
  source text,
  quality text,
  note jsonb,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint authorities_current exclude using gist (id with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger authorities_keep before update on authorities for each row execute function keep_record();

create table awarding_bodies (
  record bigint generated always as identity primary key,
  id text not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  country text,
  url text,
  source text,
  quality text,
  note jsonb,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint awarding_bodies_current exclude using gist (id with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger awarding_bodies_keep before update on awarding_bodies for each row execute function keep_record();

-- Names that a body had before, with the days they were borne where these are known.
create table awarding_body_names (
  record bigint generated always as identity primary key,
  body text not null,
  name text not null,
  names jsonb not null,
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint awarding_body_names_current
    exclude using gist (body with =, name with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger awarding_body_names_keep before update on awarding_body_names for each row execute function keep_record();

-- What a jurisdiction says of a body, over time. No row: not known.
create table awarding_body_recognitions (
  record bigint generated always as identity primary key,
  body text not null,
  jurisdiction text not null,
  status text not null check (status in ('recognised', 'suspended', 'withdrawn', 'not-recognised')),
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint awarding_body_recognitions_current
    exclude using gist (body with =, jurisdiction with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger awarding_body_recognitions_keep before update on awarding_body_recognitions
  for each row execute function keep_record();
