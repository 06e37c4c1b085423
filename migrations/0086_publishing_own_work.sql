-- Nobody approves what they had a hand in, also by a detour: in a file that was taken over into the draft, or as the nominator of what is in it.

alter table law_imports add column chosen_by uuid[] not null default '{}';
-- Who chooses on a file is noted with it, whatever is written of it.
create function note_choosers() returns trigger language plpgsql as $$
begin
  new.chosen_by := old.chosen_by;
  if new.choices is distinct from old.choices and acting_person() is not null and not acting_person() = any (old.chosen_by) then
    new.chosen_by := old.chosen_by || acting_person();
  end if;
  return new;
end $$;
create trigger law_imports_choosers before update on law_imports for each row execute function note_choosers();

create or replace function had_a_hand_in(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from law_publications p
    where p.id = asked and (
      p.proposed_by = (select acting_person())
      or exists (select from law_draft_versions v where v.draft = p.draft and v.version <= p.version and v.changed_by = (select acting_person()))
      or exists (
        select from law_imports i
        where i.draft = p.draft and i.state = 'taken' and (select acting_person()) = any (i.chosen_by || i.uploaded_by)
      )
      or exists (select from nominations n where n.draft = p.draft and n.nominator = (select acting_person()))
    )
  );
end;

-- Nor does a nominator work for the authority on what they have proposed themselves.
create or replace function handles_nomination(wanted uuid, states text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n
    where n.id = wanted and n.state = any (states) and n.nominator is distinct from (select acting_person())
      and reaches('handle-nomination', n.authority, n.jurisdiction)
  );
end;
alter policy handles_nominations on nominations
  using (
    nominator is distinct from (select acting_person())
    and (
      authority = any ((select authorities_for('handle-nomination'))::text[])
      or authority || ' ' || jurisdiction = any ((select parts_for('handle-nomination'))::text[])
    )
  )
  with check (
    nominator is distinct from (select acting_person())
    and state not in ('submitted', 'withdrawn') and reaches('handle-nomination', authority, jurisdiction)
  );
-- So they can send it only where somebody else takes it.
create or replace function nominations_received_for(place text) returns setof text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct m.authority from memberships m join people g on g.id = m.person
    join permissions p on p.role = m.role and p.act = 'handle-nomination' and p.scope = 'authority'
  where g.status = 'active' and g.id is distinct from (select acting_person())
    and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = place))
    and authority_covers(m.authority, place);
end;

-- What was answered for everybody to read stays as it was read.
alter policy answers_comments on nomination_comments
  using (answer is null and handles_nomination(nomination, array['in-consultation']));
