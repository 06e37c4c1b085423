-- How a draft becomes law: somebody proposes it, a second person approves, and the server publishes it on its day. The database holds to it by
-- itself: the server can write a record of law only within a publication that a second person has approved and whose day has come.

create table law_publications (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  jurisdiction text not null,
  kind text not null check (kind in ('publication', 'corrigendum', 'withdrawal')),
  -- The draft and the version of it that was proposed; a withdrawal has none.
  draft uuid references law_drafts,
  version integer,
  instrument text not null,
  path text not null,
  title jsonb not null check (title ? 'en' and title ? 'zh-CN'),
  -- The record of law that it replaces or withdraws; null: the instrument is new.
  basis bigint references instruments,
  -- Why, as everybody reads it: of what corrects or withdraws.
  reason jsonb check (reason ? 'en' and reason ? 'zh-CN'),
  -- The day, as the calendar on the wall there shows it, and the instant at which it begins.
  publish_on date not null,
  publish_at timestamptz not null,
  proposed_by uuid not null references people,
  proposed_at timestamptz not null default now(),
  state text not null default 'proposed' check (state in ('proposed', 'returned', 'taken-back', 'approved', 'held', 'published')),
  decided_by uuid references people,
  decided_at timestamptz,
  -- What whoever returned it said.
  note text check (length(note) <= 4000),
  -- Why it could not be published on its day.
  held_for jsonb,
  record bigint references instruments,
  published_at timestamptz,
  check ((draft is null) = (kind = 'withdrawal') and (draft is null) = (version is null)),
  check (kind = 'publication' or (basis is not null and reason is not null)),
  check (state in ('proposed', 'taken-back') or decided_by is not null)
);
create unique index law_publications_open_draft on law_publications (draft) where state in ('proposed', 'approved', 'held');
create unique index law_publications_open_instrument on law_publications (instrument) where state in ('proposed', 'approved', 'held');
create index law_publications_authority on law_publications (authority, proposed_at desc);
create index law_publications_due on law_publications (publish_at) where state = 'approved';

-- By which publication a record came, for everybody to read: who published it, as what, and why. No person is named.
alter table instruments add column publication jsonb;
alter table instruments add column withdrawn_by jsonb;

-- A record is superseded once; what withdraws it is written with that.
create or replace function keep_record() returns trigger language plpgsql as $$
begin
  if old.superseded_at is not null
    or (to_jsonb(new) - 'superseded_at' - 'origin' - 'withdrawn_by' - 'publication') is distinct from (to_jsonb(old) - 'superseded_at' - 'origin' - 'withdrawn_by' - 'publication')
  then
    raise exception 'record % of % can only be superseded, not changed', old.record, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create function keep_publication() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'note', 'held_for', 'record', 'published_at'])
    is distinct from (to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'note', 'held_for', 'record', 'published_at']) then
    raise exception 'what was proposed is not changed' using errcode = 'check_violation';
  end if;
  if not (old.state || '>' || new.state = any (array[
    'proposed>approved', 'proposed>returned', 'proposed>taken-back', 'approved>taken-back', 'approved>published', 'approved>held',
    'held>approved', 'held>taken-back'])) then
    raise exception 'a publication does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_publications_keep before update on law_publications for each row execute function keep_publication();

-- While it is proposed, a draft stands still: what is approved is what was read.
create function hold_proposed_draft() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.version <> old.version or new.discarded_at is distinct from old.discarded_at then
    if exists (select from law_publications p where p.draft = new.id and p.state in ('proposed', 'approved', 'held')) then
      raise exception 'the draft is proposed for publication' using errcode = 'object_in_use';
    end if;
  end if;
  return new;
end $$;
create trigger law_drafts_proposed before update on law_drafts for each row execute function hold_proposed_draft();

-- Nobody approves what they had a hand in.
create function had_a_hand_in(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from law_publications p
    where p.id = asked and (
      p.proposed_by = (select acting_person())
      or exists (select from law_draft_versions v where v.draft = p.draft and v.version <= p.version and v.changed_by = (select acting_person()))
    )
  );
end;

alter table law_publications enable row level security;
alter table law_publications force row level security;
do $$
begin
  execute format('create policy owner_works on law_publications to %I using (true) with check (true)', current_user);
end $$;
revoke update, delete on law_publications from passerelle_app;
grant update (state, decided_by, decided_at, note) on law_publications to passerelle_app;

