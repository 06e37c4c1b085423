-- Identity providers (OpenID Connect) of authorities, and who has shown to be whom there.
create table providers (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  -- As the provider names itself in everything that it signs.
  issuer text not null check (issuer ~ '^https?://' and length(issuer) <= 500),
  client_id text not null check (length(client_id) between 1 and 300),
  -- Locked with the key of the installation; null: a client without a secret, which PKCE alone protects.
  client_secret bytea,
  -- As the button says it.
  names jsonb not null check (names ? 'en' and names ? 'zh-CN'),
  -- The authority answers for it that nobody signs in there by a password alone.
  vouches boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  disabled_at timestamptz,
  -- So that a link can say whose it is.
  unique (id, authority)
);
create index providers_authority on providers (authority);

-- Who somebody is at a provider. The same subject at another provider, also at one with the same issuer, is somebody else: its
-- authority answers for it alone.
create table provider_links (
  id uuid primary key default gen_random_uuid(),
  provider uuid not null references providers,
  subject text not null check (length(subject) between 1 and 255),
  person uuid not null references people,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  unique (provider, subject),
  unique (provider, person)
);
create index provider_links_person on provider_links (person);

do $$
declare protected text;
begin
  foreach protected in array array['providers', 'provider_links'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;

-- Which provider it is stays: who was linked there must not wake up as somebody at another. None is deleted: the log names them.
revoke update, delete on providers from passerelle_app;
grant update (client_secret, names, vouches, changed_at, disabled_at) on providers to passerelle_app;
revoke update on provider_links from passerelle_app;
grant update (used_at) on provider_links to passerelle_app;

create policy door_reads_providers on providers for select to passerelle_app using ((select at_the_door()));
create policy reads_providers on providers for select to passerelle_app using (
  authority = any ((select authorities_for('keep-providers'))::text[]) or (select everywhere_for('keep-providers'))
);
create policy adds_providers on providers for insert to passerelle_app with check (
  authority = any ((select authorities_for('keep-providers'))::text[]) or (select everywhere_for('keep-providers'))
);
create policy changes_providers on providers for update to passerelle_app
  using (authority = any ((select authorities_for('keep-providers'))::text[]) or (select everywhere_for('keep-providers')))
  with check (authority = any ((select authorities_for('keep-providers'))::text[]) or (select everywhere_for('keep-providers')));

create policy door_works on provider_links to passerelle_app
  using ((select at_the_door())) with check ((select at_the_door()));
create policy reads_links on provider_links for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy adds_links on provider_links for insert to passerelle_app
  with check (person = (select acting_person()) and (select own_for('link-own-provider')));
create policy removes_links on provider_links for delete to passerelle_app
  using (person = (select acting_person()) and (select own_for('unlink-own-provider')));

-- An authority answers for its own staff only. Somebody who is given a role elsewhere signs in anew, and is then asked for more than
-- this authority's word.
create function end_vouched_sessions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions s
  where s.person = new.person and s.proof = 'provider'
    and new.role not in ('holder', 'representative', 'employer', 'school')
    and exists (
      select from provider_links l join providers p on p.id = l.provider
      where l.person = new.person and p.authority is distinct from new.authority
    );
  return null;
end $$;
create trigger memberships_end_vouched after insert on memberships for each row execute function end_vouched_sessions();

-- Whoever came by a provider that is disabled, or that vouches no more, comes again.
create function end_provider_sessions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions s using provider_links l
  where l.provider = new.id and s.person = l.person and s.proof = 'provider';
  return null;
end $$;
create trigger providers_end_sessions after update on providers for each row
  when ((new.disabled_at is not null and old.disabled_at is null) or (old.vouches and not new.vouches))
  execute function end_provider_sessions();

-- Which ways in somebody has: for themselves, and at the door. Who asks in order to take one away waits for another who does.
create function ways_in(asked uuid) returns table (password boolean, second_factor boolean, passkeys integer, providers integer, vouching integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if asked is distinct from acting_person() and not at_the_door() then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('ways-in:' || asked::text, 0));
  return query select
    exists (select from passwords w where w.person = asked),
    exists (select from second_factors f where f.person = asked),
    (select count(*)::integer from passkeys k where k.person = asked),
    (select count(*)::integer from provider_links l join providers p on p.id = l.provider
      where l.person = asked and p.disabled_at is null),
    (select count(*)::integer from provider_links l join providers p on p.id = l.provider
      where l.person = asked and p.disabled_at is null and p.vouches);
end $$;
