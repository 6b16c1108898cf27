-- The tables of a plan's life. History and the wall between organisations are laid over them in 0002.
-- Every business table: org_id first in its key; ids are UUIDs made by the application.

create table organisation (
  id uuid primary key,
  name text not null,
  kind text not null default 'council',
  created_at timestamptz not null default now()
);

create table account (
  org_id uuid not null references organisation,
  id uuid not null,
  email text not null,
  name text not null,
  post text,                       -- "Head of Service, Help and Protection"
  role text not null check (role in ('administrator', 'plan-lead', 'contributor', 'reader')),
  password_hash text,              -- argon2id; null until the invitation is taken up
  closed_at timestamptz, closed_by uuid,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index account_email on account (lower(email));

create table source_document (
  org_id uuid not null references organisation,
  id uuid not null,
  name text not null,
  format text,                     -- as sniffed: docx, xlsx …
  size_bytes bigint not null,
  sha256 text not null,
  bytes bytea not null,
  brought_at timestamptz not null default now(),
  brought_by uuid not null,
  primary key (org_id, id)
);

-- One document on its way in. Stages are facts with who and when, never a status word.
create table import (
  org_id uuid not null,
  id uuid not null,
  source_document_id uuid not null,
  neutral_document jsonb,          -- what the reader saw
  plan_document jsonb,             -- as read, with the person's corrections applied
  columns jsonb not null default '[]',      -- how columns were understood and why
  corrections jsonb not null default '{}',  -- what the person changed
  progress jsonb not null default '[]',     -- [{stage, at}]: stored, opened, tables found, rows read
  refused_because text, read_at timestamptz,
  brought_at timestamptz not null default now(), brought_by uuid not null,
  accepted_at timestamptz, accepted_by uuid,
  cancelled_at timestamptz, cancelled_by uuid,
  undone_at timestamptz, undone_by uuid, undone_why text,
  plan_id uuid,
  primary key (org_id, id),
  foreign key (org_id, source_document_id) references source_document
);

-- An organisation's corrections of column meaning, remembered for its next document.
create table column_memory (
  org_id uuid not null references organisation,
  heading text not null,           -- folded: lower case, single spaces
  field text not null,
  learned_at timestamptz not null default now(), learned_by uuid not null,
  primary key (org_id, heading)
);

create table plan (
  org_id uuid not null references organisation,
  id uuid not null,
  title text not null,
  period text,
  status text,                     -- as the document says: draft, agreed
  as_of text,
  vocabulary jsonb not null default '{}',
  columns jsonb not null default '[]',
  rating_key jsonb not null default '[]',   -- [{word, shape, fill, meaning, colour}] worst first
  import_id uuid,
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now(), created_by uuid not null,
  closed_at timestamptz, closed_by uuid, closed_why text,
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  version integer not null default 1,       -- raised by every edit, so that two people's edits can't cross unseen
  primary key (org_id, id)
);

create table section (
  org_id uuid not null, id uuid not null, plan_id uuid not null,
  position integer not null,
  title text not null,
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  version integer not null default 1,       -- raised by every edit, so that two people's edits can't cross unseen
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan
);

create table outcome (
  org_id uuid not null, id uuid not null, plan_id uuid not null, section_id uuid,
  position integer not null,
  ref text,
  text text not null,
  objectives jsonb not null default '[]',
  intended_outcomes jsonb not null default '[]',
  measures jsonb not null default '[]',
  extra jsonb not null default '[]',
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  version integer not null default 1,       -- raised by every edit, so that two people's edits can't cross unseen
  tsv tsvector,                    -- what a search finds it by
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, section_id) references section
);

