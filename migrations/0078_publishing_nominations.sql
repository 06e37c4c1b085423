-- Items of a catalogue that begin as a nomination: somebody proposes a qualification, experts compare it, everybody may comment and is
-- answered, and it is taken up into a draft or declined. The database holds to the order and to who sees what by itself.

create table nominations (
  id uuid primary key default gen_random_uuid(),
  -- Who receives it: an authority whose jurisdiction covers the place.
  authority text not null,
  jurisdiction text not null check (length(jurisdiction) between 2 and 40),
  nominator uuid not null references people,
  -- As what the nominator proposes it, and for which organisation. Their own name is nobody's concern.
  capacity text not null check (capacity in ('employer', 'association', 'university', 'school', 'holder')),
  organisation text check (length(organisation) between 1 and 300),
  -- name as the certificate has it, en, zh, body, bodyEn, bodyZh, country, link.
  qualification jsonb not null check (jsonb_typeof(qualification) = 'object' and qualification ? 'name'),
  counts_as text not null check (length(counts_as) between 1 and 300),
  purpose text not null check (purpose in ('employment', 'title', 'study', 'practice')),
  why text not null check (length(why) between 1 and 8000),
  evidence text[] not null default '{}' check (cardinality(evidence) <= 20),
  state text not null default 'submitted' check (state in (
    'submitted', 'asked', 'in-comparison', 'compared', 'in-consultation', 'answered', 'taken-up', 'declined', 'withdrawn')),
  -- What the authority still wants to know; what it asked and was told before.
  asked text check (length(asked) between 1 and 4000),
  additions jsonb not null default '[]' check (jsonb_typeof(additions) = 'array'),
  -- What the comparison came to, for everybody to read.
  summary text check (length(summary) between 1 and 8000),
  -- First and last day of the consultation, and its instants by the calendar of the place.
  opens_on date,
  closes_on date check (opens_on <= closes_on),
  opens_at timestamptz,
  closes_at timestamptz check (opens_at < closes_at),
  -- Why it is declined, for everybody to read.
  reason text check (length(reason) between 1 and 8000),
  draft uuid references law_drafts on delete set null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((state = 'asked') = (asked is not null)),
  check (state not in ('in-consultation', 'answered', 'taken-up') or (summary is not null and closes_at is not null)),
  check (state <> 'declined' or reason is not null)
);
create index nominations_authority on nominations (authority, changed_at desc);
create index nominations_nominator on nominations (nominator, created_at desc);

-- Whom the authority asks to compare. Each says first whether anything stands between them and an impartial look.
create table nomination_experts (
  nomination uuid not null references nominations on delete cascade,
  expert uuid not null references people,
  asked_by uuid not null references people,
  asked_at timestamptz not null default now(),
  declared text check (declared in ('impartial', 'conflict')),
  declared_at timestamptz,
  released_at timestamptz,
  primary key (nomination, expert),
  check ((declared is null) = (declared_at is null))
);
create index nomination_experts_expert on nomination_experts (expert);

-- What an expert found: given once, and sealed for the others until they have given theirs.
create table nomination_findings (
  nomination uuid not null,
  expert uuid not null,
  -- By element: difference, evidence, source, remark.
  elements jsonb not null check (
    elements ?& array['level', 'workload', 'quality', 'profile', 'outcomes'] and not jsonb_path_exists(elements, '$.* ? (
      !(@.difference == "none" || @.difference == "non-substantial" || @.difference == "substantial") || (@.difference != "none" && (@.evidence == "" || @.source == "")))')
  ),
  recommendation text not null check (recommendation in ('as-proposed', 'other-level', 'partly', 'not')),
  remark text check (length(remark) between 1 and 8000),
  -- Whether everybody may know who they are.
  named boolean not null,
  given_at timestamptz not null default now(),
  primary key (nomination, expert),
  foreign key (nomination, expert) references nomination_experts on delete cascade,
  -- Whoever advises against it names a substantial difference.
  check (recommendation <> 'not' or jsonb_path_exists(elements, '$.* ? (@.difference == "substantial")'))
);

