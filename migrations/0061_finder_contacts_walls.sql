-- What names who reported an answer is behind the same walls as other personal data: anybody adds it with a report, the operator
-- reads it on the command line, and over the network nobody does. What is past its day may be taken away.
alter table finder_report_contacts enable row level security;
alter table finder_report_contacts force row level security;
do $$ begin
  execute format('create policy owner_works on finder_report_contacts to %I using (true) with check (true)', current_user);
end $$;
revoke update on finder_report_contacts from passerelle_app;
create policy adds_contacts on finder_report_contacts for insert to passerelle_app with check (true);
create policy sees_expired_contacts on finder_report_contacts for select to passerelle_app using (erase_after < current_date);
create policy sweeps_contacts on finder_report_contacts for delete to passerelle_app using (erase_after < current_date);
