# shellcheck shell=bash
# The database inside the cluster: role, extension, schema, demo data.

database_conninfo() { conninfo homigo homigo; }

# conninfo DATABASE ROLE: quoted only where the path asks for it.
conninfo() {
  local host=$CLUSTER_SOCKET
  if [[ $host == *[[:space:]\'\\]* ]]; then
    host=${host//\\/\\\\}
    host="'${host//\'/\\\'}'"
  fi
  printf 'host=%s port=5432 dbname=%s user=%s' "$host" "$1" "$2"
}

# The server's role is no superuser, which PostGIS asks for: the extension is made here, once.
database_prepare() {
  local stamp=$CLUSTER_HOME/database_made said
  [ ! -e "$stamp" ] || return 0
  step "Creating the database"
  said=$(as_cluster_user "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$CLUSTER_SOCKET" -U postgres -d postgres 2>&1 <<'SQL'
SELECT 'CREATE ROLE homigo LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'homigo') \gexec
SELECT 'CREATE DATABASE homigo OWNER homigo' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'homigo') \gexec
\connect homigo
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
SQL
  ) || fail "the database could not be made: $(last_words "$said")"
  as_cluster_user touch -- "$stamp"
}

# server_settings: the settings every server verb gets, in the array SETTINGS.
server_settings() {
  SETTINGS=(--config "$(server_config)" --set "database.url=$(database_conninfo)" --set "data.folder=$DATA")
}

# The server's own sentence and exit code pass through (65: the schema is newer than the binary).
database_migrate() {
  local code=0
  step "Bringing the schema up to date"
  server_settings
  "$(server_binary)" migrate "${SETTINGS[@]}" 9>&- || code=$?
  [ "$code" -eq 0 ] || exit "$code"
}

# Once for each data folder; --no-demo on its first start declines for good, so that real stock never gets demo neighbours.
database_load_demo() {
  local stamp=$DATA/demo_data seed=$HOMIGO_ROOT/sql/seed/demo_listings.csv
  [ ! -e "$stamp" ] || return 0
  if [ -z "$DEMO" ]; then
    printf 'declined\n' >"$stamp"
  elif [ -e "$seed" ]; then
    step "Loading demo listings"
    server_settings
    "$(server_binary)" import "${SETTINGS[@]}" --place-by-city "$seed" 9>&- || fail "the demo listings could not be loaded; see the message above (or start with --no-demo)."
    printf 'loaded\n' >"$stamp"
  fi
}

# with_database COMMAND…: for verbs that need the database alone; what was not running before stops after.
with_database() {
  local code=0 before
  [ -d "$DATA/postgres" ] || fail "there is no database in $DATA yet; $(hint up) makes one."
  cluster_locate
  before=$(cluster_pid) || true
  if [ -z "$before" ]; then
    data_folder_lock
    trap 'cluster_stop || true' EXIT
    cluster_ensure_running >&2
  fi
  "$@" || code=$?
  exit "$code"
}
