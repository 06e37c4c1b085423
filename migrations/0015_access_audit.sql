-- What was done. The chain says that something happened and when, and holds nothing personal: of who, for whom, from where and what
-- it keeps a salted commitment. The values stand in a payload, locked with the key of the person concerned, and can be erased.

create table audit_entries (
  seq bigint primary key check (seq > 0),
  at timestamptz not null,
  act text not null check (act ~ '^[a-z][a-z0-9:-]*$'),
  authority text,
  -- What it was done to: a kind and an id that names nobody.
  object_kind text,
  object_id text,
  commitment bytea not null check (octet_length(commitment) = 32),
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null unique check (octet_length(hash) = 32)
);
create index audit_entries_at on audit_entries (at);
create index audit_entries_object on audit_entries (object_kind, object_id);
create index audit_entries_authority on audit_entries (authority, seq);

-- The key with which what concerns a person is locked. Without it the payloads cannot be read; the chain still verifies.
create table audit_keys (
  person uuid primary key,
  key bytea not null check (octet_length(key) = 32)
);

create table audit_payloads (
  entry bigint primary key references audit_entries,
  -- As in the entry: policies ask it here.
  authority text,
  actor uuid,
  on_behalf uuid,
  -- Whose personal data it is about: their key locks it. Null: nobody's, the key of the platform does.
  person uuid,
  salt bytea not null check (octet_length(salt) = 32),
  locked bytea not null
);
create index audit_payloads_actor on audit_payloads (actor);
create index audit_payloads_person on audit_payloads (person);

-- Who read whose personal data, and why.
create table personal_reads (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  reader uuid not null,
  person uuid not null,
  authority text,
  act text not null,
  -- What was read: `account`, `application 12`.
  what text not null
);
create index personal_reads_person on personal_reads (person, at);

create function keep_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the log is only added to' using errcode = 'check_violation';
end $$;
create trigger audit_entries_keep before update or delete on audit_entries for each row execute function keep_audit();
create trigger personal_reads_keep before update on personal_reads for each row execute function keep_audit();
create trigger audit_payloads_keep before update on audit_payloads for each row execute function keep_audit();

-- One field, so that no two lists of fields run together to the same bytes (netstrings); null: `-,`.
create function audit_field(value text) returns text language sql immutable parallel safe
return case when value is null then '-,' else octet_length(value)::text || ':' || value || ',' end;

-- Adds an entry. Entries stand in the order in which their transactions are committed: the next one waits for this one.
create function append_audit(
  new_act text, new_authority text, new_object_kind text, new_object_id text, new_commitment bytea
) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last_seq bigint;
  last_hash bytea;
  instant timestamptz;
  content bytea;
begin
  perform pg_advisory_xact_lock(5741203379);
  select seq, hash into last_seq, last_hash from audit_entries order by seq desc limit 1;
  last_seq := coalesce(last_seq, 0);
  last_hash := coalesce(last_hash, '\x0000000000000000000000000000000000000000000000000000000000000000');
  instant := clock_timestamp();
  content := convert_to(
    audit_field((last_seq + 1)::text)
    || audit_field(to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit_field(new_act) || audit_field(new_authority) || audit_field(new_object_kind) || audit_field(new_object_id)
    || audit_field(encode(new_commitment, 'hex')) || audit_field(encode(last_hash, 'hex')), 'UTF8');
  insert into audit_entries (seq, at, act, authority, object_kind, object_id, commitment, previous, hash)
  values (last_seq + 1, instant, new_act, new_authority, new_object_kind, new_object_id, new_commitment, last_hash, sha256(content));
  return last_seq + 1;
end $$;

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
alter table audit_payloads enable row level security;
alter table audit_payloads force row level security;
alter table audit_keys enable row level security;
alter table audit_keys force row level security;
alter table personal_reads enable row level security;
alter table personal_reads force row level security;

do $$
declare protected text;
begin
  foreach protected in array array['audit_entries', 'audit_payloads', 'audit_keys', 'personal_reads'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;

revoke insert, update, delete on audit_entries from passerelle_app;
revoke update on audit_payloads, audit_keys, personal_reads from passerelle_app;
revoke delete on personal_reads from passerelle_app;

-- Whether an entry is about the acting person, or was made by them. It reads payloads as the owner.
create function concerns_me(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from audit_payloads p
    where p.entry = asked and acting_person() in (p.actor, p.on_behalf, p.person)
  );
end;

-- One sees what concerns oneself, what one has done, and what one may audit.
create policy reads_entries on audit_entries for select to passerelle_app using (
  (select everywhere_for('read-audit'))
  or authority = any ((select authorities_for('read-audit'))::text[])
  or ((select own_for('read-own-account')) and concerns_me(seq))
);
create policy reads_payloads on audit_payloads for select to passerelle_app using (
  (select everywhere_for('read-audit'))
  or authority = any ((select authorities_for('read-audit'))::text[])
  or ((select own_for('read-own-account')) and (select acting_person()) in (actor, on_behalf, person))
);
-- Before anybody has signed in, sign-in itself is recorded: then nobody is the actor.
create policy adds_payloads on audit_payloads for insert to passerelle_app with check (
  actor is not distinct from (select acting_person())
);
-- A key is chance bytes and opens only what the policies above show.
create policy takes_keys on audit_keys for select to passerelle_app using (true);
create policy adds_keys on audit_keys for insert to passerelle_app with check (true);

create policy reads_reads on personal_reads for select to passerelle_app using (
  (person = (select acting_person()) and (select own_for('read-own-account')))
  or (select everywhere_for('read-audit'))
  or authority = any ((select authorities_for('read-audit'))::text[])
);
create policy adds_reads on personal_reads for insert to passerelle_app with check (reader = (select acting_person()));
