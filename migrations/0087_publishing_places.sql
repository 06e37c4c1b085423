-- Whoever proposes or approves law holds their role for every place in which it is to hold, and in which it held that it replaces or withdraws.

alter table law_publications add column places text[] not null default '{}';

create function reaches_all(act text, authority text, places text[]) returns boolean
language sql stable
begin atomic
  select not exists (select from unnest(places) place where not reaches(act, authority, place));
end;
create function covers_all(authority text, places text[]) returns boolean
language sql stable
begin atomic
  select not exists (select from unnest(places) place where not authority_covers(authority, place));
end;

-- The record that goes takes its own places with it.
create function keep_places() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from instruments i, jsonb_array_elements_text(coalesce(i.content -> 'instrument' -> 'places', '[]')) as held(place)
    where i.record = new.basis and held.place <> new.jurisdiction and not held.place = any (new.places)
  ) then
    raise exception 'what goes held in more places than are named' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_publications_places before insert on law_publications for each row execute function keep_places();

alter policy proposes_law on law_publications with check (
  proposed_by = (select acting_person()) and state = 'proposed' and decided_by is null
  and reaches_all('propose-law', authority, jurisdiction || places) and covers_all(authority, jurisdiction || places)
);
alter policy decides_law on law_publications
  using (
    state in ('proposed', 'held') and reaches_all('approve-law', authority, jurisdiction || places) and not had_a_hand_in(id)
  )
  with check (
    state in ('approved', 'returned') and decided_by = (select acting_person())
    and reaches_all('approve-law', authority, jurisdiction || places) and not had_a_hand_in(id)
  );

-- The server writes what was approved, where it was approved for.
create function keep_to_approved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare approved law_publications;
begin
  select p.* into approved from law_publications p where p.id = publication_at_work();
  if approved.id is null then return new; end if;
  if new.id <> approved.instrument or new.jurisdiction <> approved.jurisdiction or new.origin <> 'authority:' || approved.authority
    or exists (
      select from jsonb_array_elements_text(coalesce(new.content -> 'instrument' -> 'places', '[]')) as holds(place)
      where holds.place <> approved.jurisdiction and not holds.place = any (approved.places)
    ) then
    raise exception 'this is not what was approved' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger instruments_approved before insert on instruments for each row execute function keep_to_approved();
