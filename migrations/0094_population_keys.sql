-- Millions of keys go in with a register: one index is enough for each kind of them, and holders are never taken away, so that none can
-- come to name nobody.
alter table population_keys drop constraint population_keys_pkey, drop constraint population_keys_authority_holder_fkey;
create unique index population_keys_name on population_keys (authority, key, holder) where kind = 'name';
