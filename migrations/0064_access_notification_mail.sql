-- A notification that is sent by mail too. Whoever tells it learns neither whether there is an address nor which.

-- In which language a letter to somebody is written.
create function notification_language(told uuid) returns text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select p.language from people p where p.id = told;
end;

create function mail_notification(told uuid, new_lang text, new_subject text, new_text text) returns void
language sql volatile security definer set search_path = public, pg_temp
begin atomic
  insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, person, good_until)
  select gen_random_uuid(), 'email', i.value, new_lang, 'notification', new_subject, new_text, i.person, now() + interval '3 days'
  from identifiers i join people p on p.id = i.person
  where i.person = told and i.kind = 'email' and i.verified_at is not null and p.status = 'active'
  order by i.verified_at, i.id limit 1;
end;
