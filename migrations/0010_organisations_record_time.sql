-- Record time. Every record of the register carries two times:
--   valid_from, valid_until      when it holds in the world (null: open; until is the first day on which it no longer holds)
--   recorded_at, superseded_at   when it was known here (null: still)
-- A change closes the old record and inserts a new one; nothing is changed in place. At most one current record of a key
-- holds on a day: an exclusion constraint on the current records says so.

create extension if not exists btree_gist;

-- The clock of record time: strictly increasing, and the lock that lets one writer in at a time.
create table record_clock (
  id boolean primary key default true check (id),
  at timestamptz not null default '-infinity'
);
insert into record_clock default values;

-- A record once written can only be superseded, once. (Its origin, the file that gives it, is not a fact of the world.)
create function keep_record() returns trigger language plpgsql as $$
begin
  if old.superseded_at is not null
    or (to_jsonb(new) - 'superseded_at' - 'origin') is distinct from (to_jsonb(old) - 'superseded_at' - 'origin')
  then
    raise exception 'record % of % can only be superseded, not changed', old.record, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
