# shellcheck shell=bash
# supervise, which `up` starts beside the server: while the server lives, its PostgreSQL is started again when it has
# ended, and PostgreSQL's log keeps its bound. Ends with the server; `down` is never contradicted, because whoever holds
# the folder's lock is left alone.

SUPERVISE_LONGEST_PAUSE=8   # seconds between two attempts, for instance while the disk is full
SUPERVISE_LOOK=0.25         # seconds between two cheap looks, which start no process
SUPERVISE_FULL_ROUND=20     # cheap looks between two thorough ones

supervisor_start() {
  setsid "$HOMIGO_ROOT/homigo" supervise --data "$DATA" </dev/null >/dev/null 2>&1 9>&- &
  disown "$!"
}

verb_supervise() {
  parse_options "--data" "$@"
  exec 8>>"$DATA/supervisor.lock"
  flock -n 8 || exit 0
  trap '' HUP INT
  exec 7<> <(:)   # never has anything to read: a pause without a process
  cluster_locate
  SUPERVISE_PAUSE=1
  while [ -n "$(server_pid)" ]; do
    supervise_while_quiet
    if [ -n "$(cluster_pid)" ]; then log_keep_bound "$CLUSTER_HOME/postgresql.log"; else supervise_bring_back; fi
  done
}

supervise_while_quiet() {
  local round
  for ((round = 0; round < SUPERVISE_FULL_ROUND; round++)); do
    read -r -t "$SUPERVISE_LOOK" -u 7 || true
    [ -e "$DATA/server.pid" ] && cluster_seems_alive || return 0
  done
}

# Under the lock, so that a `down` or `up` that is at work finishes first.
supervise_bring_back() {
  local said
  exec 9>>"$DATA/lock"
  if flock -w 60 9 && [ -n "$(server_pid)" ] && [ -z "$(cluster_pid)" ]; then
    supervise_tell "PostgreSQL has ended under the running server and is started again."
    if said=$(cluster_start 2>&1 7>&- 8>&-); then
      supervise_tell "PostgreSQL runs again."
      SUPERVISE_PAUSE=1
    else
      supervise_tell "${said##*$'\n'}"
      exec 9>&-
      sleep "$SUPERVISE_PAUSE" 7>&- 8>&-
      SUPERVISE_PAUSE=$((SUPERVISE_PAUSE * 2 > SUPERVISE_LONGEST_PAUSE ? SUPERVISE_LONGEST_PAUSE : SUPERVISE_PAUSE * 2))
    fi
  fi
  exec 9>&-
}

# Into the server's log, where whoever looks for a reason reads; what stays as it is is told once.
supervise_tell() {
  [[ $1 != "${SUPERVISE_TOLD:-}" && $1 != "${SUPERVISE_TOLD_BEFORE:-}" ]] || return 0
  SUPERVISE_TOLD_BEFORE=${SUPERVISE_TOLD:-}
  SUPERVISE_TOLD=$1
  [ "$1" != "PostgreSQL runs again." ] || SUPERVISE_TOLD='' SUPERVISE_TOLD_BEFORE=''
  printf '%s warn  supervisor: %s\n' "$(date -u '+%F %T.%3N')" "$1" >>"$(server_log)"
}

# Without processes of its own, for each second: the postmaster's program name stands in its command line.
cluster_seems_alive() {
  local pid program
  { read -r pid <"$CLUSTER_HOME/cluster/postmaster.pid" && IFS= read -r -d '' program <"/proc/$pid/cmdline"; } 2>/dev/null || return 1
  [[ $program == */postgres ]]
}

# log_keep_bound FILE: copies it aside and empties it. Its writer appends, so that it goes on at the beginning.
log_keep_bound() {
  local limit
  limit=$(($(config_value log.file_megabytes 64) * 1048576)) 2>/dev/null || limit=67108864
  [ "$(stat -c %s -- "$1" 2>/dev/null || printf 0)" -ge "$limit" ] || return 0
  as_cluster_user sh -c 'mv -f -- "$1.1" "$1.2" 2>/dev/null; cp -- "$1" "$1.1" && : >"$1"' sh "$1"
}
