-- A holder lets somebody else act for them: for named purposes, until a day, by a text that they have signed.
create table mandates (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  -- To whom it was offered, as it is compared; whether anybody has this address is told to nobody.
  address text not null check (length(address) between 3 and 320),
  representative uuid references people check (representative <> person),
  purposes text[] not null check (cardinality(purposes) > 0 and purposes <@ array['apply', 'documents', 'letters']),
  valid_until timestamptz not null,
  -- The text as it was signed, in both languages, and SHA-256 of it.
  texts jsonb not null check (texts ? 'en' and texts ? 'zh-CN'),
  digest bytea not null check (octet_length(digest) = 32),
  proof text not null,
  signed_at timestamptz not null default now(),
  accepted_at timestamptz,
  membership uuid references memberships,
  ended_at timestamptz,
  ended_by uuid references people,
  check ((representative is null) = (accepted_at is null))
);
create index mandates_person on mandates (person);
create index mandates_representative on mandates (representative);
create index mandates_address on mandates (address) where representative is null;

-- Addresses that the acting person has shown to be theirs.
create function own_addresses() returns text[]
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select coalesce(array_agg(i.folded), '{}') from identifiers i
  where i.person = acting_person() and i.kind = 'email' and i.verified_at is not null;
end;

alter table mandates enable row level security;
alter table mandates force row level security;
do $$ begin
  execute format('create policy owner_works on mandates to %I using (true) with check (true)', current_user);
end $$;
revoke update, delete on mandates from passerelle_app;
create policy reads_mandates on mandates for select to passerelle_app using (
  (person = (select acting_person()) and (select own_for('give-mandate')))
  or (representative = (select acting_person()) and (select own_for('answer-mandate')))
  or (representative is null and ended_at is null and now() < valid_until
    and address = any ((select own_addresses())::text[]) and (select own_for('answer-mandate')))
);
create policy gives_mandates on mandates for insert to passerelle_app with check (
  person = (select acting_person()) and representative is null and ended_at is null and (select own_for('give-mandate'))
);

-- Whoever has the address takes it on, and is a representative for as long as it holds. Answers whether it was open.
create function accept_mandate(asked uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offered mandates;
  added uuid;
begin
  select * into offered from mandates m where m.id = asked for update;
  if not found or offered.representative is not null or offered.ended_at is not null or offered.valid_until <= now()
    or offered.person = acting_person() or not own_for('answer-mandate') or not offered.address = any(own_addresses())
    or not exists (select from people p where p.id = offered.person and p.status = 'active') then
    return false;
  end if;
  insert into memberships (person, role, valid_until, granted_by)
  values (acting_person(), 'representative', offered.valid_until, offered.person) returning id into added;
  update mandates set representative = acting_person(), accepted_at = now(), membership = added where id = asked;
  return true;
end $$;

-- Either side ends it at any time. Answers whether there was something to end.
create function end_mandate(asked uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare held mandates;
begin
  select * into held from mandates m where m.id = asked for update;
  if not found or held.ended_at is not null or acting_person() is null or not (
    (held.person = acting_person() and own_for('give-mandate'))
    or (held.representative = acting_person() and own_for('answer-mandate'))
    or (held.representative is null and own_for('answer-mandate') and held.address = any(own_addresses()))
  ) then
    return false;
  end if;
  update mandates set ended_at = now(), ended_by = acting_person() where id = asked;
  update memberships set valid_until = now(), ended_by = acting_person()
  where id = held.membership and now() < valid_until;
  return true;
end $$;

-- Whether the acting person may act for somebody in a matter: for the policies of later tables.
create function acts_for(holder uuid, purpose text) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from mandates m join people p on p.id = m.person
    where m.person = holder and m.representative = acting_person() and p.status = 'active'
      and m.ended_at is null and now() < m.valid_until and purpose = any(m.purposes)
  ) and own_for('answer-mandate');
end;
