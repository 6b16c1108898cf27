#!/bin/sh
# Runs a command against a throw-away server of Debian's PostgreSQL 15, the oldest version that is supported:
#
#   tests/support/postgres-15.sh node --test src/store/*.test.ts
#
# The server is given to the command as TEST_DATABASE_URL and is gone afterwards. Another version: POSTGRES_PROGRAMS=/usr/lib/postgresql/17/bin.
set -eu
programs=${POSTGRES_PROGRAMS:-/usr/lib/postgresql/15/bin}
[ -x "$programs/initdb" ] || { echo "There is no PostgreSQL in $programs (Debian: apt-get install postgresql-15)." >&2; exit 2; }
[ $# -gt 0 ] || { echo "Usage: tests/support/postgres-15.sh COMMAND …" >&2; exit 2; }

folder=$(mktemp -d /tmp/golden-thread-postgres-XXXXXX)
as_postgres() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
fi
stop() {
  as_postgres "$programs/pg_ctl" stop -D "$folder/data" -m immediate >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd /
as_postgres "$programs/initdb" -D "$folder/data" -U owner --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as_postgres "$programs/pg_ctl" start -w -D "$folder/data" -l "$folder/log" \
  -o "-k $folder -c listen_addresses= -c fsync=off -c timezone=UTC" >/dev/null
cd "$OLDPWD"
TEST_DATABASE_URL="postgres://owner@localhost/postgres?host=$folder" "$@"
