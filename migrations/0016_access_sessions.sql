-- A session is known by the hash of its token: who reads this table cannot sign in with it.
create table sessions (
  id bytea primary key check (octet_length(id) = 32),
  person uuid not null references people,
  -- How they proved who they are, the strongest way last.
  proof text not null check (proof in ('password', 'second-factor', 'passkey', 'provider')),
  -- As the server saw it: an address cut to its network, and the kind of program.
  network text,
  program text check (length(program) <= 200),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- Unused for so long, or so old, it ends by itself.
  idle_until timestamptz not null,
  expires_at timestamptz not null check (created_at < expires_at),
  check (idle_until <= expires_at)
);
create index sessions_person on sessions (person);
create index sessions_expire on sessions (idle_until);

alter table sessions enable row level security;
alter table sessions force row level security;
do $$ begin
  execute format('create policy owner_works on sessions to %I using (true) with check (true)', current_user);
end $$;
revoke insert, update on sessions from passerelle_app;

create policy reads_sessions on sessions for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy ends_sessions on sessions for delete to passerelle_app
  using (person = (select acting_person()) and (select own_for('end-own-session')));

-- Sign-in is done for somebody who is not yet acting, so it passes the policies, by these doors only.
create function start_session(
  new_id bytea, new_person uuid, new_proof text, new_network text, new_program text, idle interval, lasting interval
) returns void language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into sessions (id, person, proof, network, program, idle_until, expires_at)
  select new_id, p.id, new_proof, new_network, new_program, now() + least(idle, lasting), now() + lasting
  from people p where p.id = new_person and p.status = 'active';
end;

-- Who a session is, with what they are now. Nothing for a session that has ended or expired.
create function find_session(asked bytea)
returns table (person uuid, name text, proof text, seen_at timestamptz, expires_at timestamptz, standings jsonb)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select s.person, p.name, s.proof, s.seen_at, s.expires_at,
    coalesce((
      select jsonb_agg(jsonb_build_object('role', m.role, 'authority', m.authority) order by m.role, m.authority)
      from memberships m
      where m.person = s.person and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    ), '[]'::jsonb)
  from sessions s join people p on p.id = s.person
  where s.id = asked and p.status = 'active' and now() < s.idle_until and now() < s.expires_at;
end;

-- A session that is used lives on.
create function touch_session(asked bytea, idle interval) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  update sessions set seen_at = now(), idle_until = least(now() + idle, expires_at) where id = asked and now() < idle_until;
end;

create function end_session(asked bytea) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from sessions where id = asked;
end;

-- Every server hears at once that somebody is no longer who they were, and forgets what it had in hand.
create function tell_of_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify('passerelle_person', coalesce(new.person, old.person)::text);
  return null;
end $$;
create trigger sessions_tell after delete on sessions for each row execute function tell_of_person();
create trigger memberships_tell after insert or update on memberships for each row execute function tell_of_person();

create function tell_of_people() returns trigger language plpgsql as $$
begin
  perform pg_notify('passerelle_person', new.id::text);
  return null;
end $$;
create trigger people_tell after update on people for each row execute function tell_of_people();
