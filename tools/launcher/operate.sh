# shellcheck shell=bash
# The verbs for an instance that exists: down, status, logs, psql, import, generate, admin, demo.

verb_down() {
  local server postgres=
  parse_options "--data" "$@"
  no_arguments
  [ -d "$DATA" ] || { say "Nothing runs on $DATA."; return; }
  data_folder_lock
  server=$(server_pid) || true
  server_stop
  if [ -d "$DATA/postgres" ]; then
    cluster_locate
    postgres=$(cluster_pid) || true
    cluster_stop
  fi
  if [ -n "$server$postgres" ]; then say "Homigo on $DATA has stopped."; else say "Nothing runs on $DATA."; fi
}

# The database stays up; the port stays the same unless another one is named.
verb_restart() {
  parse_options "--data --port" "$@"
  no_arguments
  [ -d "$DATA" ] || fail "there is no instance in $DATA yet; $(hint up) makes one."
  data_folder_prepare
  data_folder_lock
  build_folder_require
  require_server_binary
  [ -n "$PORT" ] || [ -z "$(server_pid)" ] || PORT=$(server_port)
  DEMO= DETACH=yes
  server_stop
  require_free_port "$(wanted_port)"
  trap up_undo EXIT
  trap 'exit 130' INT TERM HUP
  up_database
  server_start "$(wanted_port)"
  up_detached
}

verb_status() {
  local pid port postgres=
  parse_options "--data" "$@"
  no_arguments
  if [ -d "$DATA/postgres" ]; then
    cluster_locate
    postgres=$(cluster_pid) || true
  fi
  say "data        $DATA"
  if [ -n "$postgres" ]; then say "PostgreSQL  runs (pid $postgres), socket in $CLUSTER_SOCKET"; else say "PostgreSQL  stopped"; fi
  pid=$(server_pid) || { say "server      stopped"; exit 3; }
  port=$(server_port)
  if server_is_ready "$port"; then
    say "server      ready (pid $pid) at $(server_url "$port")"
  else
    say "server      runs (pid $pid) but is not ready at $(server_url "$port")"
    exit 3
  fi
}

verb_logs() {
  local pid
  parse_options "--data --no-follow -n" "$@"
  no_arguments
  [ -e "$(server_log)" ] || fail "there is no log in $DATA yet; $(hint up) starts an instance there."
  [ -r "$(server_log)" ] || fail "the log of $DATA belongs to $(stat -c %U -- "$(server_log)"); run $(hint logs) as that user."
  if [ -n "$FOLLOW" ] && pid=$(server_pid); then
    exec tail -n "$LINES_WANTED" -s 0.2 --pid="$pid" -F -- "$(server_log)" 2>/dev/null
  fi
  exec tail -n "$LINES_WANTED" -- "$(server_log)"
}

verb_psql() {
  parse_options "--data *" "$@"
  with_database run_psql
}

# The arguments come last: psql then takes another -U or -d from them.
run_psql() { "$PG_BIN/psql" -h "$CLUSTER_SOCKET" -U homigo -d homigo "${ARGUMENTS[@]}" 9>&-; }

verb_import() {
  parse_options "--data --place-by-city *" "$@"
  local flags=() files=() word i
  for ((i = 0; i < ${#ARGUMENTS[@]}; ++i)); do
    word=${ARGUMENTS[i]}
    case $word in
      --map | --report)
        [ $((++i)) -lt ${#ARGUMENTS[@]} ] || refuse "$word wants a value."
        flags+=("$word" "${ARGUMENTS[i]}") ;;
      --dry-run | --verbose) flags+=("$word") ;;
      -?*) refuse "import knows no option '$word'; './homigo import --help' lists them." ;;
      *) files+=("$word") ;;
    esac
  done
  [ ${#files[@]} -gt 0 ] || refuse "import wants at least one CSV file."
  for word in "${files[@]}"; do [ -r "$word" ] || fail "cannot read $word."; done
  require_server_binary
  with_database run_server_verb import ${PLACE_BY_CITY:+--place-by-city} "${flags[@]}" "${files[@]}"
}

verb_generate() {
  parse_options "--data --listings --requirements --seed --tokens" "$@"
  no_arguments
  [ -n "$LISTINGS$REQUIREMENTS" ] || refuse "generate wants --listings N, --requirements M or both."
  require_server_binary
  with_database run_server_verb generate ${LISTINGS:+--listings "$LISTINGS"} ${REQUIREMENTS:+--requirements "$REQUIREMENTS"} \
    ${SEED:+--seed "$SEED"} ${TOKENS:+--tokens "$TOKENS"}
}

verb_admin() {
  parse_options "--data --email --role" "$@"
  case ${ARGUMENTS[*]} in
    list) [ -z "$EMAIL" ] || refuse "admin list takes no --email." ;;
    create | revoke | token) [ -n "$EMAIL" ] || refuse "admin ${ARGUMENTS[*]} wants --email ADDRESS." ;;
    *) refuse "admin knows the commands create, list, revoke and token; './homigo admin --help' tells what they take." ;;
  esac
  [ -z "$ROLE" ] || [ "${ARGUMENTS[*]}" = create ] || refuse "admin ${ARGUMENTS[*]} takes no --role."
  require_server_binary
  # What is wrong with the address or the role is told before PostgreSQL is started for it.
  [ -z "$EMAIL" ] || "$(server_binary)" admin validate --email "$EMAIL" ${ROLE:+--role "$ROLE"} || exit
  with_database run_server_verb admin "${ARGUMENTS[@]}" ${EMAIL:+--email "$EMAIL"} ${ROLE:+--role "$ROLE"}
}

verb_config() {
  parse_options "--data" "$@"
  [ "${ARGUMENTS[*]}" = check ] || refuse "config knows one command, check; './homigo config --help' tells about it."
  [ -e "$(server_config)" ] || fail "there are no settings in $DATA yet; $(hint up) writes them."
  require_server_binary
  config_check
}

# The server's own sentence and exit code (78) pass through.
config_check() {
  "$(server_binary)" config check --config "$(server_config)" --set "data.folder=$DATA" ${PORT:+--set "http.port=$PORT"} 9>&-
}

# Not through run_server_verb, which would mend the schema that is to be judged.
verb_check() {
  parse_options "--data" "$@"
  no_arguments
  require_server_binary
  with_database run_check
}

run_check() {
  server_settings
  "$(server_binary)" check "${SETTINGS[@]}" 9>&-
}

# The database may be older than the binary when the instance has not been up since an update.
run_server_verb() {
  server_settings
  [ -n "$(server_pid)" ] || "$(server_binary)" migrate "${SETTINGS[@]}" >&2 9>&- || return
  "$(server_binary)" "$@" "${SETTINGS[@]}" 9>&-
}

require_server_binary() {
  build_folder_require
  [ -x "$(server_binary)" ] || fail "the server is not built yet; $(hint up) builds it."
}

verb_demo() {
  parse_options "--data --tenants" "$@"
  no_arguments
  [ -n "$(server_pid)" ] || fail "no server runs on $DATA; $(hint up --detach) starts one."
  packages_ensure demo 9>&-
  cluster_locate
  exec /usr/bin/python3 -B "$HOMIGO_ROOT/bench/demo" --url "$(server_url "$(server_port)")" --database "$(database_conninfo)" \
    ${TENANTS:+--tenants "$TENANTS"}
}