create table nomination_comments (
  id uuid primary key default gen_random_uuid(),
  nomination uuid not null references nominations on delete cascade,
  -- Null: erased, and the text with it; the answer stays.
  commenter uuid references people,
  named boolean not null default false,
  text text check (length(text) between 1 and 8000),
  given_at timestamptz not null default now(),
  answer text check (length(answer) between 1 and 8000),
  answered_by uuid references people,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index nomination_comments_nomination on nomination_comments (nomination, given_at);
create index nomination_comments_commenter on nomination_comments (commenter);

create function keep_nomination() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) - array['state', 'asked', 'additions', 'summary', 'opens_on', 'closes_on', 'opens_at', 'closes_at', 'reason', 'draft', 'changed_at'])
    is distinct from
    (to_jsonb(old) - array['state', 'asked', 'additions', 'summary', 'opens_on', 'closes_on', 'opens_at', 'closes_at', 'reason', 'draft', 'changed_at']) then
    raise exception 'what was nominated is not changed' using errcode = 'check_violation';
  end if;
  -- A draft that was discarded for good takes nothing of the nomination away.
  if new.state = old.state and (to_jsonb(new) - 'draft') = (to_jsonb(old) - 'draft') and new.draft is null then return new; end if;
  if not (old.state || '>' || new.state = any (array[
    'submitted>asked', 'asked>submitted', 'submitted>in-comparison', 'in-comparison>compared', 'compared>in-consultation',
    'in-consultation>answered', 'answered>taken-up', 'submitted>declined', 'asked>declined', 'compared>declined', 'answered>declined',
    'submitted>withdrawn', 'asked>withdrawn', 'in-comparison>withdrawn', 'compared>withdrawn'])) then
    raise exception 'a nomination does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if (new.additions <> old.additions) <> (old.state || '>' || new.state = 'asked>submitted') then
    raise exception 'what was asked is answered, and nothing else is added' using errcode = 'check_violation';
  end if;
  if new.state in ('submitted', 'withdrawn') and acting_person() is not null and new.nominator <> acting_person() then
    raise exception 'this is for the nominator' using errcode = 'insufficient_privilege';
  end if;
  if new.state in ('submitted', 'withdrawn') and
    (new.summary, new.opens_at, new.closes_at, new.reason, new.draft) is distinct from (old.summary, old.opens_at, old.closes_at, old.reason, old.draft) then
    raise exception 'this is for the authority' using errcode = 'insufficient_privilege';
  end if;
  if old.closes_at is not null and
    (new.summary, new.opens_on, new.closes_on, new.opens_at, new.closes_at)
      is distinct from (old.summary, old.opens_on, old.closes_on, old.opens_at, old.closes_at) then
    raise exception 'a consultation is as it was announced' using errcode = 'check_violation';
  end if;
  if new.state = 'in-comparison' and not exists (select from nomination_experts e where e.nomination = new.id) then
    raise exception 'nobody is asked to compare' using errcode = 'check_violation';
  end if;
  if new.state = 'compared' and (
    not exists (select from nomination_findings f where f.nomination = new.id)
    or exists (
      select from nomination_experts e
      where e.nomination = new.id and e.declared is distinct from 'conflict' and e.released_at is null
        and not exists (select from nomination_findings f where f.nomination = e.nomination and f.expert = e.expert)
    )) then
    raise exception 'an expert has not given their comparison' using errcode = 'check_violation';
  end if;
  if new.state = 'answered' and (
    now() < new.closes_at
    or exists (select from nomination_comments c where c.nomination = new.id and c.answer is null and c.text is not null)) then
    raise exception 'the consultation is open, or a comment is not answered' using errcode = 'check_violation';
  end if;
  if new.state = 'taken-up' and not exists (select from law_drafts d where d.id = new.draft and d.authority = new.authority) then
    raise exception 'there is no draft of this authority' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger nominations_keep before update on nominations for each row execute function keep_nomination();

-- Whether the acting person works on a nomination for the authority that received it.
create function works_on_nomination(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from nominations n where n.id = wanted and reaches('read-nominations', n.authority, n.jurisdiction));
end;
create function handles_nomination(wanted uuid, states text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n where n.id = wanted and n.state = any (states) and reaches('handle-nomination', n.authority, n.jurisdiction)
  );
end;

-- Whether somebody may be asked: an expert of the authority for the place, who has not proposed it.
create function may_compare(wanted uuid, person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n, memberships m join people g on g.id = m.person
      join permissions p on p.role = m.role and p.act = 'compare-nomination' and p.scope = 'authority'
    where n.id = wanted and n.nominator <> may_compare.person and m.person = may_compare.person and m.authority = n.authority
      and g.status = 'active' and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
      and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = n.jurisdiction))
  );
