-- What the pages of the log need: who is meant by a name or an address, what the ids of an entry are called, and when the chain was
-- last gone through.

-- People by name or verified address, for whoever may do the act; others are not found.
create function find_people(asked text, for_act text) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.id, p.name from people p
  where (
      everywhere_for(for_act)
      or exists (select from memberships m where m.person = p.id and m.authority = any (authorities_for(for_act)))
    )
    and (
      p.name ilike '%' || replace(replace(replace(asked, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      or exists (
        select from identifiers i
        where i.person = p.id and i.verified_at is not null and (i.folded = lower(asked) or i.value = asked)
      )
    )
  order by p.name, p.id limit 20;
end;

-- What those are called who stand in entries that the acting person may read (as in the policies of audit_payloads).
create function names_in_log(asked bigint[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct p.id, p.name
  from audit_payloads a
  join people p on p.id in (a.actor, a.on_behalf, a.person)
  where a.entry = any (asked) and (
    everywhere_for('read-audit')
    or a.authority = any (authorities_for('read-audit'))
    or (own_for('read-own-account') and acting_person() in (a.actor, a.on_behalf, a.person))
  );
end;

-- What those are called who have read data of the acting person.
create function names_of_readers() returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct p.id, p.name from personal_reads r join people p on p.id = r.reader
  where own_for('read-own-account') and r.person = acting_person();
end;

-- Each time that the whole chain was gone through. Nothing personal.
create table audit_checks (
  id uuid primary key default gen_random_uuid(),
  started_at timestamptz not null default now(),
  -- A check that says nothing for a minute has died with its server.
  touched_at timestamptz not null default now(),
  finished_at timestamptz,
  checked bigint not null default 0,
  total bigint not null,
  erased bigint not null default 0,
  head_seq bigint,
  head_hash bytea check (octet_length(head_hash) = 32),
  faults jsonb not null default '[]'
);
create index audit_checks_started on audit_checks (started_at desc);

alter table audit_checks enable row level security;
alter table audit_checks force row level security;
do $$ begin
  execute format('create policy owner_works on audit_checks to %I using (true) with check (true)', current_user);
end $$;
revoke delete on audit_checks from passerelle_app;
create policy reads_checks on audit_checks for select to passerelle_app using (
  (select everywhere_for('read-audit')) or cardinality((select authorities_for('read-audit'))::text[]) > 0
);
create policy adds_checks on audit_checks for insert to passerelle_app with check ((select everywhere_for('read-audit')));
create policy notes_checks on audit_checks for update to passerelle_app
  using ((select everywhere_for('read-audit')) and finished_at is null) with check ((select everywhere_for('read-audit')));

-- The newest entries of an act, and of a person, are asked for page by page.
create index audit_entries_act on audit_entries (act, seq);
create index audit_payloads_actor_entry on audit_payloads (actor, entry);
create index audit_payloads_person_entry on audit_payloads (person, entry);
drop index audit_payloads_actor;
drop index audit_payloads_person;
