# shellcheck shell=bash
# The server process: start, readiness, stop.

READY_SECONDS=120   # the feed index is loaded before the first request
DRAIN_SECONDS=20    # after that a stopping server is killed
SERVER_PORT=

# Prints the pid of this instance's server when it is alive. The file holds pid and port.
server_pid() {
  local pid port
  { read -r pid port <"$DATA/server.pid"; } 2>/dev/null || return 1
  [ -n "$port" ] && process_has_argument "$pid" "$(server_config)" && process_has_argument "$pid" serve && printf '%s' "$pid"
}

server_port() { awk '{ print $2 }' "$DATA/server.pid" 2>/dev/null; }
server_url() {
  local address
  address=$(local_address)
  case $address in *:*) address="[$address]" ;; esac
  printf 'http://%s:%s' "$address" "$1"
}

require_free_port() {
  local lowest
  lowest=$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || printf 1024)
  [ "$(id -u)" -eq 0 ] || [ "$1" -ge "$lowest" ] || fail "port $1 is for root alone on this machine; choose one from $lowest with --port."
  ! (exec 3<>"/dev/tcp/$(local_address)/$1") 2>/dev/null || fail "port $1 is taken by another program; choose one with --port."
}

# server_start PORT: in a session of its own, so that Ctrl-C reaches the launcher alone, which then drains the server.
server_start() {
  local log
  log=$(server_log)
  SERVER_PORT=$1
  step "Starting the server on port $1"
  [ "$(stat -c %s -- "$log" 2>/dev/null || printf 0)" -lt 67108864 ] || mv -- "$log" "$log.1"
  SERVER_LOG_BEGAN=$(($(stat -c %s -- "$log" 2>/dev/null || printf 0) + 1))
  server_settings
  (umask 077 && exec setsid "$(server_binary)" serve "${SETTINGS[@]}" --set "http.port=$1" --set "log.file=$log") >>"$log" 2>&1 </dev/null 9>&- &
  SERVER_CHILD=$!
  printf '%s %s\n' "$SERVER_CHILD" "$1" >"$DATA/server.pid"
}

# server_is_ready PORT: asks /readyz; curl may not be there.
server_is_ready() {
  local line=
  {
    exec 3<>"/dev/tcp/$(local_address)/$1" || return 1
    printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    IFS= read -r -t 2 line <&3 || true
    exec 3>&-
  } 2>/dev/null
  [[ $line == HTTP/1.?' 200'* ]]
}

server_await_ready() {
  local deadline=$((SECONDS + READY_SECONDS)) code=0
  until server_is_ready "$SERVER_PORT"; do
    if ! kill -0 "$SERVER_CHILD" 2>/dev/null || [ "$(process_state "$SERVER_CHILD")" = Z ]; then
      wait "$SERVER_CHILD" || code=$?
      rm -f -- "$DATA/server.pid"
      printf 'homigo: the server ended before it was ready: %s\n' "$(last_words "$(server_log_of_this_start)")" >&2
      [ "$code" -ne 0 ] || code=1
      exit "$code"
    fi
    [ "$SECONDS" -lt "$deadline" ] || { server_stop; fail "the server was not ready within $READY_SECONDS s: $(last_words "$(server_log_of_this_start)") (all of it: $(server_log))"; }
    sleep 0.05
  done
}

# server_await_back PID: one that runs already, and has lost its database for a while.
server_await_back() {
  local deadline=$((SECONDS + READY_SECONDS))
  until server_is_ready "$SERVER_PORT"; do
    [ -n "$(server_pid)" ] || fail "the server (pid $1) has ended meanwhile; see $(server_log)."
    [ "$SECONDS" -lt "$deadline" ] || fail "the server (pid $1) was not ready again within $READY_SECONDS s; see $(server_log)."
    sleep 0.05
  done
}

process_state() { sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null; }
server_log_of_this_start() { tail -c "+$SERVER_LOG_BEGAN" -- "$(server_log)"; }

# SIGTERM drains; whoever does not end in time is killed.
server_stop() {
  local pid deadline=$((SECONDS + DRAIN_SECONDS))
  pid=$(server_pid) || { rm -f -- "$DATA/server.pid"; return 0; }
  kill -TERM "$pid" 2>/dev/null || true
  while [ -n "$(server_pid)" ] && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.1; done
  if [ -n "$(server_pid)" ]; then
    say "The server did not end within $DRAIN_SECONDS s and is killed."
    kill -KILL "$pid" 2>/dev/null || true
    while [ -n "$(server_pid)" ]; do sleep 0.1; done
  fi
  rm -f -- "$DATA/server.pid"
}

server_announce() {
  local url
  url=$(server_url "$1")
  cat <<TEXT

Homigo serves at $url
  API        $url/api/v1
  OpenAPI    $url/api/v1/openapi.json
  ready      $url/readyz
  metrics    $url/metrics
  data       $DATA
TEXT
}