create table action (
  org_id uuid not null, id uuid not null, plan_id uuid not null, section_id uuid, outcome_id uuid,
  position integer not null,       -- orders the actions of a plan; leaves gaps
  ref text,
  text text not null,
  owners_text text not null default '',
  timescale_text text not null default '',
  timescale_kind text not null default 'none',
  due date, starts date, every text,
  timescale jsonb not null default '{}',    -- the whole reading: precision, length, earlier, doubt
  timescale_confirmed_at timestamptz, timescale_confirmed_by uuid,
  first_due date,                  -- the date first agreed: slip is counted from it
  evidence text, impact text,
  is_placeholder boolean not null default false,
  extra jsonb not null default '[]',
  closed_at timestamptz, closed_by uuid, closed_why text,
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  -- derived from the newest progress_update in the same transaction, so that lists are one query
  rating text, rating_at timestamptz, last_update_id uuid, last_said_at timestamptz, forecast date,
  version integer not null default 1,       -- raised by every edit, so that two people's edits can't cross unseen
  tsv tsvector,                    -- what a search finds it by
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, section_id) references section,
  foreign key (org_id, outcome_id) references outcome
);

create table owner (
  org_id uuid not null references organisation, id uuid not null,
  kind text not null check (kind in ('post', 'person', 'team', 'board', 'outside body', 'unknown')),
  name text not null,
  account_id uuid,                 -- the person who signs in and answers for it
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, account_id) references account
);
create table owner_alias (
  org_id uuid not null, alias text not null, owner_id uuid not null,
  primary key (org_id, alias),     -- folded: lower case, single spaces
  foreign key (org_id, owner_id) references owner
);
create table action_owner (
  org_id uuid not null, plan_id uuid not null, action_id uuid not null, owner_id uuid not null,
  position integer not null,       -- 0 is the lead
  as_written text not null,
  primary key (org_id, action_id, owner_id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, action_id) references action,
  foreign key (org_id, owner_id) references owner
);

create table milestone (
  org_id uuid not null, id uuid not null, plan_id uuid not null, action_id uuid not null,
  position integer not null,
  text text not null,
  owners_text text not null default '',
  timescale_text text not null default '', timescale_kind text not null default 'none',
  due date, starts date, every text, timescale jsonb not null default '{}',
  is_placeholder boolean not null default false,
  rating text,                     -- from the newest update that speaks of it
  done_on date,
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  version integer not null default 1,       -- raised by every edit, so that two people's edits can't cross unseen
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, action_id) references action
);

-- Append-only: a dated, authored account of an action or outcome.
create table progress_update (
  org_id uuid not null, id uuid not null, plan_id uuid not null,
  action_id uuid, outcome_id uuid,
  words text not null default '',
  rating text,                     -- delivery, a word of the plan's key
  forecast date, forecast_why text, next_step text, blocker text,
  milestones jsonb not null default '[]',   -- [{milestoneId, rating, doneOn}]
  said_by uuid, said_by_words text,         -- the account; or who the imported document says
  said_at timestamptz not null,
  period text,                     -- "Autumn term", where the source rates by period
  import_id uuid,                  -- set where it came with the document
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, action_id) references action,
  foreign key (org_id, outcome_id) references outcome
);

-- Append-only: each time a date moved.
create table date_move (
  org_id uuid not null, id uuid not null, plan_id uuid not null, action_id uuid not null, milestone_id uuid,
  from_text text not null, from_due date,
  to_text text not null, to_due date,
  why text not null, agreed_by text,
  moved_at timestamptz not null, moved_by uuid not null,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, action_id) references action,
  foreign key (org_id, milestone_id) references milestone
);

create table plan_note (
  org_id uuid not null, id uuid not null, plan_id uuid not null,
  position integer not null, text text not null, place text not null default '',
  import_id uuid,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan
);

-- Where each imported value was read.
create table provenance (
  org_id uuid not null, import_id uuid not null, subject_id uuid not null, field text not null,
  place text not null,
  primary key (org_id, import_id, subject_id, field),
  foreign key (org_id, import_id) references import
);

create table snapshot (
  org_id uuid not null, id uuid not null, plan_id uuid not null,
  position_at timestamptz not null,         -- the instant the figures are true at
  taken_at timestamptz not null, taken_by uuid not null,
  content jsonb not null,
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan
);
create table report (
  org_id uuid not null, id uuid not null, snapshot_id uuid not null,
  paper text not null,             -- board-report, scrutiny-deck
  format text not null,
  sha256 text not null, bytes bytea not null,
  written_at timestamptz not null, written_by uuid not null,
  primary key (org_id, id),
  foreign key (org_id, snapshot_id) references snapshot
);

