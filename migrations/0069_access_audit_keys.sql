-- Keys of the log. The key of a person never leaves the database: what concerns them is locked with a key that is made of theirs and the
-- salt of the payload. Who writes an entry gets the key of that one; who reads one gets its key for its salt.

-- Locked so; false: as before this migration, with the key of the person itself.
alter table audit_payloads add column derived boolean not null default false;
alter table audit_payloads alter column derived set default true;

drop policy takes_keys on audit_keys;
drop policy adds_keys on audit_keys;
revoke all on audit_keys from passerelle_app;

-- The key for one new payload; whose key it is made of is made when it is first needed. Whoever asks with the salt of a payload that is
-- there can read that payload already: the salt stands in it.
create function key_for_payload(about uuid, new_salt bytea) returns bytea
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into audit_keys (person, key)
  values (about, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing;
  return (select sha256(k.key || new_salt) from audit_keys k where k.person = about and octet_length(new_salt) = 32);
end $$;

-- The key of a payload, from what stands in it. Whoever has a salt has read its payload; so nothing else is asked.
create function key_of_payload(about uuid, its_salt bytea) returns bytea
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select sha256(k.key || its_salt) from audit_keys k where k.person = about and octet_length(its_salt) = 32);
end $$;

-- The same of a payload from before: the key of the person, where the acting person may read the payload (as in the policies of
-- audit_payloads), or the owner asks.
create function key_from_before(asked bigint) returns bytea
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select k.key
    from audit_payloads p
    join audit_keys k on k.person = coalesce(p.person, '00000000-0000-0000-0000-000000000000')
    where p.entry = asked and not p.derived and (
      (select owner_asks())
      or (select everywhere_for('read-audit'))
      or p.authority = any ((select authorities_for('read-audit'))::text[])
      or (select self_for('read-own-account')) in (p.actor, p.on_behalf, p.person)
    )
  );
end $$;

-- What the demonstration left in force where it has ended already: sign-ins that its people had added.
update providers v set disabled_at = now(), changed_at = now()
where v.disabled_at is null and not (select i.demonstration from installation i) and exists (
  select from audit_entries e
  join audit_payloads a on a.entry = e.seq
  join people p on p.id = a.actor
  where e.act = 'keep-providers' and e.object_kind = 'provider' and e.object_id = v.id::text and p.demonstration
);
