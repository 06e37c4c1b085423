-- The same walls, cheaper (docs/benchmarks.md, access). What a policy asks is planned once in a session and goes from the person to their
-- few memberships; a policy asks for one thing once; the arm that lets most rows through comes first, as a plain comparison; and counting
-- the members of an authority needs an index only.

-- Not inlined: every plan would go through them again.
create or replace function acting_person() returns uuid
language plpgsql stable parallel safe as $$
begin
  return nullif(current_setting('passerelle.person', true), '')::uuid;
end $$;
create or replace function at_the_door() returns boolean
language plpgsql stable parallel safe as $$
begin
  return coalesce(current_setting('passerelle.door', true), '') = 'open';
end $$;

-- Inlined into the functions below, which read as the owner; whoever else asks sees what the policies show.
create or replace function acting_memberships() returns setof memberships
language sql stable parallel safe
begin atomic
  select m.* from memberships m
  where m.person = (select acting_person())
    and (select p.status = 'active' from people p where p.id = (select acting_person()))
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and (coalesce(current_setting('passerelle.weak', true), '') <> 'on'
      or m.role in ('holder', 'representative', 'employer', 'school'));
end;

create or replace function authorities_for(asked text) returns text[]
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
  return array(
    select m.authority from acting_memberships() m
    where m.authority is not null
      and m.role = any (array(select p.role from permissions p where p.act = asked and p.scope = 'authority'))
      and (m.jurisdiction is null or m.role = any (array(
        select p.role from permissions p
        where p.act = asked and p.scope = 'authority' and not 'within-part' = any (p.conditions)
      )))
  );
end $$;

-- The authority, where it is one only, as it is for most: comparing with it costs less than looking into a list. Null: none, or several.
create function authority_for(asked text) returns text
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
as $$
declare held text[] := authorities_for(asked);
begin
  return case when held[1] = all (held) then held[1] end;
end $$;

create or replace function everywhere_for(asked text) returns boolean
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
  return exists (
    select from acting_memberships() m
    where m.authority is null
      and m.role = any (array(select p.role from permissions p where p.act = asked and p.scope = 'platform'))
  );
end $$;

create or replace function own_for(asked text) returns boolean
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
  return exists (
    select from acting_memberships() m
    where m.role = any (array(select p.role from permissions p where p.act = asked and p.scope = 'own'))
  );
end $$;

-- The acting person, where they may do this act to rows about themselves; else null.
create function self_for(asked text) returns uuid
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
as $$
begin
  return case when own_for(asked) then acting_person() end;
end $$;

create or replace function concerns_me(asked bigint) returns boolean
language plpgsql stable security definer parallel safe
set search_path = public, pg_temp
as $$
begin
  return exists (
    select from audit_payloads p
    where p.entry = asked and acting_person() in (p.actor, p.on_behalf, p.person)
  );
end $$;

alter policy reads_memberships on memberships using (
  authority = (select authority_for('read-members'))
  or person = (select self_for('read-own-account'))
  or authority = any ((select authorities_for('read-members'))::text[])
  or (select everywhere_for('read-members'))
);
alter policy reads_entries on audit_entries using (
  authority = (select authority_for('read-audit'))
  or authority = any ((select authorities_for('read-audit'))::text[])
  or (select everywhere_for('read-audit'))
  or ((select own_for('read-own-account')) and concerns_me(seq))
);
alter policy reads_payloads on audit_payloads using (
  authority = (select authority_for('read-audit'))
  or authority = any ((select authorities_for('read-audit'))::text[])
  or (select everywhere_for('read-audit'))
  or (select self_for('read-own-account')) = any (array[actor, on_behalf, person])
);
alter policy reads_reads on personal_reads using (
  authority = (select authority_for('read-audit'))
  or person = (select self_for('read-own-account'))
  or authority = any ((select authorities_for('read-audit'))::text[])
  or (select everywhere_for('read-audit'))
);

-- The policy asks for the person, too.
drop index memberships_authority;
create index memberships_authority on memberships (authority, person);
