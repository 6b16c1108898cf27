-- Written by `npm run schema` from a database that the migrations made; change migrations, never this file.

CREATE OR REPLACE FUNCTION public.action_search_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.tsv := setweight(to_tsvector('english', concat_ws(' ', new.ref, new.text)), 'A')
    || setweight(to_tsvector('english', concat_ws(' ', new.owners_text, new.timescale_text)), 'B')
    || setweight(to_tsvector('english', concat_ws(' ', new.evidence, new.impact)), 'C');
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.as_kept(row_now jsonb, digested text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  digested_column text;
begin
  foreach digested_column in array digested loop
    if jsonb_typeof(row_now -> digested_column) <> 'null' then
      row_now := jsonb_set(row_now, array[digested_column],
        to_jsonb('sha256:' || encode(sha256(convert_to(row_now ->> digested_column, 'UTF8')), 'hex')));
    end if;
  end loop;
  return row_now;
end $function$;

CREATE OR REPLACE FUNCTION public.count_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.version := old.version + 1;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.current_organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('golden_thread.org', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION public.find_session(wanted_hash bytea, at timestamp with time zone)
 RETURNS TABLE(org_id uuid, session_id uuid, account_id uuid, account_name text, email text, post text, role text, organisation_name text, expires_at timestamp with time zone, used_at timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  found_org uuid := organisation_of('session', encode(wanted_hash, 'hex'));
begin
  if found_org is null then return; end if;
  perform set_config('golden_thread.org', found_org::text, true);
  return query
    select s.org_id, s.id, a.id, a.name, a.email, a.post, a.role, o.name, s.expires_at, coalesce(u.used_at, s.began_at)
    from session s
    join account a on a.org_id = s.org_id and a.id = s.account_id
    join organisation o on o.id = s.org_id
    left join session_use u on u.org_id = s.org_id and u.session_id = s.id
    where s.org_id = found_org and s.token_hash = wanted_hash
      and s.revoked_at is null and s.expires_at > at and a.closed_at is null;
end $function$;

CREATE OR REPLACE FUNCTION public.find_subjects(words text, most integer DEFAULT 50)
 RETURNS TABLE(kind text, id uuid, plan_id uuid, rank real)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select * from (
    select 'action', a.id, a.plan_id, ts_rank_cd(a.tsv, a.query) as rank
    from (
      select action.id, action.org_id, action.plan_id, tsv, query from websearch_to_tsquery('english', words) query, action
      where tsv @@ query and org_id = current_organisation() and deleted_at is null limit 1000
    ) a join plan p on p.org_id = a.org_id and p.id = a.plan_id and p.deleted_at is null
    union all
    select 'outcome', o.id, o.plan_id, ts_rank_cd(o.tsv, o.query)
    from (
      select outcome.id, outcome.org_id, outcome.plan_id, tsv, query from websearch_to_tsquery('english', words) query, outcome
      where tsv @@ query and org_id = current_organisation() and deleted_at is null limit 1000
    ) o join plan p on p.org_id = o.org_id and p.id = o.plan_id and p.deleted_at is null
  ) found order by rank desc, id limit most
$function$;

CREATE OR REPLACE FUNCTION public.history_waiting()
 RETURNS SETOF history_unsealed
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select * from history_unsealed where org_id = current_organisation() $function$;

CREATE OR REPLACE FUNCTION public.keep_directory()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'organisation' then
    insert into directory values ('organisation', new.id::text, new.id);
  elsif tg_table_name = 'account' then
    if tg_op = 'UPDATE' and lower(old.email) <> lower(new.email) then
      delete from directory where kind = 'email' and key = lower(old.email);
    end if;
    if tg_op = 'INSERT' or lower(old.email) <> lower(new.email) then
      insert into directory values ('email', lower(new.email), new.org_id);
    end if;
  else
    insert into directory values (tg_table_name, encode(new.token_hash, 'hex'), new.org_id);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  key_columns text[] := string_to_array(tg_argv[0], ',');
  digested text[] := string_to_array(tg_argv[1], ',');
  derived text[] := string_to_array(tg_argv[2], ',');
  actor text := nullif(current_setting('golden_thread.actor', true), '');
  row_before jsonb; row_after jsonb; whole jsonb;
  file_digest text;
  change history;
begin
  if actor is null then
    raise exception 'A change to "%" names no actor: every write goes through transact().', tg_table_name using errcode = 'GT001';
  end if;
  if 'bytes' = any(digested) then -- a file is never copied into JSON; its table allows neither update nor delete
    file_digest := 'sha256:' || encode(sha256(new.bytes), 'hex');
    new.bytes := null;
    row_after := as_kept(to_jsonb(new), array_remove(digested, 'bytes')) || jsonb_build_object('bytes', file_digest);
  else
    if tg_op <> 'INSERT' then row_before := to_jsonb(old) - derived; end if;
    if tg_op <> 'DELETE' then row_after := to_jsonb(new) - derived; end if;
    if digested <> '{}' then
      row_before := as_kept(row_before, digested);
      row_after := as_kept(row_after, digested);
    end if;
  end if;
  whole := coalesce(row_after, row_before);
  if tg_op = 'UPDATE' then
    if exists (select from unnest(key_columns) name where row_before -> name <> row_after -> name) then
      raise exception 'The key of a row of "%" never changes.', tg_table_name;
    end if;
    select jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, row_after -> b.key) into row_before, row_after
      from jsonb_each(row_before) b where b.value is distinct from row_after -> b.key;
    if row_after is null then return null; end if;
  end if;
  change.org_id := coalesce(whole ->> 'org_id', whole ->> 'id');
  change.seq := nextval('history_seq_seq');
  change.recorded_at := clock_timestamp();
  change.at := coalesce(nullif(current_setting('golden_thread.at', true), '')::timestamptz, change.recorded_at);
  change.operation := lower(tg_op);
  change.table_name := tg_table_name;
  if key_columns = '{id}' then change.row_key := jsonb_build_object('id', whole -> 'id');
  else change.row_key := (select jsonb_object_agg(name, whole -> name) from unnest(key_columns) name);
  end if;
  change.row_id := whole ->> 'id';
  change.plan_id := case tg_table_name when 'plan' then whole ->> 'id' else whole ->> 'plan_id' end;
  change.outcome_id := case tg_table_name when 'outcome' then whole ->> 'id' else whole ->> 'outcome_id' end;
  change.action_id := case tg_table_name when 'action' then whole ->> 'id' else whole ->> 'action_id' end;
  change.old := row_before;
  change.new := row_after;
  change.actor := actor;
  change.why := nullif(current_setting('golden_thread.why', true), '');
  change.request := nullif(current_setting('golden_thread.request', true), '');
  change.transaction := pg_current_xact_id()::text::bigint;
  insert into history overriding system value values (change.*);
  insert into history_unsealed values (change.org_id, change.seq, sha256(convert_to(jsonb_build_array(change.org_id, change.seq,
    change.at, change.recorded_at, change.operation, change.table_name, change.row_key, change.row_id, change.plan_id,
    change.outcome_id, change.action_id, change.old, change.new, change.actor, change.why, change.request, change.transaction)::text,
    'UTF8')));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_table(target regclass, key_columns text[] DEFAULT '{id}'::text[], allows text[] DEFAULT '{insert,update}'::text[], digested text[] DEFAULT '{}'::text[], derived text[] DEFAULT '{}'::text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  table_name text := (select relname from pg_class where oid = target);
  refused text;
begin
  insert into kept_table values (table_name, key_columns, allows, digested, derived);
  execute format('create trigger keep_history after insert or update or delete on %s for each row execute function keep_history(%L, %L, %L)',
    target, array_to_string(key_columns, ','), array_to_string(digested, ','), array_to_string(derived, ','));
  refused := concat_ws(' or ', 'truncate',
    case when 'update' = any(allows) then null else 'update' end,
    case when 'delete' = any(allows) then null else 'delete' end);
  execute format('create trigger refuse_change before %s on %s for each statement execute function refuse_change()', refused, target);
  perform wall_off(target);
end $function$;

CREATE OR REPLACE FUNCTION public.organisation_of(wanted_kind text, wanted_key text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select org_id from directory where kind = wanted_kind and key = wanted_key $function$;

CREATE OR REPLACE FUNCTION public.organisations()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select org_id from directory where kind = 'organisation' order by key $function$;

CREATE OR REPLACE FUNCTION public.outcome_search_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.tsv := setweight(to_tsvector('english', concat_ws(' ', new.ref, new.text)), 'A')
    || setweight(jsonb_to_tsvector('english', jsonb_build_array(new.objectives, new.intended_outcomes, new.measures), '["string"]'), 'C');
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% of "%" is refused: what was written there stays.', initcap(tg_op), tg_table_name using errcode = 'GT002';
end $function$;

CREATE OR REPLACE FUNCTION public.seal_hash(link history_seal)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET "TimeZone" TO 'UTC'
AS $function$
  select sha256(link.previous || convert_to(
    jsonb_build_array(link.org_id, link.number, link.sealed_at, link.seqs, link.digests)::text, 'UTF8'))
$function$;

CREATE OR REPLACE FUNCTION public.seal_history(most integer DEFAULT 10000)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  organisation_before text := current_setting('golden_thread.org', true);
  organisation_now uuid;
  last_seal history_seal; link history_seal;
  sealed integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('golden_thread.seal_history')) then return 0; end if;
  for organisation_now in select distinct org_id from history_unsealed loop
    perform set_config('golden_thread.org', organisation_now::text, true);
    loop
      with taken as (
        delete from history_unsealed u using (
          select org_id, seq from history_unsealed where org_id = organisation_now order by seq limit most
        ) chosen where u.org_id = chosen.org_id and u.seq = chosen.seq returning u.seq, u.digest
      )
      select array_agg(seq order by seq), array_agg(digest order by seq) into link.seqs, link.digests from taken;
      exit when link.seqs is null;
      select * into last_seal from history_seal where org_id = organisation_now order by number desc limit 1;
      link.org_id := organisation_now;
      link.number := coalesce(last_seal.number, 0) + 1;
      link.previous := coalesce(last_seal.hash, ''::bytea);
      link.sealed_at := clock_timestamp();
      link.hash := seal_hash(link);
      insert into history_seal values (link.*);
      sealed := sealed + cardinality(link.seqs);
    end loop;
  end loop;
  perform set_config('golden_thread.org', coalesce(organisation_before, ''), true);
  return sealed;
end $function$;

CREATE OR REPLACE FUNCTION public.wall_off(target regclass, organisation_column text DEFAULT 'org_id'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy organisation_wall on %s using (%I = (select current_organisation())) with check (%I = (select current_organisation()))',
    target, organisation_column, organisation_column);
end $function$;

create table account (
  org_id uuid not null,
  id uuid not null,
  email text not null,
  name text not null,
  post text,
  role text not null,
  password_hash text,
  closed_at timestamp with time zone,
  closed_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint account_pkey PRIMARY KEY (org_id, id),
  constraint account_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id),
  constraint account_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'plan-lead'::text, 'contributor'::text, 'reader'::text])))
);
CREATE UNIQUE INDEX account_by_email ON account USING btree (org_id, lower(email));
alter table account enable row level security;
alter table account force row level security;
create policy organisation_wall on account as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_directory AFTER INSERT OR UPDATE OF email ON account FOR EACH ROW EXECUTE FUNCTION keep_directory();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'password_hash', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table action (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  section_id uuid,
  outcome_id uuid,
  "position" integer not null,
  ref text,
  text text not null,
  owners_text text not null default ''::text,
  timescale_text text not null default ''::text,
  timescale_kind text not null default 'none'::text,
  due date,
  starts date,
  every text,
  timescale jsonb not null default '{}'::jsonb,
  timescale_confirmed_at timestamp with time zone,
  timescale_confirmed_by uuid,
  first_due date,
  evidence text,
  impact text,
  is_placeholder boolean not null default false,
  extra jsonb not null default '[]'::jsonb,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_why text,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  deleted_why text,
  rating text,
  rating_at timestamp with time zone,
  last_update_id uuid,
  last_said_at timestamp with time zone,
  forecast date,
  version integer not null default 1,
  tsv tsvector,
  constraint action_pkey PRIMARY KEY (org_id, id),
  constraint action_org_id_outcome_id_fkey FOREIGN KEY (org_id, outcome_id) REFERENCES outcome(org_id, id),
  constraint action_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id),
  constraint action_org_id_section_id_fkey FOREIGN KEY (org_id, section_id) REFERENCES section(org_id, id)
);
CREATE INDEX action_by_outcome ON action USING btree (org_id, outcome_id, "position");
CREATE INDEX action_by_plan ON action USING btree (org_id, plan_id, "position");
CREATE INDEX action_by_section ON action USING btree (org_id, section_id);
CREATE INDEX action_due ON action USING btree (org_id, due) WHERE ((closed_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX action_found ON action USING gin (tsv);
CREATE INDEX action_silent ON action USING btree (org_id, last_said_at) WHERE ((closed_at IS NULL) AND (deleted_at IS NULL));
alter table action enable row level security;
alter table action force row level security;
create policy organisation_wall on action as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER count_version BEFORE UPDATE OF plan_id, section_id, outcome_id, ref, text, owners_text, timescale_text, timescale_kind, due, starts, every, timescale, timescale_confirmed_at, evidence, impact, is_placeholder, extra, closed_at, deleted_at ON action FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON action FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', 'tsv');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON action FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_words BEFORE INSERT OR UPDATE OF ref, text, owners_text, timescale_text, evidence, impact ON action FOR EACH ROW EXECUTE FUNCTION action_search_words();

create table action_owner (
  org_id uuid not null,
  plan_id uuid not null,
  action_id uuid not null,
  owner_id uuid not null,
  "position" integer not null,
  as_written text not null,
  constraint action_owner_pkey PRIMARY KEY (org_id, action_id, owner_id),
  constraint action_owner_org_id_action_id_fkey FOREIGN KEY (org_id, action_id) REFERENCES action(org_id, id),
  constraint action_owner_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES owner(org_id, id),
  constraint action_owner_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX action_owner_by_owner ON action_owner USING btree (org_id, owner_id);
CREATE INDEX action_owner_by_plan ON action_owner USING btree (org_id, plan_id);
alter table action_owner enable row level security;
alter table action_owner force row level security;
create policy organisation_wall on action_owner as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON action_owner FOR EACH ROW EXECUTE FUNCTION keep_history('action_id,owner_id', '', '');
CREATE TRIGGER refuse_change BEFORE TRUNCATE ON action_owner FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table column_memory (
  org_id uuid not null,
  heading text not null,
  field text not null,
  learned_at timestamp with time zone not null default now(),
  learned_by uuid not null,
  constraint column_memory_pkey PRIMARY KEY (org_id, heading),
  constraint column_memory_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id)
);
alter table column_memory enable row level security;
alter table column_memory force row level security;
create policy organisation_wall on column_memory as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON column_memory FOR EACH ROW EXECUTE FUNCTION keep_history('heading', '', '');
CREATE TRIGGER refuse_change BEFORE TRUNCATE ON column_memory FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table date_move (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  action_id uuid not null,
  milestone_id uuid,
  from_text text not null,
  from_due date,
  to_text text not null,
  to_due date,
  why text not null,
  agreed_by text,
  moved_at timestamp with time zone not null,
  moved_by uuid not null,
  constraint date_move_pkey PRIMARY KEY (org_id, id),
  constraint date_move_org_id_action_id_fkey FOREIGN KEY (org_id, action_id) REFERENCES action(org_id, id),
  constraint date_move_org_id_milestone_id_fkey FOREIGN KEY (org_id, milestone_id) REFERENCES milestone(org_id, id),
  constraint date_move_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX date_move_by_action ON date_move USING btree (org_id, action_id, moved_at);
CREATE INDEX date_move_by_plan ON date_move USING btree (org_id, plan_id, moved_at);
alter table date_move enable row level security;
alter table date_move force row level security;
create policy organisation_wall on date_move as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON date_move FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON date_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table directory (
  kind text not null,
  key text not null,
  org_id uuid not null,
  constraint directory_pkey PRIMARY KEY (kind, key),
  constraint directory_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'email'::text, 'session'::text, 'invitation'::text])))
);

