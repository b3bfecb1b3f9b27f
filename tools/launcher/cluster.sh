# shellcheck shell=bash
# The private PostgreSQL cluster: where it lives, who runs it, start and stop.
#
# It listens on a unix socket alone, in a folder that only its owner may enter (0700), and lets in by peer
# authentication only that owner, and root, who could become that owner anyway.

POSTGRESQL=/usr            # below it Debian keeps each major version in a folder of its own
PG_BIN=                    # the programs of the version that this cluster has
CLUSTER_SPACE_MB=500
CLUSTER_START_SECONDS=300   # recovery after a crash may take a while
SOCKET_PATH_LIMIT=107       # bytes, of the kernel
CLUSTER_HOME=               # holds cluster/ (PGDATA), run/ (socket) and postgresql.log
CLUSTER_USER=
CLUSTER_SOCKET=

# Root cannot run PostgreSQL: there the system user `postgres` does, made by Debian's package. When it cannot enter the data
# folder (a project below /root), the cluster goes to /var/lib/homigo, with a link to it in the data folder:
# opening root's folders to another user would be no fair price for tidiness.
cluster_locate() {
  local link=$DATA/postgres
  if [ -L "$link" ] || [ -d "$link" ]; then
    CLUSTER_HOME=$(realpath -e -- "$link" 2>/dev/null) || fail "$link points to $(readlink -- "$link"), which is gone; restore it, or remove the link to begin anew."
    CLUSTER_USER=$(stat -c %U -- "$CLUSTER_HOME")
    [ "$(id -u)" -eq 0 ] || [ "$CLUSTER_USER" = "$(id -un)" ] || fail "the database in $DATA belongs to the user $CLUSTER_USER; run $(hint "$VERB") as that user or as root."
    [ "$CLUSTER_USER" != root ] || fail "the database folder $CLUSTER_HOME belongs to root, as whom PostgreSQL does not run."
  else
    cluster_make_home "$link"
  fi
  cluster_find_programs "$CLUSTER_HOME"
  cluster_find_socket_folder
}

# cluster_find_programs FOLDER: the data in it can be read by the major version alone that made it.
cluster_find_programs() {
  local version
  if version=$(cat -- "$1/cluster/PG_VERSION" 2>/dev/null); then
    [ -x "$(postgresql_bin "$version")/postgres" ] \
      || fail "the database in $1 was made by PostgreSQL $version, which is not installed; install postgresql-$version and postgresql-$version-postgis-3, or carry the data over (docs/operations.md)."
  else
    version=$(postgresql_newest)
    [ -n "$version" ] || fail "there is no PostgreSQL with PostGIS below $POSTGRESQL/lib/postgresql; tools/packages.txt names the packages."
  fi
  PG_BIN=$(postgresql_bin "$version")
}

postgresql_bin() { printf '%s/lib/postgresql/%s/bin' "$POSTGRESQL" "$1"; }

