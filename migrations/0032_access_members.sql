-- Who is who at an authority: the part of its reach for which somebody works, who is invited, who is away, and what the authority
-- says of itself.

-- What must be true besides role and scope, as in src/access/permissions/matrix.model.ts.
alter table permissions add column conditions text[] not null default '{}';

-- Accounts of demonstration mode, and whoever signed up while it was on. Outside it they are ended.
alter table people add column demonstration boolean not null default false;

create table installation (
  single boolean primary key default true check (single),
  -- The server was last started in demonstration mode: whoever becomes a person here is one of the demonstration.
  demonstration boolean not null default false
);
insert into installation default values;
revoke insert, update, delete on installation from passerelle_app;

create function mark_demonstration() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.demonstration := new.demonstration or (select i.demonstration from installation i);
  return new;
end $$;
create trigger people_mark before insert on people for each row execute function mark_demonstration();

-- A place, and every place within it today.
create function places_below(place text) returns setof text
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  with recursive below (code) as (
    select place
    union
    select p.code from below b join jurisdiction_parents p on p.parent = b.code
    where p.superseded_at is null and (p.valid_from is null or p.valid_from <= current_date)
      and (p.valid_until is null or current_date < p.valid_until)
  )
  select code from below;
end;

-- Authorities for which the acting person may do this act throughout their reach.
create or replace function authorities_for(asked text) returns text[]
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select coalesce(array_agg(distinct m.authority), '{}')
  from acting_memberships() m join permissions p on p.role = m.role
  where p.act = asked and p.scope = 'authority' and m.authority is not null
    and (m.jurisdiction is null or not 'within-part' = any(p.conditions));
end;

-- Where the acting person may do this act for a part of an authority's reach: `xa-authority-north XA-N1`, for every place of the part.
-- A policy asks `authority || ' ' || jurisdiction = any ((select parts_for('…'))::text[])` beside authorities_for.
create function parts_for(asked text) returns text[]
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select coalesce(array_agg(distinct m.authority || ' ' || place), '{}')
  from acting_memberships() m join permissions p on p.role = m.role, places_below(m.jurisdiction) place
  where p.act = asked and p.scope = 'authority' and m.authority is not null
    and m.jurisdiction is not null and 'within-part' = any(p.conditions);
end;

-- Whether the acting person may do this act to something of an authority that lies in a place (null: in no place in particular).
-- For one row; a policy over many asks authorities_for and parts_for once.
create function reaches(asked text, of_authority text, place text) returns boolean
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select of_authority = any(authorities_for(asked)) or everywhere_for(asked)
    or coalesce(of_authority || ' ' || place = any(parts_for(asked)), false);
end;

-- Whether somebody (who need not be acting) may make others this, here: asked again when an invitation is accepted.
create function may_grant(grantor uuid, granted text, of_authority text, place text) returns boolean
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select exists (
    select from memberships m join people g on g.id = m.person
      join permissions p on p.role = m.role and p.act = 'grant:' || granted
    where m.person = grantor and g.status = 'active'
      and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
      and case p.scope
        when 'platform' then m.authority is null
        when 'authority' then m.authority = of_authority and (
          m.jurisdiction is null or not 'within-part' = any(p.conditions)
          or exists (select from places_below(m.jurisdiction) b where b = place))
        else false
      end
  );
end;

drop policy grants_memberships on memberships;
create policy grants_memberships on memberships for insert to passerelle_app with check (
  granted_by = (select acting_person()) and reaches('grant:' || role, authority, jurisdiction)
);
drop policy ends_memberships on memberships;
create policy ends_memberships on memberships for update to passerelle_app
  using (
    reaches('grant:' || role, authority, jurisdiction)
    or (person = (select acting_person()) and (select own_for('leave-role')))
  )
  with check (ended_by = (select acting_person()));

-- Whether somebody else is left who can let others in. Demonstration accounts keep no door open for real people.
create function administrator_remains(leaving memberships) returns boolean
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select exists (
    select from memberships m join people p on p.id = m.person
    where m.role = leaving.role and m.authority is not distinct from leaving.authority and m.jurisdiction is null
      and m.id <> leaving.id and p.status = 'active'
      and m.valid_from <= now() and m.valid_until is null
      and p.demonstration <= (select l.demonstration from people l where l.id = leaving.person)
  );
end;

