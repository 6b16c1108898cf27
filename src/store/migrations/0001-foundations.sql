-- Draft of the tables; the history triggers, row-level security and roles are laid over every business table.
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
  primary key (org_id, id)
);

create table section (
  org_id uuid not null, id uuid not null, plan_id uuid not null,
  position integer not null,
  title text not null,
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
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, section_id) references section
);

create table action (
  org_id uuid not null, id uuid not null, plan_id uuid not null, section_id uuid, outcome_id uuid,
  position integer not null,
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
  org_id uuid not null, action_id uuid not null, owner_id uuid not null,
  position integer not null,       -- 0 is the lead
  as_written text not null,
  primary key (org_id, action_id, owner_id),
  foreign key (org_id, action_id) references action,
  foreign key (org_id, owner_id) references owner
);

create table milestone (
  org_id uuid not null, id uuid not null, action_id uuid not null,
  position integer not null,
  text text not null,
  owners_text text not null default '',
  timescale_text text not null default '', timescale_kind text not null default 'none',
  due date, starts date, every text, timescale jsonb not null default '{}',
  is_placeholder boolean not null default false,
  rating text,                     -- from the newest update that speaks of it
  done_on date,
  deleted_at timestamptz, deleted_by uuid, deleted_why text,
  primary key (org_id, id),
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
  import_id uuid,                  -- set where it came with the document
  primary key (org_id, id),
  foreign key (org_id, plan_id) references plan,
  foreign key (org_id, action_id) references action,
  foreign key (org_id, outcome_id) references outcome
);

-- Append-only: each time a date moved.
create table date_move (
  org_id uuid not null, id uuid not null, action_id uuid not null, milestone_id uuid,
  from_text text not null, from_due date,
  to_text text not null, to_due date,
  why text not null, agreed_by text,
  moved_at timestamptz not null, moved_by uuid not null,
  primary key (org_id, id),
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
