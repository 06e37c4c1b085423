-- Who may search for people and names in the log is asked once for a search, not for every row.
create or replace function find_people(asked text, for_act text) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.id, p.name from people p
  where (
      (select everywhere_for(for_act))
      or exists (
        select from memberships m
        where m.person = p.id and m.authority = any ((select authorities_for(for_act))::text[])
      )
    )
    and (
      p.name ilike '%' || replace(replace(replace(asked, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      or exists (
        select from identifiers i
        where i.person = p.id and i.verified_at is not null and (i.folded = lower(asked) or i.value = asked)
      )
    )
  order by p.name, p.id limit 20;
end;

create or replace function names_in_log(asked bigint[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct p.id, p.name
  from audit_payloads a
  join people p on p.id in (a.actor, a.on_behalf, a.person)
  where a.entry = any (asked) and (
    (select everywhere_for('read-audit'))
    or a.authority = any ((select authorities_for('read-audit'))::text[])
    or (select self_for('read-own-account')) in (a.actor, a.on_behalf, a.person)
  );
end;

create or replace function names_of_readers() returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct p.id, p.name from personal_reads r join people p on p.id = r.reader
  where r.person = (select self_for('read-own-account'));
end;
