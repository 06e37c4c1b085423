-- Whoever was evaluated may say that it is wrong; the authority answers. And a worker tells those whose entitlements it has changed.

create table population_objections (
  id uuid primary key default gen_random_uuid(),
  authority text not null,
  holder bigint not null,
  -- What stands, or stood, that is objected to; null: something is missing.
  entitlement bigint references population_entitlements on delete set null,
  text text not null check (length(text) between 1 and 4000),
  at timestamptz not null default now(),
  answer text check (length(answer) between 1 and 4000),
  answered_at timestamptz,
  foreign key (authority, holder) references population_holders (authority, id) on delete cascade,
  check ((answer is null) = (answered_at is null))
);
create index population_objections_open on population_objections (authority, at) where answer is null;
create index population_objections_holder on population_objections (authority, holder);

-- Holders whose account it is that acts, where an account may see what is about itself.
create function own_holders() returns table (authority text, holder bigint)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.authority, i.holder from population_identities i where i.account = (select self_for('read-own-account'));
end;

create policy reads_own on population_entitlements for select to passerelle_app
  using ((authority, holder) in (select o.authority, o.holder from own_holders() o));
create policy reads_own on population_notices for select to passerelle_app
  using ((authority, holder) in (select o.authority, o.holder from own_holders() o));

alter table population_objections enable row level security;
alter table population_objections force row level security;
do $$
begin
  execute format('create policy owner_works on population_objections to %I using (true) with check (true)', current_user);
end $$;
create policy reads_own on population_objections for select to passerelle_app
  using ((authority, holder) in (select o.authority, o.holder from own_holders() o));
create policy reads_objections on population_objections for select to passerelle_app
  using (authority = any ((select authorities_for('answer-objection'))::text[]));
create policy objects on population_objections for insert to passerelle_app with check (
  answer is null and (select self_for('object-to-evaluation')) is not null
  and (authority, holder) in (select o.authority, o.holder from own_holders() o)
  and (entitlement is null or exists (select from population_entitlements e
    where e.id = entitlement and e.authority = population_objections.authority and e.holder = population_objections.holder))
);
create policy answers_objections on population_objections for update to passerelle_app
  using (answer is null and authority = any ((select authorities_for('answer-objection'))::text[]))
  with check (answered_at = now() and authority = any ((select authorities_for('answer-objection'))::text[]));
revoke update, delete on population_objections from passerelle_app;
grant update (answer, answered_at) on population_objections to passerelle_app;

-- What stands for the account that acts, and what stood, with the credential it stands on, the newest first.
create function own_entitlements() returns table (
  authority text, id bigint, place text, outcome text, standing text, rule text, since date, until date, ended_by text, hold text
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select e.authority, e.id, r.place, e.outcome, e.standing, e.rule, e.since, e.until, e.ended_by, coalesce(c.qualification, c.level)
  from own_holders() o
    join population_entitlements e on e.authority = o.authority and e.holder = o.holder
    join population_reevaluations r on r.id = e.begun_in
    left join population_credentials c on c.authority = e.authority and c.holder = e.holder and c.slot = e.slot
  order by e.until is not null, e.until desc, e.since desc, e.id limit 200;
end;

-- Whose objection it is, to be told of the answer that is given in this transaction.
create function objector(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.account from population_objections o
    join population_identities i on i.authority = o.authority and i.holder = o.holder
  where o.id = asked and o.authority = any (authorities_for('answer-objection'));
end;

create or replace function forget_entitlements() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from population_objections where authority = new.authority and holder = new.id;
  delete from population_entitlements where authority = new.authority and holder = new.id;
  delete from population_notices where authority = new.authority and holder = new.id;
  delete from population_evaluated where authority = new.authority and holder = new.id;
  return null;
end $$;

-- The law of the re-evaluation before one; null: there is none.
create function law_before(asked bigint) returns timestamptz
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select b.law from population_reevaluations r join population_reevaluations b on b.id = r.follows
  where r.id = asked and acting_person() is null;
end;

-- Accounts of the holders of the chunk at work, of those that are in use.
create function accounts_at_work() returns table (holder bigint, account uuid)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select i.holder, i.account from population_identities i join people p on p.id = i.account and p.status = 'active'
  where i.authority = (select authority_at_work()) and i.holder = any ((select holders_at_work())::bigint[]);
end;
-- A worker does not read who somebody is.
drop policy reads_at_work on population_identities;

-- Letters to those without an account are not written yet.
alter table population_notices drop column ticket, drop constraint population_notices_reached_check;
alter table population_notices add check (reached in ('account', 'nobody'));

create or replace function may_tell(told uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if at_the_door() or owner_asks() then return true; end if;
  if acting_person() is not null then
    return exists (select from people p where p.id = acting_person() and p.status = 'active');
  end if;
  return publication_at_work() is not null
    or exists (select from erasure_requests e where e.person = told and e.held_at = now())
    or exists (select from verification_contacts c where c.invited_by = told and now() in (c.confirmed_at, c.closed_at))
    or exists (select from law_news_told t where t.person = told and t.told_at = now())
    or exists (select from accounts_at_work() w join population_notices n
      on n.authority = authority_at_work() and n.holder = w.holder and n.reached = 'account' and n.at = now()
      where w.account = told);
end $$;
