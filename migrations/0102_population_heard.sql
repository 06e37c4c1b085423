-- Two who turned out to be one person are followed wherever one of them is looked for; who objected is heard whatever becomes of the rows; and
-- what a register found for somebody, told them and heard of them is handed out with the rest of what is kept of them.

create index population_holders_merged on population_holders (authority, merged_into) where merged_into is not null;

-- The holder who stays, of those who turned out to be one.
create function staying_holder(of_authority text, asked bigint) returns bigint
language sql stable
begin atomic
  with recursive merged (id, into_holder) as (
    select h.id, h.merged_into from population_holders h where h.authority = of_authority and h.id = asked
    union
    select h.id, h.merged_into from merged m join population_holders h on h.authority = of_authority and h.id = m.into_holder
  )
  select m.id from merged m where m.into_holder is null;
end;

-- The account of a holder: their own, otherwise that of the first who turned out to be one with them.
create function account_of(of_authority text, asked bigint) returns uuid
language sql stable
begin atomic
  with recursive same (id) as (
    select asked
    union
    select h.id from same s join population_holders h on h.authority = of_authority and h.merged_into = s.id
  )
  select i.account from same s join population_identities i on i.authority = of_authority and i.holder = s.id and i.account is not null
  order by i.holder limit 1;
end;

-- Whose holders are whose: the one to whom an account was linked, and the one who stays of them.
create view population_accounts as
select i.account, i.authority, i.holder from population_identities i where i.account is not null
union
select i.account, i.authority, staying_holder(i.authority, i.holder) from population_identities i
where i.account is not null and account_of(i.authority, staying_holder(i.authority, i.holder)) = i.account;

create or replace function own_holders() returns table (authority text, holder bigint)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select a.authority, a.holder from population_accounts a where a.account = (select self_for('read-own-account'));
end;

create or replace function objector(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select account_of(o.authority, o.holder) from population_objections o
  where o.id = asked and o.authority = any (authorities_for('answer-objection'));
end;

create or replace function accounts_at_work() returns table (holder bigint, account uuid)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  with recursive same (holder, id) as (
    select h.holder, h.holder from unnest(holders_at_work()) as h (holder)
    union
    select s.holder, m.id from same s join population_holders m on m.authority = authority_at_work() and m.merged_into = s.id
  )
  select w.holder, w.account from (
    select distinct on (s.holder) s.holder, i.account
    from same s join population_identities i on i.authority = authority_at_work() and i.holder = s.id and i.account is not null
    order by s.holder, i.holder
  ) w join people p on p.id = w.account and p.status = 'active';
end;

create or replace function forget_entitlements() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Who turned out to be one with another holder still waits for an answer.
  if new.merged_into is null then
    delete from population_objections where authority = new.authority and holder = new.id;
  end if;
  delete from population_entitlements where authority = new.authority and holder = new.id;
  delete from population_notices where authority = new.authority and holder = new.id;
  delete from population_evaluated where authority = new.authority and holder = new.id;
  return null;
end $$;
drop trigger population_holders_removed on population_holders;
create trigger population_holders_removed after update of removed, merged_into on population_holders
  for each row when (new.removed and (not old.removed or (old.merged_into is not null and new.merged_into is null)))
  execute function forget_entitlements();

-- Whoever may not be evaluated any more keeps no notice of it either.
create policy takes_at_work on population_notices for delete to passerelle_app
  using (authority = (select authority_at_work()) and holder = any ((select holders_at_work())::bigint[]));
grant delete on population_notices to passerelle_app;

-- For the functions that hand out, not for the server.
create view population_own_entitlements as
select a.account, e.authority, r.place, e.outcome, e.standing, e.rule, e.since, e.until, e.began_by, e.ended_by
from population_accounts a
  join population_entitlements e on e.authority = a.authority and e.holder = a.holder
  join population_reevaluations r on r.id = e.begun_in;
create view population_own_notices as
select a.account, n.authority, n.at, n.cause, n.reached, n.changes
from population_accounts a join population_notices n on n.authority = a.authority and n.holder = a.holder;
create view population_own_objections as
select a.account, o.authority, o.text, o.at, o.answer, o.answered_at
from population_accounts a join population_objections o on o.authority = a.authority and o.holder = a.holder;
revoke all on population_accounts, population_own_entitlements, population_own_notices, population_own_objections from passerelle_app;
