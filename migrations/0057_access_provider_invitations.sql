-- Whose account it is at the provider: the claim `sub`.
alter table provider_links rename column subject to account;
