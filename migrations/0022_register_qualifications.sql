create table qualifications (
  record bigint generated always as identity primary key,
  id text not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  country text,
  awarding_body text,
  awarding_body_name text,
  levels text[] not null default '{}',
  fields text[] not null default '{}',
  family text check (family in ('vocational-qualification', 'skill-level', 'professional-title', 'degree')),
  class text,
  stated_level text,
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
  constraint qualifications_current exclude using gist (id with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger qualifications_keep before update on qualifications for each row execute function keep_record();

create table title_series (
  record bigint generated always as identity primary key,
  edition text not null,
  series text not null,
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint title_series_current
    exclude using gist (edition with =, series with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger title_series_keep before update on title_series for each row execute function keep_record();

-- The names that a title has on each level of a series; several where the series has several lines.
create table titles (
  record bigint generated always as identity primary key,
  edition text not null,
  series text not null,
  level text not null,
  name text not null,
  code text,
  source text,
  quality text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint titles_current
    exclude using gist (edition with =, series with =, level with =, name with =,
      daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger titles_keep before update on titles for each row execute function keep_record();