create table history (
  org_id uuid not null,
  seq bigint generated always as identity not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  operation text not null,
  table_name text not null,
  row_key jsonb not null,
  row_id uuid,
  plan_id uuid,
  outcome_id uuid,
  action_id uuid,
  old jsonb,
  new jsonb,
  actor text not null,
  why text,
  request text,
  transaction bigint not null,
  constraint history_pkey PRIMARY KEY (org_id, seq)
);
CREATE INDEX history_by_action ON history USING btree (org_id, action_id, seq DESC);
CREATE INDEX history_by_outcome ON history USING btree (org_id, outcome_id, seq DESC);
CREATE INDEX history_by_plan ON history USING btree (org_id, plan_id, seq DESC);
CREATE INDEX history_by_row ON history USING btree (org_id, row_id, seq DESC);
CREATE INDEX history_by_table ON history USING btree (org_id, table_name, seq);
CREATE INDEX history_by_transaction ON history USING btree (org_id, transaction);
alter table history enable row level security;
alter table history force row level security;
create policy organisation_wall on history as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table history_seal (
  org_id uuid not null,
  number bigint not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  seqs bigint[] not null,
  digests bytea[] not null,
  constraint history_seal_pkey PRIMARY KEY (org_id, number)
);
alter table history_seal enable row level security;
alter table history_seal force row level security;
create policy organisation_wall on history_seal as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON history_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table history_unsealed (
  org_id uuid not null,
  seq bigint not null,
  digest bytea not null,
  constraint history_unsealed_pkey PRIMARY KEY (org_id, seq)
);

