-- Registers go in by the million. A reference looks each row up by itself and marks the holder as looked at, which took longer than all the
-- rest together. Here one look for a whole statement says the same: every row is of a holder. Holders keep their numbers, and where one is
-- taken away (which the server may not), what is theirs goes with them.

create function require_holders() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from added a
    where not exists (select from population_holders h where h.authority = a.authority and h.id = a.holder)
  ) then
    raise exception 'a row of % is of no holder', tg_table_name using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end $$;

create function take_holders_along() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare owned text;
begin
  foreach owned in array array['population_credentials', 'population_jobs', 'population_identities', 'population_consents',
    'population_evaluated', 'population_entitlements'] loop
    execute format('delete from %I o using gone g where o.authority = g.authority and o.holder = g.id', owned);
  end loop;
  return null;
end $$;

create function keep_number() returns trigger language plpgsql as $$
begin
  raise exception 'holder % keeps their number', old.id using errcode = 'foreign_key_violation', table = tg_table_name;
end $$;

do $$
declare owned text;
begin
  foreach owned in array array['population_credentials', 'population_jobs', 'population_identities', 'population_consents',
    'population_evaluated', 'population_entitlements'] loop
    execute format('alter table %I drop constraint %I', owned, owned || '_authority_holder_fkey');
    execute format('create trigger %I after insert on %I referencing new table as added
      for each statement execute function require_holders()', owned || '_added', owned);
    execute format('create trigger %I after update on %I referencing new table as added
      for each statement execute function require_holders()', owned || '_moved', owned);
  end loop;
end $$;
create trigger population_holders_gone after delete on population_holders referencing old table as gone
  for each statement execute function take_holders_along();
create trigger population_holders_number before update of authority, id on population_holders
  for each row when ((new.authority, new.id) is distinct from (old.authority, old.id)) execute function keep_number();

-- Without the holder in it, entries of a kind are written once with all their rows: a tenth of the size, and the pages in which many rows of
-- an import land stay in memory.
drop index population_credentials_kind;
create index population_credentials_kind on population_credentials
  (authority, (coalesce(qualification, '') || ' ' || coalesce(level, '')));
