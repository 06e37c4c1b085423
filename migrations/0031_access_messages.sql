-- What is to leave the house, by mail or to a phone. Written in the transaction that has it to say; whoever carries it takes it from
-- here. Once it has left, or may no more, its text is emptied: it may hold a link that opens an account.

-- Whether this transaction carries messages. Set by src/access/messages/outgoing.store.ts, carryingMessages.
create function carries_messages() returns boolean
language sql stable parallel safe
return coalesce(current_setting('passerelle.messenger', true), '') = 'on';

create table outgoing_messages (
  id uuid primary key,
  kind text not null check (kind in ('email', 'phone')),
  -- An address that could end its line could write another header.
  recipient text not null check (length(recipient) between 3 and 320 and recipient !~ '[[:cntrl:]]'),
  lang text not null,
  -- What it is about, as in the messages `mail.KEY.text`.
  about text not null check (about ~ '^[a-z][a-z-]*$'),
  subject text not null check (length(subject) <= 200 and subject !~ '[[:cntrl:]]'),
  text text not null check (length(text) <= 20000),
  -- Whose it is; null: of somebody who is nobody here yet.
  person uuid references people,
  authority text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'expired', 'withdrawn')),
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  -- Why the last try failed: a word, and what the other side said.
  fault text check (fault ~ '^[a-z][a-z-]*$'),
  reply text check (length(reply) <= 300),
  created_at timestamptz not null default now(),
  -- Later than this it is of no use to anybody: its link has expired.
  good_until timestamptz not null check (created_at < good_until),
  closed_at timestamptz,
  check (state in ('waiting', 'failed') or text = ''),
  check ((state in ('waiting', 'failed')) = (closed_at is null))
);
create index outgoing_messages_due on outgoing_messages (kind, next_try_at) where state = 'waiting';
create index outgoing_messages_open on outgoing_messages (good_until) where closed_at is null;
create index outgoing_messages_closed on outgoing_messages (closed_at) where closed_at is not null;
create index outgoing_messages_person on outgoing_messages (person);

alter table outgoing_messages enable row level security;
alter table outgoing_messages force row level security;
do $$ begin
  execute format('create policy owner_works on outgoing_messages to %I using (true) with check (true)', current_user);
end $$;

-- Nobody sends what was written to somebody else, or something else to them: only what became of a message is noted.
revoke update on outgoing_messages from passerelle_app;
grant update (state, text, tries, next_try_at, fault, reply, closed_at) on outgoing_messages to passerelle_app;
create function keep_message() returns trigger language plpgsql as $$
begin
  if new.text <> old.text and new.text <> '' then
    raise exception 'a message is emptied, not rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger outgoing_messages_keep before update on outgoing_messages for each row execute function keep_message();

-- Whoever acts, and whoever stands at the door, may have something to say; neither can read what was said.
create policy adds_messages on outgoing_messages for insert to passerelle_app with check (
  state = 'waiting' and tries = 0 and ((select acting_person()) is not null or (select at_the_door()))
);
create policy carries_messages on outgoing_messages to passerelle_app
  using ((select carries_messages())) with check ((select carries_messages()));

create policy reads_messages on outgoing_messages for select to passerelle_app using ((select everywhere_for('read-outbox')));
create policy retries_messages on outgoing_messages for update to passerelle_app
  using (state in ('waiting', 'failed') and (select everywhere_for('retry-message')))
  with check (state = 'waiting' and (select everywhere_for('retry-message')));
create policy withdraws_messages on outgoing_messages for update to passerelle_app
  using (state in ('waiting', 'failed') and (select everywhere_for('withdraw-message')))
  with check (state = 'withdrawn' and (select everywhere_for('withdraw-message')));
