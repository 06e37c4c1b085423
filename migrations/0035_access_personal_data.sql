-- Personal data: what is kept of whom and how it goes away, consents, legal holds, erasure.

-- The database's copy of src/access/personal-data/fields.model.ts, written at each start by the owner: which tables hold rows of a
-- person, what of them the person gets, and what erasure and time do to them.
create table personal_tables (
  name text primary key,
  -- Erasure goes through them in this order.
  place integer not null,
  -- Columns that say whose a row is.
  subjects text[] not null check (cardinality(subjects) > 0 or erasure = 'keep'),
  -- Columns that the person gets with everything about them.
  exported text[] not null,
  -- A column that, where it is true, keeps the row from being handed out.
  withheld_by text,
  erasure text not null check (erasure in ('delete', 'clear', 'keep')),
  cleared text[] not null default '{}',
  -- Rows go away so long after this column.
  retained_from text,
  retained interval,
  check ((retained_from is null) = (retained is null))
);
revoke insert, update, delete on personal_tables from passerelle_app;

-- Rows of one table about one person. Names of tables and columns come from the table above only.
create function rows_about(asked text, told uuid) returns setof jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  entry personal_tables;
  mine text;
begin
  select * into entry from personal_tables t where t.name = asked;
  if not found or cardinality(entry.exported) = 0 or cardinality(entry.subjects) = 0 then return; end if;
  select string_agg(format('t.%I = $1', subject), ' or ') into mine from unnest(entry.subjects) subject;
  if entry.withheld_by is not null then mine := format('(%s) and not t.%I', mine, entry.withheld_by); end if;
  return query execute format(
    'select (select jsonb_object_agg(c, to_jsonb(t) -> c) from unnest($2) c) from %I t where %s', entry.name, mine
  ) using told, entry.exported;
end $$;
revoke execute on function rows_about(text, uuid) from public;

-- The same for oneself, whatever row-level security shows of the table.
create function own_rows(asked text) returns setof jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if acting_person() is null or not own_for('export-own-data') then return; end if;
  return query select * from rows_about(asked, acting_person());
end $$;

-- A consent is for one purpose, in one version of its words; it is withdrawn as easily as it is given, and both stay to be seen.
create table consents (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  purpose text not null check (purpose ~ '^[a-z][a-z-]*$'),
  version text not null check (length(version) between 1 and 40),
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz check (given_at <= withdrawn_at)
);
create unique index consents_once on consents (person, purpose) where withdrawn_at is null;

-- Whose data must not be erased before a day, by whom, and why.
create table legal_holds (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  -- Null: for the platform.
  authority text,
  reason text not null check (length(reason) between 1 and 2000),
  -- The law forbids to tell the person why.
  confidential boolean not null default false,
  placed_by uuid references people,
  placed_at timestamptz not null default now(),
  until timestamptz not null check (placed_at < until),
  lifted_by uuid references people,
  lifted_at timestamptz
);
create index legal_holds_person on legal_holds (person);

create table erasure_requests (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  asked_at timestamptz not null default now(),
  -- Until then it can be taken back.
  due_at timestamptz not null check (asked_at <= due_at),
  taken_back_at timestamptz,
  -- The person was told that it has to wait.
  held_at timestamptz,
  done_at timestamptz
);
create unique index erasure_requests_open on erasure_requests (person) where taken_back_at is null and done_at is null;

-- When the server last did what it does by itself.
create table housekeeping (
  task text primary key,
  done_at timestamptz not null
);

do $$
declare protected text;
begin
  foreach protected in array array['consents', 'legal_holds', 'erasure_requests'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    execute format('revoke update, delete on %I from passerelle_app', protected);
  end loop;
end $$;
grant update (withdrawn_at) on consents to passerelle_app;
grant update (lifted_by, lifted_at) on legal_holds to passerelle_app;
grant update (taken_back_at) on erasure_requests to passerelle_app;

create policy reads_consents on consents for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy gives_consents on consents for insert to passerelle_app
  with check (person = (select acting_person()) and (select own_for('give-consent')));
create policy withdraws_consents on consents for update to passerelle_app
  using (person = (select acting_person()) and (select own_for('withdraw-consent')))
  with check (person = (select acting_person()));

-- An authority holds what it has to do with: somebody who works for it, or whom an entry of its log is about.
create function concerns_authority(asked uuid, of_authority text) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from memberships m where m.person = asked and m.authority = of_authority)
    or exists (select from audit_payloads p where p.person = asked and p.authority = of_authority);
end;

