-- From where somebody has signed in before, so that they are told of what is new; and what their own first steps are.
create table known_connections (
  person uuid not null references people,
  -- As in sessions; empty: not known.
  network text not null,
  program text not null,
  last_at timestamptz not null default now(),
  primary key (person, network, program)
);
alter table known_connections enable row level security;
alter table known_connections force row level security;
do $$ begin
  execute format('create policy owner_works on known_connections to %I using (true) with check (true)', current_user);
end $$;
revoke insert, update, delete on known_connections from passerelle_app;
create policy reads_connections on known_connections for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));

-- At the door: notes from where somebody comes, and says whether that is new for somebody who has come before.
create function meet_connection(asked uuid, from_network text, by_program text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  came_before boolean;
  unknown boolean;
begin
  if not at_the_door() then return false; end if;
  select count(*) > 0, count(*) filter (where k.network = from_network and k.program = by_program) = 0
    into came_before, unknown from known_connections k where k.person = asked;
  insert into known_connections (person, network, program) values (asked, from_network, by_program)
  on conflict (person, network, program) do update set last_at = now();
  return came_before and unknown;
end $$;

-- Whether the acting person has more than a password.
create function have_second_proof() returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from second_factors f where f.person = acting_person())
    or exists (select from passkeys k where k.person = acting_person());
end;
