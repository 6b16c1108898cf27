-- Who may come in. Tokens are kept as digests only: who reads the database can't sign in with what is there.

create table session (
  org_id uuid not null, id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,       -- sha256 of the cookie's token
  began_at timestamptz not null,
  expires_at timestamptz not null,
  address text, browser text,      -- shown to the account's holder, so that a stranger's session is known
  revoked_at timestamptz, revoked_by text, revoked_why text,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account
);
create unique index session_by_token on session (org_id, token_hash);
create index session_by_account on session (org_id, account_id, began_at desc);
select keep_table('session', digested => '{token_hash}');

create table invitation (
  org_id uuid not null, id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null, made_by text not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  withdrawn_at timestamptz, withdrawn_by text,
  primary key (org_id, id),
  foreign key (org_id, account_id) references account
);
create unique index invitation_by_token on invitation (org_id, token_hash);
create index invitation_by_account on invitation (org_id, account_id, made_at desc);
select keep_table('invitation', digested => '{token_hash}');

-- When a session was last used: no business record, so without history, and at most one write every few minutes.
create table session_use (
  org_id uuid not null, session_id uuid not null,
  used_at timestamptz not null,
  primary key (org_id, session_id),
  foreign key (org_id, session_id) references session
);
select wall_off('session_use');

-- Sign-ins tried, to slow down guessing. The address of an account is kept as a digest: it may be anybody's.
create table sign_in_attempt (
  id uuid primary key,
  email_hash bytea not null,
  address text not null,
  tried_at timestamptz not null,
  succeeded boolean not null
);
create index sign_in_attempt_by_email on sign_in_attempt (email_hash, tried_at);
create index sign_in_attempt_by_address on sign_in_attempt (address, tried_at);
create index sign_in_attempt_by_time on sign_in_attempt (tried_at);

-- What must be found before the organisation is known. The application can't read it; it asks organisation_of().
create table directory (
  kind text not null check (kind in ('organisation', 'email', 'session', 'invitation')),
  key text not null,
  org_id uuid not null,
  primary key (kind, key)
);
drop index account_email;
create unique index account_by_email on account (org_id, lower(email));

create function keep_directory() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
create trigger keep_directory after insert on organisation for each row execute function keep_directory();
create trigger keep_directory after insert or update of email on account for each row execute function keep_directory();
create trigger keep_directory after insert on session for each row execute function keep_directory();
create trigger keep_directory after insert on invitation for each row execute function keep_directory();

-- Which organisation an e-mail address or the digest of a token (hex) belongs to; nothing more than that.
create function organisation_of(wanted_kind text, wanted_key text) returns uuid language sql stable security definer
set search_path = public, pg_temp
as $$ select org_id from directory where kind = wanted_kind and key = wanted_key $$;

-- The ids of all organisations: for the first start and for work that goes round them.
create function organisations() returns setof uuid language sql stable security definer
set search_path = public, pg_temp
as $$ select org_id from directory where kind = 'organisation' order by key $$;

-- One question a request: whose session is this? Leaves the organisation set for the rest of the transaction only.
create function find_session(wanted_hash bytea, at timestamptz)
returns table (org_id uuid, session_id uuid, account_id uuid, account_name text, email text, post text, role text,
  organisation_name text, expires_at timestamptz, used_at timestamptz)
language plpgsql volatile set search_path = public, pg_temp as $$
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
end $$;
