-- What somebody should know that was done by others, or that waits for them. It says no more than its kind needs: names of places
-- and roles, never a secret.
create table notifications (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references people,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  -- What the sentence of this kind is filled with.
  args jsonb not null default '{}' check (jsonb_typeof(args) = 'object' and octet_length(args::text) <= 4000),
  -- Where it leads: a place of this site.
  link text check (link ~ '^/([^/\\]|$)' and length(link) <= 500),
  at timestamptz not null default now(),
  read_at timestamptz
);
create index notifications_person on notifications (person, at desc);
create index notifications_unread on notifications (person) where read_at is null;

-- How somebody wants to be told of a kind; no row: as the kind itself says.
create table notification_choices (
  person uuid not null references people,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  here boolean not null,
  mail boolean not null,
  primary key (person, kind)
);

alter table notifications enable row level security;
alter table notifications force row level security;
alter table notification_choices enable row level security;
alter table notification_choices force row level security;
do $$
declare protected text;
begin
  foreach protected in array array['notifications', 'notification_choices'] loop
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;

-- Told through the function below; of what was told, only whether it was read can change.
revoke insert, update on notifications from passerelle_app;
grant update (read_at) on notifications to passerelle_app;

create policy reads_notifications on notifications for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy marks_notifications on notifications for update to passerelle_app
  using (person = (select acting_person()) and (select own_for('change-own-account')))
  with check (person = (select acting_person()));
create policy reads_choices on notification_choices for select to passerelle_app
  using (person = (select acting_person()) and (select own_for('read-own-account')));
create policy makes_choices on notification_choices for insert to passerelle_app
  with check (person = (select acting_person()) and (select own_for('change-own-account')));
create policy changes_choices on notification_choices for update to passerelle_app
  using (person = (select acting_person()) and (select own_for('change-own-account')))
  with check (person = (select acting_person()));

-- Whoever does something tells those whom it concerns, and sees nothing of what else they were told.
create function notification_choice(told uuid, asked text) returns table (here boolean, mail boolean)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c.here, c.mail from notification_choices c where c.person = told and c.kind = asked;
end;

create function add_notification(told uuid, new_kind text, new_args jsonb, new_link text) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into notifications (person, kind, args, link)
  select p.id, new_kind, new_args, new_link from people p where p.id = told and p.status = 'active';
end;

-- How much is unread, for the corner of every page: asked together with the session and kept with it.
create function count_unread(asked uuid) returns integer
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select count(*)::integer from (select from notifications n where n.person = asked and n.read_at is null limit 100) unread;
end;

create trigger notifications_tell after insert or update or delete on notifications for each row execute function tell_of_person();
