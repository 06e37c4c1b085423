-- How somebody proves who they are: a password, a second factor, codes for the day the second factor is lost. Nobody acts here: all of
-- it is seen at the door only, and nothing of it says a secret to who reads it.

-- As a PHC string with its parameters: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
create table passwords (
  person uuid primary key references people,
  hash text not null check (length(hash) between 20 and 500),
  changed_at timestamptz not null default now()
);

-- A secret that an authenticator app shares (RFC 6238). Locked with the key of the installation.
create table second_factors (
  person uuid primary key references people,
  locked bytea not null,
  -- The time step of the last code that was taken: a code is good once, and an older one never.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);

-- Each opens once what the second factor would have opened. Keyed hashes.
create table recovery_codes (
  person uuid not null references people,
  hash bytea not null check (octet_length(hash) = 32),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (person, hash)
);

-- Wrong guesses, by a keyed hash of what was guessed at (an address, a network, a second factor), whether it exists or not. Kept here, so
-- that it holds over servers and restarts.
create table guesses (
  id bytea primary key check (octet_length(id) = 32),
  wrong integer not null check (wrong > 0),
  last_at timestamptz not null default now(),
  wait_until timestamptz
);
create index guesses_last on guesses (last_at);

-- With which key this database's secrets are locked: a server that holds another key is told at its start.
create table secret_keys (
  fingerprint bytea primary key check (octet_length(fingerprint) = 32),
  since timestamptz not null default now()
);

-- In which language somebody is written to; null: not known.
alter table people add column language text check (language ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$');

do $$
declare protected text;
begin
  foreach protected in array array['passwords', 'second_factors', 'recovery_codes', 'guesses', 'secret_keys'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    if protected <> 'secret_keys' then
      execute format('create policy door_works on %I to passerelle_app using ((select at_the_door())) with check ((select at_the_door()))', protected);
    end if;
  end loop;
end $$;
revoke insert, update, delete on secret_keys from passerelle_app;

-- Whoever has a new password is new everywhere. Only at the door.
create function end_sessions_of(asked uuid) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  delete from sessions where person = asked and at_the_door();
end;

-- When the person of a session proved who they are: what has consequences asks for a proof that is not old.
create function session_proved_at(asked bytea) returns timestamptz
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select created_at from sessions where id = asked;
end;
