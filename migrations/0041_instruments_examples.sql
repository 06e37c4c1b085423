-- The examples beside the rules: a made-up person, the question and the answer that the rule must give. They have record time of
-- their own: an example that is added or mended is no change of the law, and is not told as one.

create table instrument_examples (
  record bigint generated always as identity primary key,
  -- Instrument, folder and file: cn-sx-2024-5/met/ordinary-path
  id text not null,
  instrument text not null,
  rule text not null,
  folder text not null check (folder in ('met', 'unmet', 'undecided')),
  title jsonb not null check (title ? 'en' and title ? 'zh-CN'),
  -- The example as parsed from its file.
  content jsonb not null,
  sha256 text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  origin text not null,
  check (recorded_at < superseded_at)
);
create unique index instrument_examples_current on instrument_examples (id) where superseded_at is null;
create index instrument_examples_instrument on instrument_examples (instrument, recorded_at);
create trigger instrument_examples_keep before update on instrument_examples for each row execute function keep_record();
