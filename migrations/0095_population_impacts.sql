-- What a change of the law was found to do to a workforce, and what of it was told. What was told stays: the next figures may not, beside
-- these, tell of a few persons.

create table population_impacts (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  -- The place for which it was asked.
  jurisdiction text not null,
  purpose text,
  -- The draft, or what was published of it; null: law in files that the operator had.
  draft uuid references law_drafts,
  version integer check (version > 0),
  as_of date not null,
  -- The fewest persons of whom a count is told.
  threshold integer not null check (threshold >= 2),
  state text not null default 'working' check (state in ('working', 'done', 'failed')),
  step text not null default 'waiting' check (step in ('waiting', 'workforce', 'law', 'evaluation')),
  -- Per cent of the step; holders that were read, while a workforce is.
  progress smallint not null default 0 check (progress between 0 and 100),
  holders bigint not null default 0 check (holders >= 0),
  -- What was told.
  told jsonb,
  problem text check (problem ~ '^[a-z][a-z-]*$'),
  started_at timestamptz not null default now(),
  -- When whoever works at it was last heard of.
  beat_at timestamptz not null default now(),
  finished_at timestamptz,
  -- How long the evaluation took, in milliseconds.
  took integer,
  -- Null: by whoever runs the server.
  started_by uuid references people,
  check ((state = 'done') = (told is not null)),
  check ((draft is null) = (version is null))
);
create index population_impacts_draft on population_impacts (draft, started_at desc);
create index population_impacts_authority on population_impacts (authority, jurisdiction) where state = 'done';

-- Every count as it was, told or not: for nobody to read but the next work.
create table population_impact_cells (
  impact uuid primary key references population_impacts on delete cascade,
  cells jsonb not null
);

-- The authority for which the server works out figures in this transaction, for the person who asked: it reads every holder, and tells counts.
create function impact_at_work() returns text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.authority from population_impacts i
  where i.id = nullif(current_setting('passerelle.impact', true), '')::uuid and i.state = 'working'
    and i.started_by = (select acting_person()) and reaches('measure-impact', i.authority, i.jurisdiction);
end;

do $$
declare protected text;
begin
  foreach protected in array array['population_impacts', 'population_impact_cells'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
  foreach protected in array array['population_holders', 'population_credentials', 'population_jobs'] loop
    execute format('create policy measures_workforce on %I for select to passerelle_app using (authority = (select impact_at_work()))', protected);
  end loop;
end $$;

create policy reads_impacts on population_impacts for select to passerelle_app using (reaches('measure-impact', authority, jurisdiction));
create policy adds_impacts on population_impacts for insert to passerelle_app with check (
  reaches('measure-impact', authority, jurisdiction) and started_by = (select acting_person()) and state = 'working'
);
create policy works_on_impacts on population_impacts for update to passerelle_app
  using (state = 'working' and reaches('measure-impact', authority, jurisdiction))
  with check (reaches('measure-impact', authority, jurisdiction));

-- Of the same authority, place and purpose, whatever was told before.
create function measures_beside(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from population_impacts i where i.id = asked and i.authority = impact_at_work());
end;
create policy reads_cells on population_impact_cells for select to passerelle_app using (measures_beside(impact));
create policy adds_cells on population_impact_cells for insert to passerelle_app with check (measures_beside(impact));

revoke delete on population_impacts from passerelle_app;
revoke update, delete on population_impact_cells from passerelle_app;
