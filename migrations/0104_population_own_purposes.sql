-- Whoever is known to a register sees what their data may be used for, and ends it themselves.

create function own_consents() returns table (authority text, purpose text, given date, until date, withdrawn date)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct c.authority, c.purpose, c.given, c.until, c.withdrawn
  from own_holders() o join population_consents c on c.authority = o.authority and c.holder = o.holder
  order by 1, 3, 2;
end;

-- From a day on; answers whose purposes that has changed. Who keeps a copy hears of it as of every change of a holder.
create function withdraw_own_purpose(of_authority text, asked text, day date) returns setof bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if self_for('withdraw-own-purpose') is null then return; end if;
  perform hold_workforce(of_authority);
  return query
    with ended as (
      update population_consents c set withdrawn = day from own_holders() o
      where o.authority = of_authority and c.authority = o.authority and c.holder = o.holder and c.purpose = asked and c.withdrawn is null
      returning c.holder
    )
    update population_holders h set purposes = array_remove(h.purposes, asked), changed = nextval('population_changes')
    where h.authority = of_authority and h.id in (select e.holder from ended e) and not h.removed
    returning h.id;
end $$;
