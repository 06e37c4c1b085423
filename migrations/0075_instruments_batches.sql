-- A list may continue in later batches, whose lines add, change or withdraw entries.
alter table catalogues
  add column continues text,
  add column replaces boolean not null default false,
  add column earlier_holders text check (earlier_holders in ('keep', 'lose'));
create index catalogues_continues on catalogues (continues) where continues is not null;

alter table catalogue_items
  add column action text not null default 'add' check (action in ('add', 'change', 'withdraw')),
  add column earlier_holders text check (earlier_holders in ('keep', 'lose'));
