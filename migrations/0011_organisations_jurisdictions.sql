create table jurisdictions (
  record bigint generated always as identity primary key,
  code text not null,
  kind text not null check (kind in ('country', 'subdivision', 'city', 'union', 'zone')),
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  demonstration boolean not null default false,
  note text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint jurisdictions_current exclude using gist (code with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create index jurisdictions_code on jurisdictions (code, recorded_at);
create trigger jurisdictions_keep before update on jurisdictions for each row execute function keep_record();

create table jurisdiction_aliases (
  record bigint generated always as identity primary key,
  alias text not null,
  code text not null check (code <> alias),
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint jurisdiction_aliases_current exclude using gist (alias with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger jurisdiction_aliases_keep before update on jurisdiction_aliases for each row execute function keep_record();

-- Where a place lies: nested territory, and membership of unions with its dates as valid time.
create table jurisdiction_parents (
  record bigint generated always as identity primary key,
  code text not null,
  parent text not null check (parent <> code),
  note text,
  valid_from date,
  valid_until date,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (valid_from < valid_until),
  check (recorded_at < superseded_at),
  constraint jurisdiction_parents_current
    exclude using gist (code with =, parent with =, daterange(valid_from, valid_until) with &&)
    where (superseded_at is null)
);
create trigger jurisdiction_parents_keep before update on jurisdiction_parents for each row execute function keep_record();