create policy reads_holds on legal_holds for select to passerelle_app using (
  (select everywhere_for('read-holds'))
  or authority = any ((select authorities_for('read-holds'))::text[])
  or (person = (select acting_person()) and not confidential and (select own_for('read-own-account')))
);
create policy places_holds on legal_holds for insert to passerelle_app with check (
  placed_by = (select acting_person()) and lifted_at is null and (
    (authority is null and (select everywhere_for('place-hold')))
    or (authority = any ((select authorities_for('place-hold'))::text[]) and concerns_authority(person, authority))
  )
);
create policy lifts_holds on legal_holds for update to passerelle_app
  using (
    lifted_at is null
    and ((authority is null and (select everywhere_for('lift-hold'))) or authority = any ((select authorities_for('lift-hold'))::text[]))
  )
  with check (lifted_by = (select acting_person()));

create policy reads_erasures on erasure_requests for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy asks_erasures on erasure_requests for insert to passerelle_app with check (
  person = (select acting_person()) and taken_back_at is null and done_at is null and (select own_for('ask-erasure'))
);
create policy takes_erasures_back on erasure_requests for update to passerelle_app
  using (person = (select acting_person()) and taken_back_at is null and done_at is null and (select own_for('take-back-erasure')))
  with check (person = (select acting_person()));

create function is_held(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from legal_holds h where h.person = asked and h.lifted_at is null and now() < h.until);
end;

-- Whether something stands against the erasure of the acting person, without saying what.
create function am_held() returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select is_held(acting_person());
end;

-- Where the acting person is the last administrator of others: they hand over first. Empty text: of the platform.
create function only_administrator_of() returns setof text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select coalesce(m.authority, '')
  from acting_memberships() m
  where m.role in ('platform-administrator', 'authority-administrator') and m.jurisdiction is null
    and not administrator_remains(m)
    and (m.authority is null or exists (
      select from memberships o join people p on p.id = o.person
      where o.authority = m.authority and o.person <> m.person and p.status = 'active'
        and o.valid_from <= now() and (o.valid_until is null or now() < o.valid_until)
    ));
end;

-- Takes away what is known of a person: what they are, how they come in, what the log says of them. What stays names nobody.
create function erase_person(told uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry personal_tables;
  mine text;
  emptied text;
begin
  if is_held(told) then
    raise exception 'a legal hold stands against this erasure' using errcode = 'check_violation', constraint = 'legal_hold';
  end if;
  update memberships set valid_until = greatest(now(), valid_from), ended_by = told
  where person = told and (valid_until is null or valid_until > greatest(now(), valid_from));
  for entry in select * from personal_tables t where t.erasure <> 'keep' order by t.place loop
    select string_agg(format('%I = $1', subject), ' or ') into mine from unnest(entry.subjects) subject;
    if entry.erasure = 'delete' then
      execute format('delete from %I where %s', entry.name, mine) using told;
    else
      select string_agg(format('%I = null', c), ', ') into emptied from unnest(entry.cleared) c;
      execute format('update %I set %s where %s', entry.name, emptied, mine) using told;
    end if;
  end loop;
  update people set name = '—', language = null, status = 'ended' where id = told;
  update erasure_requests set done_at = now() where person = told and taken_back_at is null and done_at is null;
end $$;
revoke execute on function erase_person(uuid) from public;

-- Erases who has asked for it and waited. One who is held, or has become the last administrator, waits on and is told once.
create function erase_due() returns table (person uuid, outcome text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare asked erasure_requests;
begin
  for asked in
    select * from erasure_requests e
    where e.taken_back_at is null and e.done_at is null and e.due_at <= now()
    order by e.due_at for update skip locked
  loop
    begin
      perform erase_person(asked.person);
      person := asked.person;
      outcome := 'erased';
      return next;
    exception when check_violation then
      if asked.held_at is null then
        update erasure_requests set held_at = now() where id = asked.id;
        person := asked.person;
        outcome := 'held';
        return next;
      end if;
    end;
  end loop;
end $$;

-- Takes away what is older than its retention.
create function sweep_retained() returns table (name text, gone bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare entry personal_tables;
begin
  for entry in select * from personal_tables t where t.retained is not null order by t.place loop
    execute format('delete from %I where %I < now() - $1', entry.name, entry.retained_from) using entry.retained;
    get diagnostics gone = row_count;
    name := entry.name;
    if gone > 0 then return next; end if;
  end loop;
end $$;

-- Whether somebody has consented to a purpose, for the rooms that need it.
create function has_consented(asked uuid, for_purpose text) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from consents c join people p on p.id = c.person
    where c.person = asked and c.purpose = for_purpose and c.withdrawn_at is null and p.status = 'active'
  );
end;