create table import (
  org_id uuid not null,
  id uuid not null,
  source_document_id uuid not null,
  neutral_document jsonb,
  plan_document jsonb,
  columns jsonb not null default '[]'::jsonb,
  corrections jsonb not null default '{}'::jsonb,
  progress jsonb not null default '[]'::jsonb,
  refused_because text,
  read_at timestamp with time zone,
  brought_at timestamp with time zone not null default now(),
  brought_by uuid not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  cancelled_at timestamp with time zone,
  cancelled_by uuid,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_why text,
  plan_id uuid,
  constraint import_pkey PRIMARY KEY (org_id, id),
  constraint import_org_id_source_document_id_fkey FOREIGN KEY (org_id, source_document_id) REFERENCES source_document(org_id, id)
);
CREATE INDEX import_by_plan ON import USING btree (org_id, plan_id);
CREATE INDEX import_listed ON import USING btree (org_id, brought_at DESC);
alter table import enable row level security;
alter table import force row level security;
create policy organisation_wall on import as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON import FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'neutral_document,plan_document', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON import FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table invitation (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  expires_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  constraint invitation_pkey PRIMARY KEY (org_id, id),
  constraint invitation_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES account(org_id, id)
);
CREATE INDEX invitation_by_account ON invitation USING btree (org_id, account_id, made_at DESC);
CREATE UNIQUE INDEX invitation_by_token ON invitation USING btree (org_id, token_hash);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy organisation_wall on invitation as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_directory AFTER INSERT ON invitation FOR EACH ROW EXECUTE FUNCTION keep_directory();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON invitation FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'token_hash', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON invitation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table kept_table (
  name text not null,
  key_columns text[] not null,
  allows text[] not null,
  digested text[] not null,
  derived text[] not null,
  constraint kept_table_pkey PRIMARY KEY (name)
);

