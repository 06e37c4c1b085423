-- Two administrators who end each other at once: the second waits for the first, and has no longer the right it had when it began.
create or replace function keep_membership() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) - 'valid_until' - 'ended_by') is distinct from (to_jsonb(old) - 'valid_until' - 'ended_by')
    or new.valid_until is null
    or old.valid_until <= now() or new.valid_until >= old.valid_until then
    raise exception 'a membership is ended once, not altered' using errcode = 'check_violation';
  end if;
  if old.role = 'platform-administrator' then
    perform pg_advisory_xact_lock(5741203378);
  elsif old.role = 'authority-administrator' then
    perform pg_advisory_xact_lock(574120338, hashtext(old.authority));
  else
    return new;
  end if;
  if acting_person() <> old.person and not reaches('grant:' || old.role, old.authority, old.jurisdiction) then
    raise exception 'whoever ends this role may not any more' using errcode = 'check_violation', constraint = 'ender_may';
  end if;
  if old.jurisdiction is null and not administrator_remains(old) and (
    old.role = 'platform-administrator' or exists (
      select from memberships m join people p on p.id = m.person
      where m.authority = old.authority and m.person <> old.person and p.status = 'active'
        and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    )
  ) then
    raise exception '%', case old.role
      when 'platform-administrator' then 'the last platform administrator cannot leave'
      else 'the last administrator of an authority with members cannot leave' end
      using errcode = 'check_violation', constraint = 'last_administrator';
  end if;
  return new;
end $$;
