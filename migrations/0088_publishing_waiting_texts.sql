-- A shipped text that cannot come in as yet, since law of authorities stands against it: why, and whose. Null: it is offered, and changes nothing by itself.
-- Of a text that would go, path and what waits for it; its files are none.
alter table law_offers add column waits jsonb;
