-- A mandate is given without the membership that accepting it adds: ending it would otherwise end a role of somebody else.
alter policy gives_mandates on mandates with check (
  person = (select acting_person()) and representative is null and ended_at is null and membership is null
  and (select own_for('give-mandate'))
);
