-- What the server works as once it has migrated and loaded: it owns nothing, so that row-level security holds for it.
-- Roles belong to the whole cluster; several databases of one cluster share this one.
do $$
begin
  if not exists (select from pg_roles where rolname = 'passerelle_app') then
    create role passerelle_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the role passerelle_app is missing and this user may not create it. As a superuser: create role passerelle_app nologin; grant passerelle_app to %;', current_user;
end $$;

-- Whoever migrates must be able to work as it. Since PostgreSQL 16, who creates a role may grant it but not take it on.
do $$
declare able boolean;
begin
  if current_setting('server_version_num')::integer >= 160000 then
    execute $ask$ select pg_has_role(current_user, 'passerelle_app', 'SET') $ask$ into able;
    if not able then
      execute format('grant passerelle_app to %I with inherit false, set true', current_user);
    end if;
  elsif not pg_has_role(current_user, 'passerelle_app', 'member') then
    execute format('grant passerelle_app to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    raise exception 'the role passerelle_app belongs to someone else, and this user may not work as it. As a superuser: grant passerelle_app to %;', current_user;
end $$;

grant usage on schema public to passerelle_app;
grant select, insert, update, delete on all tables in schema public to passerelle_app;
grant usage on all sequences in schema public to passerelle_app;
alter default privileges in schema public grant select, insert, update, delete on tables to passerelle_app;
alter default privileges in schema public grant usage on sequences to passerelle_app;
-- Which migrations ran is the owner's business.
revoke insert, update, delete on migration from passerelle_app;

-- Who acts in this transaction; null: nobody has signed in.
create function acting_person() returns uuid
language sql stable parallel safe
return nullif(current_setting('passerelle.person', true), '')::uuid;

create table people (
  id uuid primary key default gen_random_uuid(),
  -- As they want to be called; any script.
  name text not null check (length(name) between 1 and 200),
  status text not null default 'active' check (status in ('active', 'ended')),
  created_at timestamptz not null default now()
);

-- What somebody is for whom: a role, and where it counts.
create table memberships (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  role text not null,
  -- Null: a role of the platform, or of the person alone (holder).
  authority text,
  -- The part of the authority's reach; null: all of it.
  jurisdiction text,
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  granted_by uuid references people,
  ended_by uuid references people,
  check (valid_from <= valid_until)
);
create index memberships_person on memberships (person);
create index memberships_authority on memberships (authority);
create unique index memberships_once on memberships (person, role, coalesce(authority, ''), coalesce(jurisdiction, ''))
  where valid_until is null;

-- The permission matrix, written at each start from src/access/permissions: act × role × scope.
create table permissions (
  act text not null,
  role text not null,
  -- own: rows about the person; authority: rows of the membership's authority; platform: all rows.
  scope text not null check (scope in ('own', 'authority', 'platform')),
  primary key (act, role, scope)
);
revoke insert, update, delete on permissions from passerelle_app;

-- Roles that the acting person holds now. It reads what the policies below hide, so it belongs to the owner.
create function acting_memberships() returns setof memberships
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select m.* from memberships m join people p on p.id = m.person
  where m.person = acting_person() and p.status = 'active'
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until);
end;

-- Authorities for which the acting person may do this act.
create function authorities_for(asked text) returns text[]
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select coalesce(array_agg(distinct m.authority), '{}')
  from acting_memberships() m join permissions p on p.role = m.role
  where p.act = asked and p.scope = 'authority' and m.authority is not null;
end;

-- Whether the acting person may do this act everywhere.
create function everywhere_for(asked text) returns boolean
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select exists (
    select from acting_memberships() m join permissions p on p.role = m.role
    where p.act = asked and p.scope = 'platform' and m.authority is null
  );
end;

-- Whether the acting person may do this act to rows about themselves.
create function own_for(asked text) returns boolean
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select exists (
    select from acting_memberships() m join permissions p on p.role = m.role
    where p.act = asked and p.scope = 'own'
  );
end;

alter table people enable row level security;
alter table people force row level security;
alter table memberships enable row level security;
alter table memberships force row level security;

-- The owner migrates, backs up and restores, and the functions above read as it. The server never works as the owner.
do $$
declare protected text;
begin
  foreach protected in array array['people', 'memberships'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;

create policy reads_people on people for select to passerelle_app using (
  (id = (select acting_person()) and (select own_for('read-own-account')))
  or (select everywhere_for('read-members'))
  or exists (
    select from memberships m
    where m.person = people.id and m.authority = any ((select authorities_for('read-members'))::text[])
  )
);
create policy changes_people on people for update to passerelle_app
  using (id = (select acting_person()) and (select own_for('change-own-account')))
  with check (id = (select acting_person()));

create policy reads_memberships on memberships for select to passerelle_app using (
  (person = (select acting_person()) and (select own_for('read-own-account')))
  or authority = any ((select authorities_for('read-members'))::text[])
  or (select everywhere_for('read-members'))
);
-- Which roles somebody may grant is a row of the matrix for each: grant:caseworker.
create policy grants_memberships on memberships for insert to passerelle_app with check (
  granted_by = (select acting_person())
  and (authority = any (authorities_for('grant:' || role)) or everywhere_for('grant:' || role))
);
create policy ends_memberships on memberships for update to passerelle_app
  using (
    authority = any (authorities_for('grant:' || role))
    or everywhere_for('grant:' || role)
    or (person = (select acting_person()) and (select own_for('leave-role')))
  )
  with check (ended_by = (select acting_person()));

-- A membership is ended, never altered; and somebody must be left who can let others in.
create function keep_membership() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) - 'valid_until' - 'ended_by') is distinct from (to_jsonb(old) - 'valid_until' - 'ended_by')
    or old.valid_until is not null or new.valid_until is null then
    raise exception 'a membership is ended once, not altered' using errcode = 'check_violation';
  end if;
  if old.role = 'platform-administrator' then
    perform pg_advisory_xact_lock(5741203378);
    if not exists (
      select from memberships m join people p on p.id = m.person
      where m.role = 'platform-administrator' and m.id <> old.id and p.status = 'active'
        and (m.valid_until is null or m.valid_until > new.valid_until)
    ) then
      raise exception 'the last platform administrator cannot leave' using errcode = 'check_violation', constraint = 'last_administrator';
    end if;
  end if;
  return new;
end $$;
create trigger memberships_keep before update on memberships for each row execute function keep_membership();
