# shellcheck shell=bash
# up: from whatever is there to a serving instance.

verb_up() {
  parse_options "--detach --port --data --nodes --no-demo" "$@"
  no_arguments
  data_folder_prepare
  data_folder_lock
  build_folder_require
  up_refuse_second
  require_free_port "$(wanted_port)"
  # A daemon that a package starts must not inherit the lock.
  packages_ensure run 9>&-
  cluster_find_programs "$DATA/postgres"
  build release homigo_server 9>&-
  # Whatever fails from here on leaves no process behind.
  trap up_undo EXIT
  trap 'exit 130' INT TERM HUP
  up_database
  server_start "$(wanted_port)"
  if [ -n "$DETACH" ]; then up_detached; else up_foreground; fi
}

up_database() {
  umask 077
  cluster_locate
  config_write_if_missing
  config_check >/dev/null || exit
  cluster_ensure_running
  database_prepare
  database_migrate
  database_load_demo
}

up_refuse_second() {
  local pid
  pid=$(server_pid) || return 0
  cluster_locate
  [ -z "$(cluster_pid)" ] || fail "Homigo already runs on $DATA (pid $pid, $(server_url "$(server_port)")); $(hint down) stops it."
  cluster_start
  say "PostgreSQL had ended under the running server, and runs again."
  supervisor_start
  SERVER_PORT=$(server_port)
  server_await_back "$pid"
  server_announce "$SERVER_PORT"
  exit 0
}

up_undo() {
  trap '' INT TERM HUP
  if [ -n "${SERVER_CHILD:-}" ]; then
    kill -TERM "$SERVER_CHILD" 2>/dev/null || true
    server_stop
  fi
  [ -z "$CLUSTER_SOCKET" ] || cluster_stop
}

up_detached() {
  server_await_ready
  supervisor_start
  trap - EXIT
  disown "$SERVER_CHILD"
  server_announce "$SERVER_PORT"
  say "It runs in the background: $(hint logs) follows it, $(hint down) stops it."
}

# The log goes to the terminal; Ctrl-C or SIGTERM drains the server, then PostgreSQL stops.
up_foreground() {
  local code=0 follower
  server_await_ready
  supervisor_start
  server_announce "$SERVER_PORT"
  say "Ctrl-C stops it."
  setsid tail -c "+$SERVER_LOG_BEGAN" -s 0.2 --pid="$SERVER_CHILD" -F -- "$(server_log)" 9>&- &
  follower=$!
  flock -u 9
  trap 'up_interrupted=yes' INT TERM HUP
  up_interrupted=
  wait "$SERVER_CHILD" || code=$?
  if [ -n "$up_interrupted" ]; then
    code=0
    trap '' INT TERM HUP
    say "Stopping…"
    server_stop
    wait "$SERVER_CHILD" || code=$?
  fi
  wait "$follower" || true
  trap - EXIT
  up_stop_cluster_after "$code"
}

# 'down' may be at work at the same time, and somebody may have started again since: only an abandoned cluster is stopped.
up_stop_cluster_after() {
  flock -w 60 9 || true
  if [ -z "$(server_pid)" ]; then
    rm -f -- "$DATA/server.pid"
    cluster_stop
    say "Homigo and its PostgreSQL have stopped."
  fi
  exit "$1"
}
