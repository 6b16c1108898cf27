-- History that no writer can forget, and a wall between organisations that no query can forget.
-- docs/adr/0003-history-by-trigger-and-seal.md, docs/adr/0004-row-level-security.md

-- What each business table is held to. keep_table() fills it; grants, verification and tests read it.
create table kept_table (
  name text primary key,
  key_columns text[] not null,     -- without org_id
  allows text[] not null,          -- of insert, update, delete
  digested text[] not null,        -- columns of which history keeps a digest: files, secrets, whole documents
  derived text[] not null          -- columns that follow from others and are left out
);

create table history (
  org_id uuid not null,
  seq bigint generated always as identity,  -- drawn after the row is locked: orders the changes of any one row
  at timestamptz not null,         -- the application's instant
  recorded_at timestamptz not null,-- the database's own
  operation text not null,         -- insert, update, delete
  table_name text not null,
  row_key jsonb not null,          -- {"id": …}
  row_id uuid,                     -- the row's id where it has one
  plan_id uuid, outcome_id uuid, action_id uuid,  -- what the row belongs to, or is
  old jsonb, new jsonb,            -- changed columns only; whole rows where it is made or deleted
  actor text not null,             -- an account's id, or "system:…"
  why text, request text,
  transaction bigint not null,     -- the changes of one transaction belong together
  primary key (org_id, seq)
);
create index history_by_row on history (org_id, row_id, seq desc);
create index history_by_action on history (org_id, action_id, seq desc);
create index history_by_outcome on history (org_id, outcome_id, seq desc);
create index history_by_plan on history (org_id, plan_id, seq desc);
create index history_by_table on history (org_id, table_name, seq);

-- Changes waiting for their seal. A row is seen here once its transaction has ended, and not before.
create table history_unsealed (
  org_id uuid not null, seq bigint not null,
  digest bytea not null,
  primary key (org_id, seq)
);

-- One link of an organisation's chain: hash = sha256(previous ‖ number ‖ sealed_at ‖ seqs ‖ digests).
create table history_seal (
  org_id uuid not null, number bigint not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  seqs bigint[] not null,
  digests bytea[] not null,
  primary key (org_id, number)
);

create function current_organisation() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('golden_thread.org', true), '')::uuid $$;

-- A row as history keeps it: digests in place of what is too big or too secret.
create function as_kept(row_now jsonb, digested text[]) returns jsonb language plpgsql immutable as $$
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
end $$;

-- The trigger of every business table. Arguments: key columns, digested columns, derived columns, each separated by commas.
-- Security definer: the application itself may not write history.
create function keep_history() returns trigger language plpgsql security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
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
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of "%" is refused: what was written there stays.', initcap(tg_op), tg_table_name using errcode = 'GT002';
end $$;

-- Seals what waits, an organisation at a time; gives how many changes were sealed. A second sealer leaves at once.
create function seal_history(most integer default 10000) returns integer language plpgsql security definer
set search_path = public, pg_temp set timezone = 'UTC' as $$
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
end $$;

create function seal_hash(link history_seal) returns bytea language sql stable set timezone = 'UTC' as $$
  select sha256(link.previous || convert_to(
    jsonb_build_array(link.org_id, link.number, link.sealed_at, link.seqs, link.digests)::text, 'UTF8'))
$$;

-- Puts a table under history and behind the wall. Every migration that makes a business table calls it; a test sees to it.
create function keep_table(
  target regclass, key_columns text[] default '{id}', allows text[] default '{insert,update}',
  digested text[] default '{}', derived text[] default '{}'
) returns void language plpgsql as $$
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
end $$;

-- Only rows of the organisation the transaction names are there at all.
create function wall_off(target regclass, organisation_column text default 'org_id') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy organisation_wall on %s using (%I = (select current_organisation())) with check (%I = (select current_organisation()))',
    target, organisation_column, organisation_column);
end $$;

create trigger refuse_change before update or delete or truncate on history
  for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on history_seal
  for each statement execute function refuse_change();
select wall_off('history');
select wall_off('history_seal');

-- An organisation's own row is its own wall.
insert into kept_table values ('organisation', '{id}', '{insert,update}', '{}', '{}');
create trigger keep_history after insert or update or delete on organisation for each row execute function keep_history('id', '', '');
create trigger refuse_change before truncate or delete on organisation for each statement execute function refuse_change();
select wall_off('organisation', 'id');

select keep_table('account', digested => '{password_hash}');
select keep_table('source_document', allows => '{insert}', digested => '{bytes}');
select keep_table('import', digested => '{neutral_document,plan_document}');
select keep_table('column_memory', key_columns => '{heading}', allows => '{insert,update,delete}');
select keep_table('plan');
select keep_table('section');
select keep_table('outcome', derived => '{tsv}');
select keep_table('action', derived => '{tsv}');
select keep_table('owner');
select keep_table('owner_alias', key_columns => '{alias}', allows => '{insert,update,delete}');
select keep_table('action_owner', key_columns => '{action_id,owner_id}', allows => '{insert,update,delete}');
select keep_table('milestone');
select keep_table('progress_update', allows => '{insert}');
select keep_table('date_move', allows => '{insert}');
select keep_table('plan_note');
select keep_table('provenance', key_columns => '{import_id,subject_id,field}', allows => '{insert}');
select keep_table('snapshot', allows => '{insert}', digested => '{content}');
select keep_table('report', allows => '{insert}', digested => '{bytes}');

-- For verification: the changes of the transaction's organisation that wait for their seal.
create function history_waiting() returns setof history_unsealed language sql stable security definer
set search_path = public, pg_temp
as $$ select * from history_unsealed where org_id = current_organisation() $$;