-- What lists ask for. Everything begins with the organisation, so that one organisation's cost is not another's.
create index plan_listed on plan (org_id, created_at desc) where deleted_at is null;
create index plan_by_import on plan (org_id, import_id);
create index section_by_plan on section (org_id, plan_id, position);
create index outcome_by_plan on outcome (org_id, plan_id, position);
create index outcome_by_section on outcome (org_id, section_id);
create index outcome_found on outcome using gin (tsv);
create index action_by_plan on action (org_id, plan_id, position);
create index action_by_outcome on action (org_id, outcome_id, position);
create index action_by_section on action (org_id, section_id);
create index action_due on action (org_id, due) where closed_at is null and deleted_at is null;
create index action_silent on action (org_id, last_said_at) where closed_at is null and deleted_at is null;
create index action_found on action using gin (tsv);
create index owner_by_account on owner (org_id, account_id);
create index owner_by_name on owner (org_id, lower(name));
create index owner_alias_by_owner on owner_alias (org_id, owner_id);
create index action_owner_by_owner on action_owner (org_id, owner_id);
create index action_owner_by_plan on action_owner (org_id, plan_id);
create index milestone_by_action on milestone (org_id, action_id, position);
create index milestone_by_plan on milestone (org_id, plan_id);
create index progress_update_by_action on progress_update (org_id, action_id, said_at desc);
create index progress_update_by_outcome on progress_update (org_id, outcome_id, said_at desc);
create index progress_update_by_plan on progress_update (org_id, plan_id, said_at desc);
create index date_move_by_action on date_move (org_id, action_id, moved_at);
create index date_move_by_plan on date_move (org_id, plan_id, moved_at);
create index plan_note_by_plan on plan_note (org_id, plan_id, position);
create index provenance_by_subject on provenance (org_id, subject_id);
create index import_listed on import (org_id, brought_at desc);
create index import_by_plan on import (org_id, plan_id);
create index source_document_by_digest on source_document (org_id, sha256);
create index snapshot_by_plan on snapshot (org_id, plan_id, position_at desc);
create index report_by_snapshot on report (org_id, snapshot_id);

-- The search column and the version are kept by the database, so that no writer can forget them.
create function action_search_words() returns trigger language plpgsql as $$
begin
  new.tsv := setweight(to_tsvector('english', concat_ws(' ', new.ref, new.text)), 'A')
    || setweight(to_tsvector('english', concat_ws(' ', new.owners_text, new.timescale_text)), 'B')
    || setweight(to_tsvector('english', concat_ws(' ', new.evidence, new.impact)), 'C');
  return new;
end $$;
create trigger search_words before insert or update of ref, text, owners_text, timescale_text, evidence, impact on action
  for each row execute function action_search_words();

create function outcome_search_words() returns trigger language plpgsql as $$
begin
  new.tsv := setweight(to_tsvector('english', concat_ws(' ', new.ref, new.text)), 'A')
    || setweight(jsonb_to_tsvector('english', jsonb_build_array(new.objectives, new.intended_outcomes, new.measures), '["string"]'), 'C');
  return new;
end $$;
create trigger search_words before insert or update of ref, text, objectives, intended_outcomes, measures on outcome
  for each row execute function outcome_search_words();

-- Only edits by a person count: what an update derives (rating, last said) leaves the version alone.
create function count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger count_version before update on plan for each row execute function count_version();
create trigger count_version before update on section for each row execute function count_version();
create trigger count_version before update on outcome for each row execute function count_version();
create trigger count_version before update of plan_id, section_id, outcome_id, ref, text, owners_text, timescale_text,
  timescale_kind, due, starts, every, timescale, timescale_confirmed_at, evidence, impact, is_placeholder, extra, closed_at, deleted_at
  on action for each row execute function count_version();
create trigger count_version before update of action_id, position, text, owners_text, timescale_text, timescale_kind, due, starts,
  every, timescale, is_placeholder, deleted_at
  on milestone for each row execute function count_version();