-- A membership is ended, never altered; and somebody must be left who can let others in.
create or replace function keep_membership() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) - 'valid_until' - 'ended_by') is distinct from (to_jsonb(old) - 'valid_until' - 'ended_by')
    or new.valid_until is null
    or old.valid_until <= now() or new.valid_until >= old.valid_until then
    raise exception 'a membership is ended once, not altered' using errcode = 'check_violation';
  end if;
  if old.role = 'platform-administrator' then
    perform pg_advisory_xact_lock(5741203378);
    if not administrator_remains(old) then
      raise exception 'the last platform administrator cannot leave' using errcode = 'check_violation', constraint = 'last_administrator';
    end if;
  elsif old.role = 'authority-administrator' and old.jurisdiction is null then
    perform pg_advisory_xact_lock(574120338, hashtext(old.authority));
    if not administrator_remains(old) and exists (
      select from memberships m join people p on p.id = m.person
      where m.authority = old.authority and m.person <> old.person and p.status = 'active'
        and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    ) then
      raise exception 'the last administrator of an authority with members cannot leave' using errcode = 'check_violation', constraint = 'last_administrator';
    end if;
  end if;
  return new;
end $$;

-- Nor does the last platform administrator end their account.
create function keep_administrator() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare held memberships;
begin
  for held in
    select m.* from memberships m
    where m.person = old.id and m.role = 'platform-administrator' and (m.valid_until is null or now() < m.valid_until)
  loop
    perform pg_advisory_xact_lock(5741203378);
    if not old.demonstration and not administrator_remains(held) then
      raise exception 'the last platform administrator cannot leave' using errcode = 'check_violation', constraint = 'last_administrator';
    end if;
  end loop;
  return new;
end $$;
create trigger people_keep before update on people for each row
  when (old.status = 'active' and new.status = 'ended') execute function keep_administrator();

-- A session says for which part of the reach a role counts.
create or replace function find_session(asked bytea)
returns table (person uuid, name text, proof text, seen_at timestamptz, expires_at timestamptz, standings jsonb)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.person, p.name, s.proof, s.seen_at, s.expires_at,
    coalesce((
      select jsonb_agg(jsonb_build_object('role', m.role, 'authority', m.authority, 'jurisdiction', m.jurisdiction)
        order by m.role, m.authority, m.jurisdiction)
      from memberships m
      where m.person = s.person and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    ), '[]'::jsonb)
  from sessions s join people p on p.id = s.person
  where s.id = asked and p.status = 'active' and now() < s.idle_until and now() < s.expires_at;
end;

-- Who is asked to become what. The link is known by the hash of its token.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  token bytea not null unique check (octet_length(token) = 32),
  role text not null,
  authority text,
  jurisdiction text,
  -- Who is asked, and where; gone once they have answered or can no longer.
  name text check (length(name) between 1 and 200),
  address text check (length(address) between 3 and 320),
  lang text not null,
  note text check (length(note) <= 1000),
  -- When the role would end; null: until it is ended.
  role_until timestamptz,
  invited_by uuid not null references people,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  answered_at timestamptz,
  accepted boolean,
  accepted_by uuid references people,
  withdrawn_at timestamptz,
  withdrawn_by uuid references people,
  check ((answered_at is null) = (accepted is null)),
  check (answered_at is null or withdrawn_at is null)
);
create index invitations_authority on invitations (authority);

alter table invitations enable row level security;
alter table invitations force row level security;
revoke update, delete on invitations from passerelle_app;
grant update (token, expires_at, withdrawn_at, withdrawn_by, name, address) on invitations to passerelle_app;

create policy sees_invitations on invitations for select to passerelle_app
  using (reaches('grant:' || role, authority, jurisdiction));
create policy invites on invitations for insert to passerelle_app
  with check (invited_by = (select acting_person()) and reaches('grant:' || role, authority, jurisdiction));
create policy withdraws_invitations on invitations for update to passerelle_app
  using (answered_at is null and withdrawn_at is null and reaches('grant:' || role, authority, jurisdiction))
  with check (withdrawn_by is null or withdrawn_by = (select acting_person()));