create policy reads_publications on law_publications for select to passerelle_app using (
  (select everywhere_for('read-drafts'))
  or authority = any ((select authorities_for('read-drafts'))::text[])
  or authority || ' ' || jurisdiction = any ((select parts_for('read-drafts'))::text[])
);
create policy proposes_law on law_publications for insert to passerelle_app with check (
  proposed_by = (select acting_person()) and state = 'proposed' and decided_by is null
  and reaches('propose-law', authority, jurisdiction)
);
-- Of several policies the arms of each half add up: so each half says all of it.
create policy takes_back_law on law_publications for update to passerelle_app
  using (state in ('proposed', 'approved', 'held') and reaches('propose-law', authority, jurisdiction))
  with check (state = 'taken-back' and reaches('propose-law', authority, jurisdiction));
create policy decides_law on law_publications for update to passerelle_app
  using (state in ('proposed', 'held') and reaches('approve-law', authority, jurisdiction) and not had_a_hand_in(id))
  with check (
    state in ('approved', 'returned') and decided_by = (select acting_person())
    and reaches('approve-law', authority, jurisdiction) and not had_a_hand_in(id)
  );

-- The publication at which the server works in this transaction.
create function publication_at_work() returns uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.id from law_publications p
  where p.id = nullif(current_setting('passerelle.publication', true), '')::uuid and p.state = 'approved' and p.publish_at <= now();
end;

-- Takes the next one whose day has come; others wait for it or pass it by.
create function take_publication() returns setof law_publications
language plpgsql security definer set search_path = public, pg_temp as $$
declare next law_publications;
begin
  select p.* into next from law_publications p
  where p.state = 'approved' and p.publish_at <= now()
  order by p.publish_at, p.decided_at, p.id limit 1 for update skip locked;
  if next.id is null then return; end if;
  perform set_config('passerelle.publication', next.id::text, true);
  return next next;
end $$;

create function publication_files() returns table (path text, text text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select f.path, f.text from law_publications p
    join law_draft_files f on f.draft = p.draft and f.since <= p.version and (f.until is null or f.until > p.version)
  where p.id = (select publication_at_work());
end;

-- Published as this record (null: withdrawn), or held for a reason that somebody has to look at.
create function end_publication(made bigint, reasons jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update law_publications set
    state = case when reasons is null then 'published' else 'held' end,
    held_for = reasons, record = made, published_at = case when reasons is null then now() end
  where id = publication_at_work();
  if not found then raise exception 'no publication is at work' using errcode = 'insufficient_privilege'; end if;
end $$;

-- The server writes law and what it brings only while it publishes; at a start the owner loads what is shipped.
create function only_publishing() returns trigger language plpgsql as $$
begin
  if current_user = 'passerelle_app' and publication_at_work() is null then
    raise exception 'law is written by a publication that a second person has approved' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
do $$
declare guarded text;
begin
  foreach guarded in array array['instruments', 'instrument_clauses', 'instrument_rules', 'catalogues', 'catalogue_items', 'agreements',
    'procedures', 'instrument_examples', 'qualifications', 'awarding_bodies'] loop
    execute format('create trigger %I before insert or update or delete on %I for each statement execute function only_publishing()',
      guarded || '_published', guarded);
  end loop;
  foreach guarded in array array['fact_declarations', 'law_loads', 'jurisdictions', 'jurisdiction_aliases', 'jurisdiction_parents',
    'authorities', 'awarding_body_names', 'awarding_body_recognitions', 'frameworks', 'framework_levels'] loop
    execute format('revoke insert, update, delete on %I from passerelle_app', guarded);
  end loop;
end $$;

-- While the server publishes it tells those whose law it is.
create or replace function may_tell(told uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if at_the_door() or owner_asks() then return true; end if;
  if acting_person() is not null then
    return exists (select from people p where p.id = acting_person() and p.status = 'active');
  end if;
  return publication_at_work() is not null
    or exists (select from erasure_requests e where e.person = told and e.held_at = now())
    or exists (select from verification_contacts c where c.invited_by = told and now() in (c.confirmed_at, c.closed_at));
end $$;

-- Who may do an act at an authority, to be told of it. Only names ids, and only to who works there.
create function who_may(asked text, of_authority text, place text) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct m.person from memberships m join people g on g.id = m.person
    join permissions p on p.role = m.role and p.act = asked
  where g.status = 'active' and m.authority = of_authority
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and p.scope = 'authority'
    and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = place))
    and (publication_at_work() is not null or reaches('read-drafts', of_authority, place));
end;
