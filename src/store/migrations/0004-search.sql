-- Text search asks as the owner, within the organisation the transaction names: the operator @@ is not leakproof, so under
-- row-level security it would read every row of the organisation instead of using its index. An owner that is itself held by
-- row-level security gets the same answer, slower.
-- A word that stands everywhere is ranked among the first thousand rows found, so that its cost does not grow with the organisation.
create function find_subjects(words text, most integer default 50)
returns table (kind text, id uuid, plan_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
