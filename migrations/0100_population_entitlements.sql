-- What holders are entitled to, since when and until when, and how it is kept so while law, days and registers change.
-- A re-evaluation is cut into chunks of holders; any number of workers take them. Whoever works at a chunk holds its row: what they write and
-- that it is done stand in one transaction, and a worker that dies gives the row back with its connection (docs/decisions/0020).

create table population_reevaluations (
  id bigint generated always as identity primary key,
  authority text not null,
  -- What brought it about: the first of all, law, the passing of a day, the register.
  cause text not null check (cause in ('first', 'law', 'day', 'register')),
  -- Where outcomes are had.
  place text not null check (length(place) between 1 and 100),
  -- Law by record time, day and register (population_changes) up to which entitlements stand once it is done.
  law timestamptz not null,
  as_of date not null,
  up_to bigint not null,
  -- The one before it.
  follows bigint references population_reevaluations,
  holders integer not null default 0 check (holders >= 0),
  begun_at timestamptz not null default now(),
  done_at timestamptz
);
create unique index population_reevaluations_open on population_reevaluations (authority) where done_at is null;
create index population_reevaluations_authority on population_reevaluations (authority, id desc);

create table population_chunks (
  reevaluation bigint not null references population_reevaluations,
  number integer not null check (number >= 0),
  authority text not null,
  holders bigint[] not null check (cardinality(holders) > 0),
  -- How often a worker has begun, and when the next one may.
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  -- Why the last attempt ended, where it did not end well.
  fault text check (length(fault) <= 500),
  done_at timestamptz,
  evaluated integer not null default 0,
  begun integer not null default 0,
  ended integer not null default 0,
  told integer not null default 0,
  unreached integer not null default 0,
  primary key (reevaluation, number)
);
create index population_chunks_open on population_chunks (reevaluation, number) where done_at is null;

-- How far each holder has been evaluated, and the next day on which time alone may change something.
create table population_evaluated (
  authority text not null,
  holder bigint not null,
  reevaluation bigint not null references population_reevaluations,
  -- The change of the holder that was seen.
  changed bigint not null,
  due date,
  primary key (authority, holder),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade
);
create index population_evaluated_due on population_evaluated (authority, due) where due is not null;

create table population_entitlements (
  id bigint generated always as identity primary key,
  authority text not null,
  holder bigint not null,
  -- Kind, manner and target, in the order in which they are always written: two that say the same are the same.
  outcome text not null,
  standing text not null check (standing in ('met', 'discretion')),
  rule text not null,
  -- The credential that it stands on; null: none.
  slot smallint,
  since date not null,
  -- First day on which it no longer stood.
  until date,
  law timestamptz not null,
  began_by text not null check (began_by in ('first', 'law', 'day', 'register')),
  ended_by text check (ended_by in ('law', 'day', 'register')),
  begun_in bigint not null references population_reevaluations,
  ended_in bigint references population_reevaluations,
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade,
  check ((until is null) = (ended_by is null) and (until is null) = (ended_in is null))
);
create unique index population_entitlements_standing on population_entitlements (authority, holder, outcome) where until is null;
create index population_entitlements_holder on population_entitlements (authority, holder, since);

-- That somebody was told of what changed for them, once for each re-evaluation; or that they could not be.
create table population_notices (
  authority text not null,
  holder bigint not null,
  reevaluation bigint not null references population_reevaluations,
  reached text not null check (reached in ('account', 'letter', 'nobody')),
  cause text not null check (cause in ('law', 'day', 'register')),
  -- Outcome, standing before and after, rule.
  changes jsonb not null check (jsonb_typeof(changes) = 'array'),
  -- SHA-256 of what the letter leads in with, where they have no account.
  ticket bytea unique check (octet_length(ticket) = 32),
  at timestamptz not null default now(),
  primary key (authority, holder, reevaluation),
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade,
  check ((ticket is null) = (reached <> 'letter'))
);

-- Holders by what rules look for.
create index population_credentials_kind on population_credentials
  (authority, (coalesce(qualification, '') || ' ' || coalesce(level, '')), holder);

-- The chunk at which the server works in this transaction, holding its row.
create function chunk_at_work() returns population_chunks
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c from population_chunks c
  where acting_person() is null and c.done_at is null
    and c.reevaluation = nullif(split_part(current_setting('passerelle.chunk', true), '/', 1), '')::bigint
    and c.number = nullif(split_part(current_setting('passerelle.chunk', true), '/', 2), '')::integer;
