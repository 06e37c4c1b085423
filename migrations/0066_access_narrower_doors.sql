-- What functions and columns gave to whoever works as the server, beyond what it needs.

-- A session begins at the door only: whoever acts cannot make one for somebody else, nor a stronger one for themselves.
create or replace function start_session(
  new_id bytea, new_person uuid, new_proof text, new_network text, new_program text, idle interval, lasting interval
) returns void language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into sessions (id, person, proof, network, program, idle_until, expires_at)
  select new_id, p.id, new_proof, new_network, new_program, now() + least(idle, lasting), now() + lasting
  from people p where p.id = new_person and p.status = 'active' and at_the_door();
end;

-- Of themselves people change how they are called and in which language; what they are is not theirs to say.
revoke update on people from passerelle_app;
grant update (name, language) on people to passerelle_app;

-- People are searched for by those who read the log or place a hold, and by no other act.
create or replace function find_people(asked text, for_act text) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.id, p.name from people p
  where for_act in ('read-audit', 'place-hold')
    and (
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
