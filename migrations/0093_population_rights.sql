-- What somebody with an account is handed out of what an authority's register holds of them; for the functions that hand out, not for the server.
create view population_holdings as
select i.account, i.authority, h.birth_date, h.sex, h.district, h.origin, h.occupation, h.facts, h.work_known, h.purposes,
  coalesce((select jsonb_agg(to_jsonb(c) - array['authority', 'holder'] order by c.slot)
    from population_credentials c where c.authority = h.authority and c.holder = h.id), '[]') as credentials,
  coalesce((select jsonb_agg(to_jsonb(j) - array['authority', 'holder'] order by j.slot)
    from population_jobs j where j.authority = h.authority and j.holder = h.id), '[]') as jobs,
  coalesce((select jsonb_agg(to_jsonb(k) - array['authority', 'holder'] order by k.given, k.purpose)
    from population_consents k where k.authority = h.authority and k.holder = h.id), '[]') as consents
from population_identities i join population_holders h on h.authority = i.authority and h.id = i.holder
where i.account is not null;
revoke all on population_holdings from passerelle_app;

-- Whether a legal hold stands against erasing a holder, without saying which.
create function holder_is_held(of_authority text, asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from population_identities i where i.authority = of_authority and i.holder = asked and is_held(i.account)
  ) and (of_authority = any (authorities_for('erase-holder')) or owner_asks());
end;

-- An account is a holder's where one verified address is both of the account and of the register. Answers whether there is one.
create function link_holder(of_authority text, asked bigint) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found_account uuid;
begin
  if not (of_authority = any (authorities_for('keep-workforce')) or owner_asks()) then return false; end if;
  select d.person into found_account
  from population_identities i join identifiers d on d.kind = 'email' and lower(d.value) = lower(i.contact ->> 'email') and d.verified_at is not null
    join people p on p.id = d.person and p.status = 'active'
  where i.authority = of_authority and i.holder = asked limit 1;
  if found_account is null then return false; end if;
  update population_identities set account = found_account where authority = of_authority and holder = asked
    and not exists (select from population_identities o where o.authority = of_authority and o.account = found_account and o.holder <> asked);
  return found;
end $$;

-- Whoever erases a holder keeps the workforce; the rows go for good.
create policy erases_identities on population_identities for delete to passerelle_app
  using (authority = any ((select authorities_for('erase-holder'))::text[]));
