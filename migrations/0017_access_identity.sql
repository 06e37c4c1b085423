-- How somebody is known before they are signed in: addresses that they have shown to be theirs, and tickets that were sent there.

-- Whether this transaction stands at the door: sign-in is done for somebody who is not yet acting. Only there are the tables of
-- sign-in to be seen, and nothing else is: nobody acts at the door. Set by src/db/acting.ts, atTheDoor.
create function at_the_door() returns boolean
language sql stable parallel safe
return coalesce(current_setting('passerelle.door', true), '') = 'open';

-- Whoever has proved who they are by a password alone is themselves, and nobody's staff: that takes a second factor.
create or replace function acting_memberships() returns setof memberships
language sql stable security definer
set search_path = public, pg_temp
begin atomic
  select m.* from memberships m join people p on p.id = m.person
  where m.person = acting_person() and p.status = 'active'
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and (coalesce(current_setting('passerelle.weak', true), '') <> 'on'
      or m.role in ('holder', 'representative', 'employer', 'school'));
end;

-- E-mail addresses and phone numbers. One that is not verified is a wish: any number of people may have it, and it opens nothing.
create table identifiers (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  kind text not null check (kind in ('email', 'phone')),
  -- As it is written to: `Li.Wei@example.org`, `+8613800138000`.
  value text not null check (length(value) between 3 and 320),
  -- As it is compared.
  folded text not null,
  verified_at timestamptz,
  created_at timestamptz not null default now()
);
create index identifiers_person on identifiers (person);
create unique index identifiers_once on identifiers (kind, folded) where verified_at is not null;

-- What is good for one act, once: a link in a letter, the half of a sign-in that waits for its second factor. Known by the hash of
-- its token: who reads this table cannot use it.
create table tickets (
  id bytea primary key check (octet_length(id) = 32),
  purpose text not null check (purpose ~ '^[a-z][a-z-]*$'),
  -- Whose; null: of nobody yet.
  person uuid references people,
  content jsonb not null default '{}',
  -- How often somebody has guessed what belongs to it.
  tries integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (created_at < expires_at),
  used_at timestamptz
);
create index tickets_person on tickets (person);
create index tickets_expire on tickets (expires_at);

alter table identifiers enable row level security;
alter table identifiers force row level security;
alter table tickets enable row level security;
alter table tickets force row level security;
do $$
declare protected text;
begin
  foreach protected in array array['identifiers', 'tickets'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    execute format('create policy door_works on %I to passerelle_app using ((select at_the_door())) with check ((select at_the_door()))', protected);
  end loop;
end $$;

create policy reads_identifiers on identifiers for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));

-- At the door somebody becomes a person, and a holder: nothing more.
create policy door_reads_people on people for select to passerelle_app using ((select at_the_door()));
create policy door_adds_people on people for insert to passerelle_app with check ((select at_the_door()));
create policy door_reads_memberships on memberships for select to passerelle_app using ((select at_the_door()));
create policy door_adds_holders on memberships for insert to passerelle_app
  with check ((select at_the_door()) and role = 'holder' and authority is null and granted_by is null);

-- What was done at the door was done by whom it turned out to be.
create policy door_adds_payloads on audit_payloads for insert to passerelle_app with check ((select at_the_door()));