end;

-- Whether the acting person may compare now: asked, impartial by their own word, and not released.
create function compares_nomination(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n join nomination_experts e on e.nomination = n.id and e.expert = acting_person()
    where n.id = wanted and n.state = 'in-comparison' and e.declared = 'impartial' and e.released_at is null
      and n.nominator <> acting_person() and reaches('compare-nomination', n.authority, n.jurisdiction)
  );
end;

-- While experts compare, only who has given their own comparison sees another's.
create function sees_findings(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select works_on_nomination(wanted) and (
    exists (select from nominations n where n.id = wanted and n.state not in ('submitted', 'asked', 'in-comparison', 'withdrawn'))
    or exists (select from nomination_findings f where f.nomination = wanted and f.expert = acting_person())
  );
end;

create function keep_expert() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_person() is null then return new; end if;
  if (new.declared, new.declared_at) is distinct from (old.declared, old.declared_at)
    and (old.declared is not null or old.released_at is not null or new.expert <> acting_person()) then
    raise exception 'an expert declares by themselves, once' using errcode = 'check_violation';
  end if;
  if new.released_at is distinct from old.released_at and (old.released_at is not null
    or not handles_nomination(new.nomination, array['in-comparison'])
    or exists (select from nomination_findings f where f.nomination = new.nomination and f.expert = new.expert)) then
    raise exception 'who has given their comparison is not released' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger nomination_experts_keep before update on nomination_experts for each row execute function keep_expert();

create function consultation_open(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (
    select from nominations n where n.id = wanted and n.state = 'in-consultation' and n.opens_at <= now() and now() < n.closes_at
  );
end;
-- Ten comments of one person on one nomination are enough.
create function has_said_enough(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select count(*) >= 10 from nomination_comments c where c.nomination = wanted and c.commenter = acting_person();
end;

do $$
declare protected text;
begin
  foreach protected in array array['nominations', 'nomination_experts', 'nomination_findings', 'nomination_comments'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', protected, current_user);
    execute format('revoke update, delete on %I from passerelle_app', protected);
  end loop;
end $$;
grant update (state, asked, additions, summary, opens_on, closes_on, opens_at, closes_at, reason, draft, changed_at) on nominations to passerelle_app;
grant update (declared, declared_at, released_at) on nomination_experts to passerelle_app;
grant update (answer, answered_by, answered_at) on nomination_comments to passerelle_app;

create policy reads_nominations on nominations for select to passerelle_app using (
  nominator = (select self_for('nominate-item'))
  or (select everywhere_for('read-nominations'))
  or authority = any ((select authorities_for('read-nominations'))::text[])
  or authority || ' ' || jurisdiction = any ((select parts_for('read-nominations'))::text[])
);
create policy nominates on nominations for insert to passerelle_app with check (
  nominator = (select self_for('nominate-item')) and state = 'submitted' and additions = '[]' and summary is null and closes_at is null
  and reason is null and draft is null and authority_covers(authority, jurisdiction)
);
create policy changes_own on nominations for update to passerelle_app
  using (nominator = (select self_for('nominate-item')) and state in ('submitted', 'asked', 'in-comparison', 'compared'))
  with check (nominator = (select self_for('nominate-item')) and state in ('submitted', 'withdrawn'));
create policy handles_nominations on nominations for update to passerelle_app
  using (
    authority = any ((select authorities_for('handle-nomination'))::text[])
    or authority || ' ' || jurisdiction = any ((select parts_for('handle-nomination'))::text[])
  )
  with check (state not in ('submitted', 'withdrawn') and reaches('handle-nomination', authority, jurisdiction));

create policy reads_experts on nomination_experts for select to passerelle_app
  using (expert = (select acting_person()) or works_on_nomination(nomination));
create policy asks_experts on nomination_experts for insert to passerelle_app with check (
  asked_by = (select acting_person()) and declared is null and released_at is null
  and handles_nomination(nomination, array['submitted', 'in-comparison']) and may_compare(nomination, expert)
);
create policy declares on nomination_experts for update to passerelle_app
  using (expert = (select acting_person()) or handles_nomination(nomination, array['in-comparison']))
  with check (expert = (select acting_person()) or handles_nomination(nomination, array['in-comparison']));

create policy reads_findings on nomination_findings for select to passerelle_app
  using (expert = (select acting_person()) or sees_findings(nomination));
create policy gives_findings on nomination_findings for insert to passerelle_app
  with check (expert = (select acting_person()) and compares_nomination(nomination));

create policy reads_comments on nomination_comments for select to passerelle_app
  using (commenter = (select self_for('comment-nomination')) or works_on_nomination(nomination));
create policy comments on nomination_comments for insert to passerelle_app with check (
  commenter = (select self_for('comment-nomination')) and text is not null and answer is null and answered_by is null
  and consultation_open(nomination) and not has_said_enough(nomination)
);
create policy answers_comments on nomination_comments for update to passerelle_app
  using (handles_nomination(nomination, array['in-consultation']))
  with check (answered_by = (select acting_person()) and handles_nomination(nomination, array['in-consultation']));

-- Authorities that somebody can send a nomination for a place to: the place is theirs, and somebody there can take it.
create function nominations_received_for(place text) returns setof text
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct m.authority from memberships m join people g on g.id = m.person
    join permissions p on p.role = m.role and p.act = 'handle-nomination' and p.scope = 'authority'
  where g.status = 'active' and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = place))
    and authority_covers(m.authority, place);
end;

-- Who is told of what happens with a nomination: those who handle it. Only for who has to do with it.
create function nomination_handlers(wanted uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct m.person from nominations n join memberships m on m.authority = n.authority join people g on g.id = m.person
    join permissions p on p.role = m.role and p.act = 'handle-nomination' and p.scope = 'authority'
  where n.id = wanted and g.status = 'active' and m.valid_from <= now() and (m.valid_until is null or now() < m.valid_until)
    and (m.jurisdiction is null or exists (select from places_below(m.jurisdiction) b where b = n.jurisdiction))
    and (
      n.nominator = acting_person() or works_on_nomination(n.id)
      or exists (select from nomination_comments c where c.nomination = n.id and c.commenter = acting_person())
    );
end;

-- What everybody may read of a consultation that was announced. Nobody is named who has not agreed to it.
create function consultations(wanted uuid) returns table (
  id uuid, authority text, jurisdiction text, capacity text, organisation text, qualification jsonb, counts_as text, purpose text, why text,
  evidence text[], state text, summary text, opens_on text, closes_on text, open boolean, over boolean, reason text, comments integer, unanswered integer
)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select n.id, n.authority, n.jurisdiction, n.capacity, n.organisation, n.qualification, n.counts_as, n.purpose, n.why, n.evidence, n.state, n.summary,
    n.opens_on::text, n.closes_on::text, n.state = 'in-consultation' and n.opens_at <= now() and now() < n.closes_at, n.closes_at <= now(), n.reason,
    (select count(*)::integer from nomination_comments c where c.nomination = n.id),
    (select count(*)::integer from nomination_comments c where c.nomination = n.id and c.answer is null and c.text is not null)
  from nominations n
  where n.closes_at is not null and (wanted is null or n.id = wanted)
  order by n.state <> 'in-consultation', n.closes_at desc, n.id limit 300;
end;
create function consultation_findings(wanted uuid) returns table (elements jsonb, recommendation text, name text)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select (
      select jsonb_object_agg(each.key, jsonb_build_object('difference', each.value -> 'difference')) from jsonb_each(f.elements) each
    ), f.recommendation, case when f.named and g.status = 'active' then g.name end
  from nomination_findings f join nominations n on n.id = f.nomination join people g on g.id = f.expert
  where n.id = wanted and n.closes_at is not null
  order by f.given_at, f.expert;
end;
create function consultation_comments(wanted uuid) returns table (id uuid, name text, text text, given_at timestamptz, answer text, answered_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c.id, case when c.named and g.status = 'active' then g.name end, c.text, c.given_at, c.answer, c.answered_at
  from nomination_comments c join nominations n on n.id = c.nomination left join people g on g.id = c.commenter
  where n.id = wanted and n.closes_at is not null
  order by c.given_at, c.id;
end;

-- Who has given their comparison, without what it says: the authority waits for it.
create function nomination_given(wanted uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp
begin atomic
  select f.expert from nomination_findings f where f.nomination = wanted and works_on_nomination(wanted);
end;
