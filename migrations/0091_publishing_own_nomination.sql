-- Whoever nominates sees of it what every nominator sees, also where they work for the authority: no expert and no finding before everybody may read them.
create or replace function works_on_nomination(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n
    where n.id = wanted and n.nominator is distinct from (select acting_person())
      and reaches('read-nominations', n.authority, n.jurisdiction)
  );
end;