end;
create function authority_at_work() returns text
language sql stable security definer set search_path = public, pg_temp
begin atomic select (chunk_at_work()).authority; end;
create function holders_at_work() returns bigint[]
language sql stable security definer set search_path = public, pg_temp
begin atomic select (chunk_at_work()).holders; end;

-- Notes that a worker begins with the next chunk that nobody holds; what failed several times waits longer each time. Nobody else's business.
create function begin_chunk() returns table (
  reevaluation bigint, number integer, authority text, cause text, place text, law timestamptz, as_of date
)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if acting_person() is not null then return; end if;
  return query
    update population_chunks c set attempts = c.attempts + 1,
      not_before = now() + case when c.attempts < 3 then interval '0' else least(interval '1 second' * 2 ^ least(c.attempts, 12), interval '1 hour') end
    from population_reevaluations r
    where r.id = c.reevaluation and (c.reevaluation, c.number) = (
      select o.reevaluation, o.number from population_chunks o
      where o.done_at is null and o.not_before <= now() order by o.reevaluation, o.number limit 1 for update skip locked
    )
    returning c.reevaluation, c.number, r.authority, r.cause, r.place, r.law, r.as_of;
end $$;

-- Takes it for this transaction; none: somebody else has it, or has done it.
create function take_chunk(of_reevaluation bigint, asked integer) returns table (authority text, holders bigint[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if acting_person() is not null then return; end if;
  return query select c.authority, c.holders from population_chunks c
    where c.reevaluation = of_reevaluation and c.number = asked and c.done_at is null for update skip locked;
  if found then perform set_config('passerelle.chunk', of_reevaluation || '/' || asked, true); end if;
end $$;

create function end_chunk(figures jsonb) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare mine population_chunks := chunk_at_work();
begin
  if mine.number is null then raise exception 'no chunk is at work' using errcode = 'insufficient_privilege'; end if;
  update population_chunks c set done_at = now(), fault = null, evaluated = (figures ->> 'evaluated')::integer,
    begun = (figures ->> 'begun')::integer, ended = (figures ->> 'ended')::integer, told = (figures ->> 'told')::integer,
    unreached = (figures ->> 'unreached')::integer
  where c.reevaluation = mine.reevaluation and c.number = mine.number;
end $$;

-- Why an attempt ended, noted afterwards; the chunk waits a while.
create function fail_chunk(of_reevaluation bigint, asked integer, why text) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  update population_chunks set fault = left(why, 500), not_before = now() + least(interval '1 second' * 2 ^ least(attempts, 12), interval '1 hour')
  where reevaluation = of_reevaluation and number = asked and done_at is null and acting_person() is null;
end;

-- Those of which every chunk is done, are.
create function end_reevaluations() returns setof bigint
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  update population_reevaluations r set done_at = now()
  where r.done_at is null and acting_person() is null
    and not exists (select from population_chunks c where c.reevaluation = r.id and c.done_at is null)
  returning r.id;
end;

-- Every authority that keeps a workforce, with what its entitlements stand on, if a re-evaluation is not under way.
create function workforces_to_look_at() returns table (
  authority text, place text, up_to bigint, last bigint, last_law timestamptz, last_as_of date, last_up_to bigint
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  with recursive kept (authority) as (
    (select h.authority from population_holders h order by h.authority limit 1)
    union all
    select (select h.authority from population_holders h where h.authority > kept.authority order by h.authority limit 1)
    from kept where kept.authority is not null
  )
  select k.authority, a.jurisdiction,
    (select h.changed from population_holders h where h.authority = k.authority order by h.changed desc limit 1),
    r.id, r.law, r.as_of, r.up_to
  from kept k
    join authorities a on a.id = k.authority and a.superseded_at is null and a.jurisdiction is not null
    left join lateral (
      select o.* from population_reevaluations o where o.authority = k.authority order by o.id desc limit 1
    ) r on true
  where k.authority is not null and acting_person() is null and (r.id is null or r.done_at is not null);
end;

-- Kinds of credentials of a workforce: no person shows in them.
create function workforce_kinds(asked text) returns table (kind text, found text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct json_strip_nulls(json_build_object('qualification', c.qualification, 'level', c.level, 'status', c.status,
      'country', c.country, 'awardingBody', c.awarding_body, 'field', c.field, 'listed', c.listed, 'stated', c.stated))::text,
    coalesce(c.qualification, '') || ' ' || coalesce(c.level, '')
  from population_credentials c where c.authority = asked and acting_person() is null;
end;

-- Begins a re-evaluation, in chunks: of everybody, or of whoever holds something of these kinds, has changed since the last one, or is due.
-- Who may not be evaluated any more is among them once, so that nothing stays of it.
-- Null: one is under way, or has been begun meanwhile.
create function begin_reevaluation(
  asked text, why text, at_place text, at_law timestamptz, on_day date, after bigint, everybody boolean, touched text[], size integer
) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  made bigint;
  seen bigint := coalesce((select r.up_to from population_reevaluations r where r.id = after), 0);
  latest bigint;
begin
  if acting_person() is not null then return null; end if;
  -- Changes of the register wait, so that none falls between two numbers.
  perform hold_workforce(asked);
  if exists (select from population_reevaluations r where r.authority = asked and (r.done_at is null or r.id > coalesce(after, 0))) then return null; end if;
  select case when why in ('first', 'register') then coalesce(max(h.changed), 0) else seen end into latest
    from population_holders h where h.authority = asked;
  insert into population_reevaluations (authority, cause, place, law, as_of, up_to, follows)
    values (asked, why, at_place, at_law, on_day, latest, after) returning id into made;
  insert into population_chunks (reevaluation, number, authority, holders)
  select made, (n - 1) / size, asked, array_agg(id order by id) from (
    select c.id, row_number() over (order by c.id) as n from (
      select h.id from population_holders h where everybody and h.authority = asked
      union
      select h.id from population_holders h where h.authority = asked and h.changed > seen and h.changed <= latest
      union
      select e.holder from population_evaluated e where why = 'day' and e.authority = asked and e.due <= on_day
      union
      select k.holder from population_credentials k
      where k.authority = asked and coalesce(k.qualification, '') || ' ' || coalesce(k.level, '') = any (touched)
    ) c
    join population_holders h on h.authority = asked and h.id = c.id
    where (not h.removed and 'evaluation' = any (h.purposes))
      or exists (select from population_evaluated e where e.authority = asked and e.holder = c.id)
  ) numbered group by (n - 1) / size;
  update population_reevaluations set holders = (select coalesce(sum(cardinality(c.holders)), 0) from population_chunks c where c.reevaluation = made)
    where id = made;
  return made;
end $$;

-- Whoever is no more in the workforce is entitled to nothing here from that moment on.
create function forget_entitlements() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from population_entitlements where authority = new.authority and holder = new.id;
  delete from population_notices where authority = new.authority and holder = new.id;
  delete from population_evaluated where authority = new.authority and holder = new.id;
  return null;
end $$;
create trigger population_holders_removed after update of removed on population_holders
  for each row when (new.removed and not old.removed) execute function forget_entitlements();

do $$
declare
  protected text;
  at_work text := 'authority = (select authority_at_work()) and holder = any ((select holders_at_work())::bigint[])';
begin
  foreach protected in array array[
    'population_reevaluations', 'population_chunks', 'population_evaluated', 'population_entitlements', 'population_notices'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    execute format('create policy reads_workforce on %I for select to passerelle_app using (
      authority = (select authority_for(''read-workforce'')) or authority = any ((select authorities_for(''read-workforce''))::text[]))', protected);
    execute format('revoke insert, update, delete on %I from passerelle_app', protected);
  end loop;
  foreach protected in array array['population_credentials', 'population_jobs', 'population_identities',
    'population_evaluated', 'population_entitlements', 'population_notices'] loop
    execute format('create policy reads_at_work on %I for select to passerelle_app using (%s)', protected, at_work);
  end loop;
  foreach protected in array array['population_evaluated', 'population_entitlements', 'population_notices'] loop
    execute format('create policy adds_at_work on %I for insert to passerelle_app with check (%s)', protected, at_work);
    execute format('grant insert on %I to passerelle_app', protected);
  end loop;
  foreach protected in array array['population_evaluated', 'population_entitlements'] loop
    execute format('create policy changes_at_work on %I for update to passerelle_app using (%s) with check (%s)', protected, at_work, at_work);
    execute format('create policy takes_at_work on %I for delete to passerelle_app using (%s)', protected, at_work);
    execute format('grant update, delete on %I to passerelle_app', protected);
  end loop;
end $$;
create policy reads_at_work on population_holders for select to passerelle_app using (
  authority = (select authority_at_work()) and id = any ((select holders_at_work())::bigint[]));
create policy reads_own_round on population_reevaluations for select to passerelle_app using (authority = (select authority_at_work()));