# The newest major version that has PostGIS; nothing where none has.
postgresql_newest() {
  local folder version
  for folder in "$POSTGRESQL"/lib/postgresql/*/; do
    version=$(basename -- "$folder")
    [ ! -x "$folder/bin/initdb" ] || [ ! -e "$POSTGRESQL/share/postgresql/$version/extension/postgis.control" ] || printf '%s\n' "$version"
  done | sort -n | tail -n 1
}

cluster_make_home() {
  require_space "$DATA" "$CLUSTER_SPACE_MB" "the database"
  CLUSTER_HOME=$1 CLUSTER_USER=$(id -un)
  if [ "$(id -u)" -ne 0 ]; then
    mkdir -m 700 -- "$CLUSTER_HOME" || fail "$CLUSTER_HOME cannot be made."
    return
  fi
  CLUSTER_USER=postgres
  if as_cluster_user test -x "$DATA" 2>/dev/null; then
    install -d -o postgres -g postgres -m 700 -- "$CLUSTER_HOME"
    return
  fi
  require_space /var/lib "$CLUSTER_SPACE_MB" "the database"
  install -d -m 711 /var/lib/homigo
  CLUSTER_HOME=$(mktemp -d "/var/lib/homigo/$(short_hash "$DATA").XXXXXX") || fail "no folder can be made in /var/lib/homigo."
  chown postgres:postgres -- "$CLUSTER_HOME"
  ln -s -- "$CLUSTER_HOME" "$1"
}

short_hash() { printf '%s' "$1" | sha256sum | cut -c1-12; }

cluster_find_socket_folder() {
  CLUSTER_SOCKET=$CLUSTER_HOME/run
  local path=$CLUSTER_SOCKET/.s.PGSQL.5432
  [ "$(printf '%s' "$path" | wc -c)" -le "$SOCKET_PATH_LIMIT" ] || CLUSTER_SOCKET=/tmp/homigo-$(short_hash "$CLUSTER_HOME")
  [ -e "$CLUSTER_SOCKET" ] || as_cluster_user mkdir -m 700 -- "$CLUSTER_SOCKET" || fail "the socket folder $CLUSTER_SOCKET cannot be made."
  # In /tmp somebody else may have taken the name.
  [[ ! -L $CLUSTER_SOCKET && $(stat -c '%U %a' -- "$CLUSTER_SOCKET") = "$CLUSTER_USER 700" ]] \
    || fail "the socket folder $CLUSTER_SOCKET is not a folder of $CLUSTER_USER alone; remove it."
}

# PostgreSQL's tools look at their working folder, which its user may not enter. Descriptor 9 is the launcher's lock.
as_cluster_user() {
  (
    cd / || exit 1
    [ "$CLUSTER_USER" != "$(id -un)" ] || exec "$@" 9>&-
    exec setpriv --reuid "$CLUSTER_USER" --regid "$(id -gn "$CLUSTER_USER")" --init-groups env HOME=/ "$@" 9>&-
  )
}

# cluster_start [SETTING…]: makes the cluster when there is none; SETTINGs are lines of postgresql.conf.
cluster_start() {
  [ -d "$CLUSTER_HOME/cluster" ] || cluster_create
  cluster_configure "$@"
  cluster_clear_stale_locks
  step "Starting PostgreSQL in $CLUSTER_HOME"
  local began said
  began=$(cluster_log_size)
  said=$(as_cluster_user "$PG_BIN/pg_ctl" -D "$CLUSTER_HOME/cluster" -l "$CLUSTER_HOME/postgresql.log" -w -t "$CLUSTER_START_SECONDS" start 2>&1) && return
  as_cluster_user "$PG_BIN/pg_ctl" -D "$CLUSTER_HOME/cluster" -m immediate stop >/dev/null 2>&1 || true
  said=$(tail -c "+$((began + 1))" -- "$CLUSTER_HOME/postgresql.log" 2>/dev/null || printf '%s' "$said")
  fail "PostgreSQL did not start: $(last_words "$said") (all of it: $CLUSTER_HOME/postgresql.log)"
}

cluster_log_size() { stat -c %s -- "$CLUSTER_HOME/postgresql.log" 2>/dev/null || printf 0; }

# Built beside its place and moved there when whole: an interrupted attempt leaves nothing that looks like a cluster.
cluster_create() {
  local said new=$CLUSTER_HOME/cluster.new
  require_space "$CLUSTER_HOME" "$CLUSTER_SPACE_MB" "the database"
  step "Creating a PostgreSQL cluster in $CLUSTER_HOME"
  as_cluster_user rm -rf -- "$new"
  said=$(as_cluster_user "$PG_BIN/initdb" -D "$new" -U postgres -E UTF8 --locale=C.UTF-8 --data-checksums \
    --auth-local=peer --auth-host=scram-sha-256 2>&1) || fail "the PostgreSQL cluster could not be made: $(last_words "$said")"
  printf '%s\n' "include = 'homigo.conf'   # written by ./homigo at each start" | as_cluster_user tee -a "$new/postgresql.conf" >/dev/null
  as_cluster_user mv -T -- "$new" "$CLUSTER_HOME/cluster"
}

# In one go: each change of the user costs a process or two, and whoever starts after a crash is waited for.
cluster_configure() {
  local settings admitted names user
  settings=$(printf '%s\n' "listen_addresses = ''" "port = 5432   # names the socket only" "unix_socket_permissions = 0700" \
    "unix_socket_directories = '\"${CLUSTER_SOCKET//\'/\'\'}\"'" "max_connections = 200" "timezone = 'UTC'" "log_timezone = 'UTC'" \
    "shared_buffers = $(cluster_buffers_mb)MB" "wal_compression = lz4" "max_wal_size = 4GB" "recovery_init_sync_method = syncfs" "checkpoint_timeout = 15min" "random_page_cost = 1.1" "$@")
  admitted=$(printf '%s\n' 'local all all peer map=homigo' 'host all all 127.0.0.1/32 scram-sha-256')
  names=$(for user in "$CLUSTER_USER" root; do printf 'homigo "%s" homigo\nhomigo "%s" postgres\n' "$user" "$user"; done)
  # shellcheck disable=SC2016
  as_cluster_user sh -c 'cd "$1" && printf "%s\n" "$2" >homigo.conf && printf "%s\n" "$3" >pg_hba.conf && printf "%s\n" "$4" >pg_ident.conf' \
    sh "$CLUSTER_HOME/cluster" "$settings" "$admitted" "$names" || fail "PostgreSQL's settings in $CLUSTER_HOME/cluster cannot be written."
}

# A quarter of the memory, as PostgreSQL's manual advises, but not all of what a large machine would give.
cluster_buffers_mb() {
  local mb
  mb=$(awk '/^MemTotal:/ { print int($2 / 4096) }' /proc/meminfo)
  printf '%s' "$((mb < 128 ? 128 : mb > 4096 ? 4096 : mb))"
}

# PostgreSQL itself removes lock files whose process is gone; it gives up when the number has gone to a stranger, as
# happens after a restart of the machine, or to a zombie, and while a backend of a killed one is at work.
cluster_clear_stale_locks() {
  local file pid
  cluster_await_no_processes
  for file in "$CLUSTER_HOME/cluster/postmaster.pid" "$CLUSTER_SOCKET/.s.PGSQL.5432.lock"; do
    [ -e "$file" ] || continue
    pid=$(head -n 1 -- "$file")
    [ -d "/proc/${pid:-none}" ] || continue
    ! process_has_argument "$pid" "$CLUSTER_HOME/cluster" || continue
    as_cluster_user rm -f -- "$file"
  done
}

cluster_await_no_processes() {
  local deadline=$((SECONDS + 30)) told=
  while cluster_has_processes; do
    [ "$SECONDS" -lt "$deadline" ] || fail "processes of a killed PostgreSQL still work in $CLUSTER_HOME; end them first."
    [ -n "$told" ] || say "Processes of a killed PostgreSQL are ending; waiting for them."
    told=yes
    sleep 0.1
  done
}

# Every process of a cluster works in its folder.
cluster_has_processes() {
  as_cluster_user find /proc -mindepth 2 -maxdepth 2 -name cwd -lname "$CLUSTER_HOME/cluster" -print 2>/dev/null | grep . >/dev/null
}

# Prints the postmaster's pid when it is alive and serves this folder.
cluster_pid() {
  local pid
  pid=$(head -n 1 -- "$CLUSTER_HOME/cluster/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] \
    && process_has_argument "$pid" "$CLUSTER_HOME/cluster" && printf '%s' "$pid"
}

# process_has_argument PID TEXT: a pid alone proves nothing; numbers are used again.
process_has_argument() { tr '\0' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -xF -- "$2" >/dev/null; }

# One that runs already, left by a killed server, is taken over.
cluster_ensure_running() {
  if [ -z "$(cluster_pid)" ] || ! cluster_await_connections; then cluster_start "$@"; fi
}

# False when it ends instead. After a crash of one of its processes PostgreSQL recovers by itself, which takes a while.
cluster_await_connections() {
  local deadline=$((SECONDS + CLUSTER_START_SECONDS)) told=
  until "$PG_BIN/pg_isready" -q -h "$CLUSTER_SOCKET" -t 2; do
    [ -n "$(cluster_pid)" ] || return 1
    [ "$SECONDS" -lt "$deadline" ] || fail "PostgreSQL runs in $CLUSTER_HOME but takes no connections; see $CLUSTER_HOME/postgresql.log."
    [ -n "$told" ] || say "PostgreSQL in $CLUSTER_HOME recovers from a crash; waiting until it takes connections."
    told=yes
    sleep 0.1
  done
}

cluster_stop() {
  [ -n "$(cluster_pid)" ] || return 0
  as_cluster_user "$PG_BIN/pg_ctl" -D "$CLUSTER_HOME/cluster" -m fast -w -t 60 stop >/dev/null 2>&1 \
    || as_cluster_user "$PG_BIN/pg_ctl" -D "$CLUSTER_HOME/cluster" -m immediate -w stop >/dev/null 2>&1 \
    || fail "PostgreSQL (pid $(cluster_pid)) does not stop; see $CLUSTER_HOME/postgresql.log."
}
