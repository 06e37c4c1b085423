-- What was chosen for a file is kept for the next one of the same draft and catalogue: a mended file asks for nothing twice. Whoever chose
-- then has chosen for this file too, and does not approve what comes of it.
alter table law_imports add column kept_choices jsonb not null default '{}' check (jsonb_typeof(kept_choices) = 'object');

create function keep_choices() returns trigger language plpgsql as $$
declare
  earlier record;
begin
  new.kept_choices := '{}';
  new.chosen_by := '{}';
  select i.choices, i.chosen_by into earlier from law_imports i
    where i.draft = new.draft and i.catalogue = new.catalogue and i.choices <> '{}'
    order by i.uploaded_at desc, i.id limit 1;
  if found and new.choices = '{}' then
    new.choices := earlier.choices;
    new.kept_choices := earlier.choices;
    new.chosen_by := earlier.chosen_by;
  end if;
  return new;
end $$;
create trigger law_imports_kept before insert on law_imports for each row execute function keep_choices();