-- What an invitation says to who holds its link. Nobody need be signed in; the token is the key.
create function find_invitation(asked bytea)
returns table (
  id uuid, role text, authority text, jurisdiction text, name text, address text, lang text, note text,
  role_until timestamptz, invited_by text, expires_at timestamptz, state text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.id, i.role, i.authority, i.jurisdiction, i.name, i.address, i.lang, i.note, i.role_until, p.name, i.expires_at,
    case
      when i.withdrawn_at is not null then 'withdrawn'
      when i.accepted then 'accepted'
      when i.accepted = false then 'declined'
      when i.expires_at <= now() then 'expired'
      when not may_grant(i.invited_by, i.role, i.authority, i.jurisdiction) then 'no-longer'
      else 'open'
    end
  from invitations i join people p on p.id = i.invited_by
  where i.token = asked;
end;

-- The acting person says yes or no. Yes makes them a member, if the invitation is open and whoever sent it may still grant the role.
-- Answers the state: `open` as it was before means that it was done.
create function answer_invitation(asked bytea, yes boolean)
returns table (id uuid, membership uuid, role text, authority text, jurisdiction text, invited_by uuid, state text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  invited invitations;
  added uuid;
  found_state text;
begin
  if not own_for('answer-invitation') then
    raise exception 'whoever acts here may not answer an invitation' using errcode = 'insufficient_privilege';
  end if;
  select * into invited from invitations i where i.token = asked for update;
  if not found then return; end if;
  select f.state into found_state from find_invitation(asked) f;
  if found_state = 'open' and yes and exists (
    select from memberships m
    where m.person = acting_person() and m.role = invited.role and m.authority is not distinct from invited.authority
      and m.jurisdiction is not distinct from invited.jurisdiction and (m.valid_until is null or now() < m.valid_until)
  ) then
    found_state := 'held';
  end if;
  if found_state = 'open' then
    if yes then
      insert into memberships (person, role, authority, jurisdiction, valid_until, granted_by)
      values (acting_person(), invited.role, invited.authority, invited.jurisdiction, invited.role_until, invited.invited_by)
      returning memberships.id into added;
    end if;
    update invitations i
    set answered_at = now(), accepted = yes, accepted_by = case when yes then acting_person() end, name = null, address = null
    where i.id = invited.id;
  end if;
  return query select invited.id, added, invited.role, invited.authority, invited.jurisdiction, invited.invited_by, found_state;
end $$;

-- Who was asked is forgotten a month after they could have answered.
create function sweep_invitations() returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  update invitations set name = null, address = null
  where address is not null and (withdrawn_at < now() - interval '30 days' or expires_at < now() - interval '30 days');
end;

-- When a member is away, and who stands in: somebody who holds the same role already.
create table absences (
  id uuid primary key default gen_random_uuid(),
  membership uuid not null references memberships,
  -- As in the membership: policies ask it here.
  person uuid not null references people,
  role text not null,
  authority text,
  jurisdiction text,
  first_day date not null,
  last_day date not null,
  deputy uuid references people,
  recorded_by uuid not null references people,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  check (first_day <= last_day),
  check (deputy <> person)
);
create index absences_person on absences (person);
create index absences_authority on absences (authority);

create function keep_absence() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from memberships m
    where m.id = new.membership and m.person = new.person and m.role = new.role
      and m.authority is not distinct from new.authority and m.jurisdiction is not distinct from new.jurisdiction
      and (m.valid_until is null or now() < m.valid_until)
  ) then
    raise exception 'an absence is of a membership' using errcode = 'check_violation', constraint = 'absence_of_member';
  end if;
  if new.deputy is not null and not exists (
    select from memberships m join people p on p.id = m.person
    where m.person = new.deputy and p.status = 'active' and m.role = new.role and m.authority is not distinct from new.authority
      and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
      and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = new.jurisdiction))
  ) then
    raise exception 'a deputy holds the same role already' using errcode = 'check_violation', constraint = 'deputy_holds_role';
  end if;
  return new;
end $$;
create trigger absences_keep before insert on absences for each row execute function keep_absence();

alter table absences enable row level security;
alter table absences force row level security;
revoke update, delete on absences from passerelle_app;
grant update (ended_at) on absences to passerelle_app;

create policy reads_absences on absences for select to passerelle_app using (
  ((select acting_person()) in (person, deputy) and (select own_for('read-own-account')))
  or authority = any ((select authorities_for('read-members'))::text[])
  or (select everywhere_for('read-members'))
);
create policy reports_absences on absences for insert to passerelle_app with check (
  recorded_by = (select acting_person()) and (
    (person = (select acting_person()) and (select own_for('report-absence')))
    or reaches('grant:' || role, authority, jurisdiction)
  )
);
create policy ends_absences on absences for update to passerelle_app using (
  (person = (select acting_person()) and (select own_for('report-absence')))
  or reaches('grant:' || role, authority, jurisdiction)
);

-- What an authority says of itself here. What is null is as in the register.
create table authority_settings (
  authority text primary key,
  names jsonb check (names ? 'en' and names ? 'zh-CN'),
  contact text check (length(contact) between 3 and 320),
  -- Of letters to those whom it invites.
  lang text,
  changed_by uuid references people,
  changed_at timestamptz not null default now()
);
alter table authority_settings enable row level security;
alter table authority_settings force row level security;
revoke delete on authority_settings from passerelle_app;
-- Whoever is invited, or asks, reads it.
create policy reads_authority_settings on authority_settings for select to passerelle_app using (true);
create policy adds_authority_settings on authority_settings for insert to passerelle_app with check (
  changed_by = (select acting_person())
  and (authority = any ((select authorities_for('change-settings'))::text[]) or (select everywhere_for('change-settings')))
);
create policy changes_authority_settings on authority_settings for update to passerelle_app
  using (authority = any ((select authorities_for('change-settings'))::text[]) or (select everywhere_for('change-settings')))
  with check (changed_by = (select acting_person()));

do $$
declare protected text;
begin
  foreach protected in array array['invitations', 'absences', 'authority_settings'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;
