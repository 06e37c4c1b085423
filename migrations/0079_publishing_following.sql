-- Who wants to be told when law is published, corrected or withdrawn: of a place, a catalogue or one instrument. What was published is noted
-- with the publication, and told afterwards in rounds: each follower once, whatever stops a round half way.

create table law_follows (
  person uuid not null references people,
  kind text not null check (kind in ('place', 'catalogue', 'instrument')),
  -- The code of the place, or the id.
  thing text not null check (length(thing) between 1 and 120),
  since timestamptz not null default now(),
  primary key (person, kind, thing)
);
create index law_follows_thing on law_follows (kind, thing);

-- What took effect, and what it concerns. Everybody may read it: it says no more than the history of the instrument.
create table law_news (
  publication uuid primary key references law_publications,
  kind text not null check (kind in ('publication', 'corrigendum', 'withdrawal')),
  instrument text not null,
  jurisdiction text not null,
  title jsonb not null,
  reason jsonb,
  publish_on date not null,
  -- The records of law before and after; null: none.
  basis bigint references instruments,
  record bigint references instruments,
  places text[] not null,
  excepts text[] not null,
  instruments text[] not null,
  catalogues text[] not null,
  at timestamptz not null default now(),
  -- When everybody was told; null: not yet.
  told_at timestamptz
);
create index law_news_untold on law_news (at) where told_at is null;

create table law_news_told (
  publication uuid not null references law_news,
  person uuid not null references people,
  told_at timestamptz not null default now(),
  primary key (publication, person)
);
create index law_news_told_person on law_news_told (person);

do $$
declare protected text;
begin
  foreach protected in array array['law_follows', 'law_news', 'law_news_told'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    execute format('revoke insert, update, delete on %I from passerelle_app', protected);
  end loop;
end $$;
grant insert, delete on law_follows to passerelle_app;
grant update (told_at) on law_news to passerelle_app;
grant insert on law_news_told to passerelle_app;

create policy reads_follows on law_follows for select to passerelle_app using (person = (select acting_person()));
create policy follows_law on law_follows for insert to passerelle_app
  with check (person = (select self_for('follow-law')) and since = now());
create policy ends_follows on law_follows for delete to passerelle_app using (person = (select acting_person()));

create policy reads_news on law_news for select to passerelle_app using (true);
create policy ends_news on law_news for update to passerelle_app
  using (told_at is null and (select acting_person()) is null) with check (told_at = now());

-- Whether this news concerns what somebody follows, since before it came.
create function is_news_for(wanted uuid, follower uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from law_news n join law_follows f on f.person = follower and f.since <= n.at
    where n.publication = wanted and n.told_at is null and (
      (f.kind = 'instrument' and f.thing = any (n.instruments)) or (f.kind = 'catalogue' and f.thing = any (n.catalogues))
      or (f.kind = 'place' and exists (select from unnest(n.places) place, places_below(place) below where below = f.thing)
        and not exists (select from unnest(n.excepts) place, places_below(place) below where below = f.thing))
    )
  );
end;

create policy reads_told on law_news_told for select to passerelle_app using (person = (select acting_person()) or (select acting_person()) is null);
create policy notes_told on law_news_told for insert to passerelle_app
  with check ((select acting_person()) is null and told_at = now() and is_news_for(publication, person));

-- Notes the publication at work as news: which record it made (null: it withdraws), and what it concerns, with the lists that it continues.
create function note_news(made bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if publication_at_work() is null then
    raise exception 'no publication is at work' using errcode = 'insufficient_privilege';
  end if;
  insert into law_news (publication, kind, instrument, jurisdiction, title, reason, publish_on, basis, record, places, excepts, instruments, catalogues)
  with recursive concerned as (
    select i.record, i.places, i.excepts, i.content from instruments i, law_publications p
    where p.id = publication_at_work() and i.record in (p.basis, made)
  ), lists (id, continues, instrument) as (
    select c.id, c.continues, c.instrument from catalogues c join concerned i on i.record = c.instrument
    union
    select c.id, c.continues, c.instrument
    from lists l join catalogues c on c.id = l.continues join instruments i on i.record = c.instrument and i.superseded_at is null
  )
  select p.id, p.kind, p.instrument, p.jurisdiction, p.title, p.reason, p.publish_on, p.basis, made,
    coalesce((select array_agg(distinct place) from concerned i, unnest(i.places) place), '{}'),
    -- Excepted is only what both exclude: who is let in, or let out, is concerned.
    coalesce((
      select array_agg(place) from (
        select place from concerned i, unnest(i.excepts) place group by place having count(*) = (select count(*) from concerned)
      ) excepted
    ), '{}'),
    array(
      select p.instrument
      union select i.id from lists l join instruments i on i.record = l.instrument
      union select superseded from concerned i, jsonb_array_elements_text(coalesce(i.content #> '{instrument,supersedes}', '[]')) superseded
    ),
    array(select id from lists union select continues from lists where continues is not null)
  from law_publications p where p.id = publication_at_work();
end $$;

-- The next of those who have not been told, with what they follow of it: first what is most particular. Only the server asks, when nobody acts.
create function untold_followers(wanted uuid, most integer) returns table (person uuid, kind text, thing text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct on (f.person) f.person, f.kind, f.thing
  from law_news n
    join law_follows f on f.since <= n.at and (
      (f.kind = 'instrument' and f.thing = any (n.instruments)) or (f.kind = 'catalogue' and f.thing = any (n.catalogues))
      or (f.kind = 'place' and f.thing in (select below from unnest(n.places) place, places_below(place) below)
        and f.thing not in (select below from unnest(n.excepts) place, places_below(place) below))
    )
    join people p on p.id = f.person and p.status = 'active'
  where n.publication = wanted and n.told_at is null and acting_person() is null
    and not exists (select from law_news_told t where t.publication = wanted and t.person = f.person)
  order by f.person, array_position(array['instrument', 'catalogue', 'place'], f.kind), f.thing
  limit most;
end;

create or replace function may_tell(told uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if at_the_door() or owner_asks() then return true; end if;
  if acting_person() is not null then
    return exists (select from people p where p.id = acting_person() and p.status = 'active');
  end if;
  return publication_at_work() is not null
    or exists (select from erasure_requests e where e.person = told and e.held_at = now())
    or exists (select from verification_contacts c where c.invited_by = told and now() in (c.confirmed_at, c.closed_at))
    or exists (select from law_news_told t where t.person = told and t.told_at = now());
end $$;