create table migration (
  name text not null,
  digest text not null,
  run_at timestamp with time zone not null default clock_timestamp(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table milestone (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  action_id uuid not null,
  "position" integer not null,
  text text not null,
  owners_text text not null default ''::text,
  timescale_text text not null default ''::text,
  timescale_kind text not null default 'none'::text,
  due date,
  starts date,
  every text,
  timescale jsonb not null default '{}'::jsonb,
  is_placeholder boolean not null default false,
  rating text,
  done_on date,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  deleted_why text,
  version integer not null default 1,
  constraint milestone_pkey PRIMARY KEY (org_id, id),
  constraint milestone_org_id_action_id_fkey FOREIGN KEY (org_id, action_id) REFERENCES action(org_id, id),
  constraint milestone_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX milestone_by_action ON milestone USING btree (org_id, action_id, "position");
CREATE INDEX milestone_by_plan ON milestone USING btree (org_id, plan_id);
alter table milestone enable row level security;
alter table milestone force row level security;
create policy organisation_wall on milestone as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER count_version BEFORE UPDATE OF action_id, "position", text, owners_text, timescale_text, timescale_kind, due, starts, every, timescale, is_placeholder, deleted_at ON milestone FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON milestone FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON milestone FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table organisation (
  id uuid not null,
  name text not null,
  kind text not null default 'council'::text,
  created_at timestamp with time zone not null default now(),
  constraint organisation_pkey PRIMARY KEY (id)
);
alter table organisation enable row level security;
alter table organisation force row level security;
create policy organisation_wall on organisation as permissive for all to public using ((id = ( SELECT current_organisation() AS current_organisation))) with check ((id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_directory AFTER INSERT ON organisation FOR EACH ROW EXECUTE FUNCTION keep_directory();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON organisation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table outcome (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  section_id uuid,
  "position" integer not null,
  ref text,
  text text not null,
  objectives jsonb not null default '[]'::jsonb,
  intended_outcomes jsonb not null default '[]'::jsonb,
  measures jsonb not null default '[]'::jsonb,
  extra jsonb not null default '[]'::jsonb,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  deleted_why text,
  version integer not null default 1,
  tsv tsvector,
  constraint outcome_pkey PRIMARY KEY (org_id, id),
  constraint outcome_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id),
  constraint outcome_org_id_section_id_fkey FOREIGN KEY (org_id, section_id) REFERENCES section(org_id, id)
);
CREATE INDEX outcome_by_plan ON outcome USING btree (org_id, plan_id, "position");
CREATE INDEX outcome_by_section ON outcome USING btree (org_id, section_id);
CREATE INDEX outcome_found ON outcome USING gin (tsv);
alter table outcome enable row level security;
alter table outcome force row level security;
create policy organisation_wall on outcome as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER count_version BEFORE UPDATE ON outcome FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON outcome FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', 'tsv');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON outcome FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER search_words BEFORE INSERT OR UPDATE OF ref, text, objectives, intended_outcomes, measures ON outcome FOR EACH ROW EXECUTE FUNCTION outcome_search_words();

create table owner (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  account_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint owner_pkey PRIMARY KEY (org_id, id),
  constraint owner_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'person'::text, 'team'::text, 'board'::text, 'outside body'::text, 'unknown'::text]))),
  constraint owner_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES account(org_id, id),
  constraint owner_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id)
);
CREATE INDEX owner_by_account ON owner USING btree (org_id, account_id);
CREATE INDEX owner_by_name ON owner USING btree (org_id, lower(name));
alter table owner enable row level security;
alter table owner force row level security;
create policy organisation_wall on owner as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON owner FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON owner FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table owner_alias (
  org_id uuid not null,
  alias text not null,
  owner_id uuid not null,
  constraint owner_alias_pkey PRIMARY KEY (org_id, alias),
  constraint owner_alias_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES owner(org_id, id)
);
CREATE INDEX owner_alias_by_owner ON owner_alias USING btree (org_id, owner_id);
alter table owner_alias enable row level security;
alter table owner_alias force row level security;
create policy organisation_wall on owner_alias as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON owner_alias FOR EACH ROW EXECUTE FUNCTION keep_history('alias', '', '');
CREATE TRIGGER refuse_change BEFORE TRUNCATE ON owner_alias FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table plan (
  org_id uuid not null,
  id uuid not null,
  title text not null,
  period text,
  status text,
  as_of text,
  vocabulary jsonb not null default '{}'::jsonb,
  columns jsonb not null default '[]'::jsonb,
  rating_key jsonb not null default '[]'::jsonb,
  import_id uuid,
  is_demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_why text,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  deleted_why text,
  version integer not null default 1,
  constraint plan_pkey PRIMARY KEY (org_id, id),
  constraint plan_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id)
);
CREATE INDEX plan_by_import ON plan USING btree (org_id, import_id);
CREATE INDEX plan_listed ON plan USING btree (org_id, created_at DESC) WHERE (deleted_at IS NULL);
alter table plan enable row level security;
alter table plan force row level security;
create policy organisation_wall on plan as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER count_version BEFORE UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table plan_note (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  "position" integer not null,
  text text not null,
  place text not null default ''::text,
  import_id uuid,
  constraint plan_note_pkey PRIMARY KEY (org_id, id),
  constraint plan_note_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX plan_note_by_plan ON plan_note USING btree (org_id, plan_id, "position");
alter table plan_note enable row level security;
alter table plan_note force row level security;
create policy organisation_wall on plan_note as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON plan_note FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON plan_note FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table progress_update (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  action_id uuid,
  outcome_id uuid,
  words text not null default ''::text,
  rating text,
  forecast date,
  forecast_why text,
  next_step text,
  blocker text,
  milestones jsonb not null default '[]'::jsonb,
  said_by uuid,
  said_by_words text,
  said_at timestamp with time zone not null,
  period text,
  import_id uuid,
  constraint progress_update_pkey PRIMARY KEY (org_id, id),
  constraint progress_update_org_id_action_id_fkey FOREIGN KEY (org_id, action_id) REFERENCES action(org_id, id),
  constraint progress_update_org_id_outcome_id_fkey FOREIGN KEY (org_id, outcome_id) REFERENCES outcome(org_id, id),
  constraint progress_update_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX progress_update_by_action ON progress_update USING btree (org_id, action_id, said_at DESC);
CREATE INDEX progress_update_by_outcome ON progress_update USING btree (org_id, outcome_id, said_at DESC);
CREATE INDEX progress_update_by_plan ON progress_update USING btree (org_id, plan_id, said_at DESC);
alter table progress_update enable row level security;
alter table progress_update force row level security;
create policy organisation_wall on progress_update as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON progress_update FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON progress_update FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table provenance (
  org_id uuid not null,
  import_id uuid not null,
  subject_id uuid not null,
  field text not null,
  place text not null,
  constraint provenance_pkey PRIMARY KEY (org_id, import_id, subject_id, field),
  constraint provenance_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES import(org_id, id)
);
CREATE INDEX provenance_by_subject ON provenance USING btree (org_id, subject_id);
alter table provenance enable row level security;
alter table provenance force row level security;
create policy organisation_wall on provenance as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON provenance FOR EACH ROW EXECUTE FUNCTION keep_history('import_id,subject_id,field', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON provenance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table report (
  org_id uuid not null,
  id uuid not null,
  snapshot_id uuid not null,
  paper text not null,
  format text not null,
  sha256 text not null,
  bytes bytea not null,
  written_at timestamp with time zone not null,
  written_by uuid not null,
  constraint report_pkey PRIMARY KEY (org_id, id),
  constraint report_org_id_snapshot_id_fkey FOREIGN KEY (org_id, snapshot_id) REFERENCES snapshot(org_id, id)
);
CREATE INDEX report_by_snapshot ON report USING btree (org_id, snapshot_id);
alter table report enable row level security;
alter table report force row level security;
create policy organisation_wall on report as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON report FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'bytes', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table section (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  "position" integer not null,
  title text not null,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  deleted_why text,
  version integer not null default 1,
  constraint section_pkey PRIMARY KEY (org_id, id),
  constraint section_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX section_by_plan ON section USING btree (org_id, plan_id, "position");
alter table section enable row level security;
alter table section force row level security;
create policy organisation_wall on section as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER count_version BEFORE UPDATE ON section FOR EACH ROW EXECUTE FUNCTION count_version();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON section FOR EACH ROW EXECUTE FUNCTION keep_history('id', '', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON section FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table session (
  org_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  began_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text,
  browser text,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoked_why text,
  constraint session_pkey PRIMARY KEY (org_id, id),
  constraint session_org_id_account_id_fkey FOREIGN KEY (org_id, account_id) REFERENCES account(org_id, id)
);
CREATE INDEX session_by_account ON session USING btree (org_id, account_id, began_at DESC);
CREATE UNIQUE INDEX session_by_token ON session USING btree (org_id, token_hash);
alter table session enable row level security;
alter table session force row level security;
create policy organisation_wall on session as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_directory AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION keep_directory();
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'token_hash', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON session FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table session_use (
  org_id uuid not null,
  session_id uuid not null,
  used_at timestamp with time zone not null,
  constraint session_use_pkey PRIMARY KEY (org_id, session_id),
  constraint session_use_org_id_session_id_fkey FOREIGN KEY (org_id, session_id) REFERENCES session(org_id, id)
);
alter table session_use enable row level security;
alter table session_use force row level security;
create policy organisation_wall on session_use as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));

create table sign_in_attempt (
  id uuid not null,
  email_hash bytea not null,
  address text not null,
  tried_at timestamp with time zone not null,
  succeeded boolean not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX sign_in_attempt_by_address ON sign_in_attempt USING btree (address, tried_at);
CREATE INDEX sign_in_attempt_by_email ON sign_in_attempt USING btree (email_hash, tried_at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt USING btree (tried_at);

create table snapshot (
  org_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  position_at timestamp with time zone not null,
  taken_at timestamp with time zone not null,
  taken_by uuid not null,
  content jsonb not null,
  constraint snapshot_pkey PRIMARY KEY (org_id, id),
  constraint snapshot_org_id_plan_id_fkey FOREIGN KEY (org_id, plan_id) REFERENCES plan(org_id, id)
);
CREATE INDEX snapshot_by_plan ON snapshot USING btree (org_id, plan_id, position_at DESC);
alter table snapshot enable row level security;
alter table snapshot force row level security;
create policy organisation_wall on snapshot as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON snapshot FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'content', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table source_document (
  org_id uuid not null,
  id uuid not null,
  name text not null,
  format text,
  size_bytes bigint not null,
  sha256 text not null,
  bytes bytea not null,
  brought_at timestamp with time zone not null default now(),
  brought_by uuid not null,
  constraint source_document_pkey PRIMARY KEY (org_id, id),
  constraint source_document_org_id_fkey FOREIGN KEY (org_id) REFERENCES organisation(id)
);
CREATE INDEX source_document_by_digest ON source_document USING btree (org_id, sha256);
alter table source_document enable row level security;
alter table source_document force row level security;
create policy organisation_wall on source_document as permissive for all to public using ((org_id = ( SELECT current_organisation() AS current_organisation))) with check ((org_id = ( SELECT current_organisation() AS current_organisation)));
CREATE TRIGGER keep_history AFTER INSERT OR DELETE OR UPDATE ON source_document FOR EACH ROW EXECUTE FUNCTION keep_history('id', 'bytes', '');
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON source_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

