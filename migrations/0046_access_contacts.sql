-- Who answers for an awarding body whether a certificate is genuine. They have no account: the link that was sent to them is theirs, to
-- confirm, to decline, and to end it at any time.
create table verification_contacts (
  id uuid primary key default gen_random_uuid(),
  -- SHA-256 of the token in the link.
  token bytea not null unique check (octet_length(token) = 32),
  authority text not null,
  -- Id of the awarding body in the register.
  body text not null,
  -- Gone once they have declined or it has ended.
  name text check (length(name) between 1 and 200),
  address text check (length(address) between 3 and 320),
  lang text not null,
  invited_by uuid not null references people,
  invited_at timestamptz not null default now(),
  confirmed_at timestamptz,
  -- Until when they can confirm; then how long it is kept is counted from here. Null: they have confirmed.
  expires_at timestamptz,
  closed_at timestamptz,
  closed_as text check (closed_as in ('declined', 'ended', 'withdrawn')),
  -- Null: the contact themselves.
  closed_by uuid references people,
  check ((closed_at is null) = (closed_as is null)),
  check (closed_at is not null or (name is not null and address is not null)),
  check (closed_at is null or (name is null and address is null)),
  check (expires_at is not null or (confirmed_at is not null and closed_at is null))
);
create index verification_contacts_authority on verification_contacts (authority);
-- One address is asked once for a body.
create unique index contacts_once on verification_contacts (authority, body, lower(address)) where closed_at is null;

alter table verification_contacts enable row level security;
alter table verification_contacts force row level security;
do $$ begin
  execute format('create policy owner_works on verification_contacts to %I using (true) with check (true)', current_user);
end $$;
revoke update, delete on verification_contacts from passerelle_app;
grant update (name, address, expires_at, closed_at, closed_as, closed_by) on verification_contacts to passerelle_app;

create policy sees_contacts on verification_contacts for select to passerelle_app using (
  authority = any ((select authorities_for('grant:verification-contact'))::text[]) or (select everywhere_for('grant:verification-contact'))
);
create policy invites_contacts on verification_contacts for insert to passerelle_app with check (
  invited_by = (select acting_person()) and confirmed_at is null and closed_at is null
  and reaches('grant:verification-contact', authority, null)
);
create policy withdraws_contacts on verification_contacts for update to passerelle_app
  using (closed_at is null and reaches('grant:verification-contact', authority, null))
  with check (closed_as = 'withdrawn' and closed_by = (select acting_person()));

-- What the link says to who holds it. Nobody need be signed in; the token is the key.
create function find_contact(asked bytea)
returns table (id uuid, authority text, body text, name text, invited_by text, inviter uuid, expires_at timestamptz, state text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c.id, c.authority, c.body, c.name, p.name, c.invited_by, c.expires_at,
    case
      when c.closed_as is not null then c.closed_as
      when c.confirmed_at is not null then 'confirmed'
      when c.expires_at <= now() then 'expired'
      when not may_grant(c.invited_by, 'verification-contact', c.authority, null) then 'no-longer'
      else 'open'
    end
  from verification_contacts c join people p on p.id = c.invited_by
  where c.token = asked;
end;

-- Whoever holds the link confirms or declines while it is open, and ends it once it is confirmed. Answers what it was, and whether
-- something was done.
create function answer_contact(asked bytea, answer text)
returns table (id uuid, authority text, body text, inviter uuid, state text, done boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  held record;
  fits boolean;
begin
  perform from verification_contacts c where c.token = asked for update;
  select * into held from find_contact(asked);
  if not found then return; end if;
  fits := (held.state = 'open' and answer in ('confirm', 'decline')) or (held.state = 'confirmed' and answer = 'end');
  if fits and answer = 'confirm' then
    update verification_contacts c set confirmed_at = now(), expires_at = null where c.id = held.id;
  elsif fits then
    update verification_contacts c
    set closed_at = now(), closed_as = case answer when 'decline' then 'declined' else 'ended' end, expires_at = now(), name = null, address = null
    where c.id = held.id;
  end if;
  return query select held.id, held.authority, held.body, held.inviter, held.state, fits;
end $$;
