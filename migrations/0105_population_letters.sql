-- Who has no account here, and an address in the register, is told by a letter: its link opens a page on which they read what they are entitled
-- to and say what is wrong, for as long as the letter is good. A worker writes to an address without learning it.

alter table population_notices
  -- SHA-256 of what the link of the letter ends in.
  add column ticket bytea unique check (octet_length(ticket) = 32),
  drop constraint population_notices_reached_check,
  add constraint population_notices_reached_check check (reached in ('account', 'letter', 'nobody')),
  add constraint population_notices_letter_check check ((ticket is null) = (reached <> 'letter'));

create function letters_last() returns interval language sql immutable return interval '90 days';

-- The address of a holder, where a letter can be sent to it.
create function address_of(of_authority text, asked bigint) returns text
language sql stable
begin atomic
  select i.contact ->> 'email' from population_identities i
  where i.authority = of_authority and i.holder = asked and length(i.contact ->> 'email') <= 320
    and i.contact ->> 'email' ~ '^[^[:space:][:cntrl:]@,;<>]+@[^[:space:][:cntrl:]@,;<>]+$';
end;

-- Writes to a holder of the chunk at work. False: the register has no address of them.
create function mail_holder(asked bigint, new_lang text, new_subject text, new_text text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not asked = any (coalesce(holders_at_work(), '{}')) or address_of(authority_at_work(), asked) is null then return false; end if;
  insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, authority, good_until)
  values (gen_random_uuid(), 'email', address_of(authority_at_work(), asked), new_lang, 'entitlements', new_subject, new_text,
    authority_at_work(), now() + interval '3 days');
  return true;
end $$;

-- Writes to whoever objected by a letter that there is an answer, in the transaction that gives it. False: they have an account, or no address.
create function mail_objector(asked uuid, new_lang text, new_subject text, new_text text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o population_objections;
begin
  select * into o from population_objections p
  where p.id = asked and p.answered_at = now() and p.authority = any (authorities_for('answer-objection'));
  if not found or account_of(o.authority, o.holder) is not null or address_of(o.authority, o.holder) is null then return false; end if;
  insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, authority, good_until)
  values (gen_random_uuid(), 'email', address_of(o.authority, o.holder), new_lang, 'objection-answered', new_subject, new_text,
    o.authority, now() + interval '3 days');
  return true;
end $$;

-- Whose letter opens with a link, and until when; none: it opens no more.
create function letter_holder(asked bytea) returns table (authority text, holder bigint, until timestamptz)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select n.authority, n.holder, n.at + letters_last() from population_notices n where n.ticket = asked and now() < n.at + letters_last();
end;

create function entitlements_of(of_authority text, of_holder bigint) returns table (
  authority text, id bigint, place text, outcome text, standing text, rule text, since date, until date, ended_by text, hold text
)
language sql stable
begin atomic
  select e.authority, e.id, r.place, e.outcome, e.standing, e.rule, e.since, e.until, e.ended_by, coalesce(c.qualification, c.level)
  from population_entitlements e
    join population_reevaluations r on r.id = e.begun_in
    left join population_credentials c on c.authority = e.authority and c.holder = e.holder and c.slot = e.slot
  where e.authority = of_authority and e.holder = of_holder;
end;

create or replace function own_entitlements() returns table (
  authority text, id bigint, place text, outcome text, standing text, rule text, since date, until date, ended_by text, hold text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select e.* from own_holders() o, lateral entitlements_of(o.authority, o.holder) e
  order by e.until is not null, e.until desc, e.since desc, e.id limit 200;
end;

create function letter_entitlements(asked bytea) returns table (
  authority text, id bigint, place text, outcome text, standing text, rule text, since date, until date, ended_by text, hold text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select e.* from letter_holder(asked) l, lateral entitlements_of(l.authority, l.holder) e
  order by e.until is not null, e.until desc, e.since desc, e.id limit 200;
end;

create function letter_objections(asked bytea) returns table (text text, at timestamptz, answer text, answered_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select o.text, o.at, o.answer, o.answered_at
  from letter_holder(asked) l join population_objections o on o.authority = l.authority and o.holder = l.holder
  order by o.at desc limit 50;
end;

-- Records what whoever holds a letter says is wrong, about one of their entitlements or none. None: it opens no more, the entitlement is
-- another's, or so many objections of theirs wait that nothing new is said.
create function object_by_letter(asked bytea, about bigint, said text) returns table (id uuid, authority text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  return query
    insert into population_objections (authority, holder, entitlement, text)
    select l.authority, l.holder, about, said from letter_holder(asked) l
    where (about is null or exists (
        select from population_entitlements e where e.id = about and e.authority = l.authority and e.holder = l.holder))
      and (select count(*) from population_objections o where o.authority = l.authority and o.holder = l.holder and o.answer is null) < 20
    returning population_objections.id, population_objections.authority;
end $$;
