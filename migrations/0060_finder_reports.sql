-- What people report as wrong in an answer. A report and its closing are written once and stay; what names a person
-- (contact, and what they held and answered if they attached it) stands apart and is erased.

create table finder_reports (
  id bigint generated always as identity primary key,
  -- Told to the one who reports; it cannot be guessed.
  reference uuid not null unique default gen_random_uuid(),
  rule text not null,
  instrument text not null,
  place text not null,
  as_of date not null,
  language text not null,
  report text not null check (length(report) between 1 and 4000),
  reported_at timestamptz not null default now()
);

create table finder_report_closings (
  report bigint primary key references finder_reports (id),
  note text not null check (length(note) between 1 and 4000),
  closed_at timestamptz not null default now()
);

create table finder_report_contacts (
  report bigint primary key references finder_reports (id),
  contact text check (length(contact) <= 200),
  -- The question with the person as told, only where they ticked to attach it.
  attached jsonb,
  erase_after date not null,
  check (contact is not null or attached is not null)
);
create index finder_report_contacts_erase on finder_report_contacts (erase_after);

create function keep_finder_report() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % stays as it was written', tg_table_name;
end
$$;
create trigger finder_reports_keep before update or delete on finder_reports
  for each row execute function keep_finder_report();
create trigger finder_report_closings_keep before update or delete on finder_report_closings
  for each row execute function keep_finder_report();
