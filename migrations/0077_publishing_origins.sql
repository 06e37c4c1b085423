-- Who may publish where, and what is shipped beside what authorities keep themselves.

-- An authority publishes for places within its own jurisdiction.
create function authority_covers(of_authority text, place text) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from authorities a, places_below(a.jurisdiction) b where a.id = of_authority and a.superseded_at is null and b = place
  );
end;
alter policy proposes_law on law_publications with check (
  proposed_by = (select acting_person()) and state = 'proposed' and decided_by is null
  and reaches('propose-law', authority, jurisdiction) and authority_covers(authority, jurisdiction)
);

-- It replaces or withdraws what is shipped here or what it has published itself, and nothing of another authority.
create function keep_basis() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.basis is not null and not exists (
    select from instruments i
    where i.record = new.basis and i.id = new.instrument and i.jurisdiction = new.jurisdiction
      and i.origin in ('shipped', 'authority:' || new.authority)
  ) then
    raise exception 'an authority replaces its own law and what is shipped' using errcode = 'insufficient_privilege';
  end if;
  if new.basis is null and exists (select from instruments i where i.id = new.instrument and i.superseded_at is null) then
    raise exception 'there is an instrument of this id' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger law_publications_basis before insert on law_publications for each row execute function keep_basis();

-- A shipped text of an instrument that an authority keeps itself, or has withdrawn: it waits for somebody to take it up, and changes nothing.
create table law_offers (
  instrument text primary key,
  path text not null,
  sha256 text not null,
  -- Text by name of file.
  files jsonb not null,
  offered_at timestamptz not null
);
revoke insert, update, delete on law_offers from passerelle_app;
