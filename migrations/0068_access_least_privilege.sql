-- What functions answer, and to whom: whoever works as the server gets from them what the person who acts may have, and no more. And
-- rules that asked too little: of a reach, of a role that begins later, of one whose last day is past, of a link that nobody could renew.

-- Whether the owner asks, who migrates and runs commands. For functions that read as the owner: there current_user says nothing.
create function owner_asks() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return pg_has_role(
    case current_setting('role') when 'none' then session_user::text else current_setting('role') end, current_user, 'member'
  );
end $$;

-- Who may tell somebody something: whoever acts, the door, the owner. Where nobody acts, only what was done in this transaction is told:
-- an erasure that waits, and the answer of a contact to who asked them.
create function may_tell(told uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if at_the_door() or owner_asks() then return true; end if;
  if acting_person() is not null then
    return exists (select from people p where p.id = acting_person() and p.status = 'active');
  end if;
  return exists (select from erasure_requests e where e.person = told and e.held_at = now())
    or exists (select from verification_contacts c where c.invited_by = told and now() in (c.confirmed_at, c.closed_at));
end $$;

create or replace function notification_choice(told uuid, asked text) returns table (here boolean, mail boolean)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c.here, c.mail from notification_choices c where c.person = told and c.kind = asked and (select may_tell(told));
end;

create or replace function notification_language(told uuid) returns text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.language from people p where p.id = told and (select may_tell(told));
end;

create or replace function add_notification(told uuid, new_kind text, new_args jsonb, new_link text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not may_tell(told) then
    raise exception 'nobody acts who could tell somebody something' using errcode = 'insufficient_privilege';
  end if;
  insert into notifications (person, kind, args, link)
  select p.id, new_kind, new_args, new_link from people p where p.id = told and p.status = 'active';
end $$;

create or replace function mail_notification(told uuid, new_lang text, new_subject text, new_text text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not may_tell(told) then
    raise exception 'nobody acts who could tell somebody something' using errcode = 'insufficient_privilege';
  end if;
  insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, person, good_until)
  select gen_random_uuid(), 'email', i.value, new_lang, 'notification', new_subject, new_text, i.person, now() + interval '3 days'
  from identifiers i join people p on p.id = i.person
  where i.person = told and i.kind = 'email' and i.verified_at is not null and p.status = 'active'
  order by i.verified_at, i.id limit 1;
end $$;

-- How much is unread is for who has the session, as their name is.
drop function count_unread(uuid);
create function count_unread(of_session bytea) returns integer
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select count(*)::integer from (
    select from notifications n
    where n.person = (select s.person from sessions s where s.id = of_session) and n.read_at is null limit 100
  ) unread;
end;

-- Whether somebody else is held, or has consented, is for the owner and for functions that read as the owner.
revoke execute on function is_held(uuid) from public;
revoke execute on function has_consented(uuid, text) from public;
create function have_consented(for_purpose text) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select has_consented((select self_for('read-own-account')), for_purpose);
end;

-- An act with the condition `whole-reach` is for those who hold the role for the whole reach of the authority: what it is done to lies in
-- no part of it.
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
        where p.act = asked and p.scope = 'authority' and not p.conditions && array['within-part', 'whole-reach']
      )))
  );
end $$;

-- Whoever came by the word of one authority comes again once a role elsewhere counts: when it is given, or when its day has come. A role
-- that was ended before that changes nothing.
create or replace function end_vouched_sessions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions s
  where s.person = new.person and s.proof = 'provider'
    and new.role not in ('holder', 'representative', 'employer', 'school')
    and new.valid_from <= now() and (new.valid_until is null or now() < new.valid_until)
    and exists (
      select from provider_links l join providers p on p.id = l.provider
      where l.person = new.person and p.authority is distinct from new.authority
    );
  return null;
end $$;

-- Whether a role has begun since a session did, which the authority that vouched for the session does not answer for.
create function outgrew_vouching(of_session sessions) returns boolean
language sql stable
begin atomic
  select exists (
    select from memberships m
    where m.person = of_session.person and m.role not in ('holder', 'representative', 'employer', 'school')
      and m.valid_from > of_session.created_at and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
      and exists (
        select from provider_links l join providers p on p.id = l.provider
        where l.person = of_session.person and p.authority is distinct from m.authority
      )
  );
end;
revoke execute on function outgrew_vouching(sessions) from public;

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
  where s.id = asked and p.status = 'active' and now() < s.idle_until and now() < s.expires_at
    and case when s.proof = 'provider' then not outgrew_vouching(s) else true end;
end;

-- `over`: the last day of the role is past.
create or replace function find_invitation(asked bytea)
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
      when i.role_until <= now() then 'over'
      when i.expires_at <= now() then 'expired'
      when not may_grant(i.invited_by, i.role, i.authority, i.jurisdiction) then 'no-longer'
      else 'open'
    end
  from invitations i join people p on p.id = i.invited_by
  where i.token = asked;
end;

-- A contact who has not confirmed is written to again, by who may ask now: the link before opens nothing any more. Who it is and where
-- they are written to stays.
grant update (token, invited_by, invited_at) on verification_contacts to passerelle_app;
create policy asks_contacts_again on verification_contacts for update to passerelle_app
  using (closed_at is null and confirmed_at is null and reaches('grant:verification-contact', authority, null))
  with check (closed_at is null and confirmed_at is null and invited_by = (select acting_person()));

create function keep_contact() returns trigger language plpgsql as $$
begin
  if coalesce(new.name, old.name) is distinct from old.name or coalesce(new.address, old.address) is distinct from old.address then
    raise exception 'a contact is asked anew, not altered' using errcode = 'check_violation';
  end if;
  if old.confirmed_at is not null and new.token <> old.token then
    raise exception 'the link of a contact who has confirmed is theirs' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger verification_contacts_keep before update on verification_contacts for each row execute function keep_contact();
