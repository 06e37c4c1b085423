-- Passkeys (WebAuthn): keys that a device or a password manager keeps for its owner. Only the public half is here.
create table passkeys (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  -- As the authenticator names it (WebAuthn, section 4, "credential ID").
  credential bytea not null unique check (octet_length(credential) between 1 and 1023),
  -- What the authenticator keeps to know the account again: chance bytes, the same for all passkeys of a person.
  handle bytea not null check (octet_length(handle) = 32),
  -- COSE_Key.
  public_key bytea not null,
  -- How often it has signed, where the authenticator counts; else 0.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  device_type text not null check (device_type in ('singleDevice', 'multiDevice')),
  backed_up boolean not null,
  -- As its owner calls it.
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkeys_person on passkeys (person);

alter table passkeys enable row level security;
alter table passkeys force row level security;
do $$ begin
  execute format('create policy owner_works on passkeys to %I using (true) with check (true)', current_user);
end $$;
create policy door_works on passkeys to passerelle_app using ((select at_the_door())) with check ((select at_the_door()));
create policy reads_passkeys on passkeys for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy adds_passkeys on passkeys for insert to passerelle_app
  with check (person = (select acting_person()) and (select own_for('add-own-passkey')));
create policy renames_passkeys on passkeys for update to passerelle_app
  using (person = (select acting_person()) and (select own_for('rename-own-passkey')))
  with check (person = (select acting_person()));
create policy removes_passkeys on passkeys for delete to passerelle_app
  using (person = (select acting_person()) and (select own_for('remove-own-passkey')));

-- Whose it is, its key and its handle stay as they were made.
create function keep_passkey() returns trigger language plpgsql as $$
begin
  if (new.id, new.person, new.credential, new.handle, new.public_key, new.created_at)
    is distinct from (old.id, old.person, old.credential, old.handle, old.public_key, old.created_at) then
    raise exception 'a passkey is made anew, not altered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger passkeys_keep before update on passkeys for each row execute function keep_passkey();
