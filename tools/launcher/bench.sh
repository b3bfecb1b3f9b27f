# shellcheck shell=bash
# bench: a private instance with generated stock, the baselines' own database beside it, and the load client.

BENCH_LISTINGS=1000000   # the figures of bench/README.md are about so many
BENCH_SEED=1
BENCH_SPACE_MB=12000

BENCH_SIZES=10000,100000,1000000   # of feed-growth, each on an instance of its own

verb_bench() {
  local own=
  # A user's instance is never touched unless it is named.
  DATA=$HOMIGO_ROOT/var-bench
  parse_options "--data --url --listings --requirements --seed --rounds --seconds --entities --sockets --sizes --json" "$@"
  [ "$DATA" != "$HOMIGO_ROOT/var-bench" ] || own=yes
  LISTINGS=${LISTINGS:-$BENCH_LISTINGS}
  REQUIREMENTS=${REQUIREMENTS:-$(((LISTINGS + 3) / 4))}
  SEED=${SEED:-$BENCH_SEED}
  SIZES=${SIZES:-$BENCH_SIZES}
  exec 3>&1 1>&2   # the figures alone go to standard output
  if [[ " ${ARGUMENTS[*]} " == *" feed-growth "* ]]; then
    [[ ${#ARGUMENTS[@]} -eq 1 && -z $URL ]] || refuse "feed-growth goes alone, without --url."
    bench_growth
    return
  fi
  bench_prepare "$own"
  bench_stock
  NODE=
  bench_web 9>&-
  bench_run
}

# The median time of a feed that is asked for alone, as the stock grows.
bench_growth() {
  local listings folder p50 steps=()
  for listings in ${SIZES//,/ }; do
    folder=$DATA-growth-$listings
    [ "$listings" != "$BENCH_LISTINGS" ] || folder=$DATA
    p50=$("$HOMIGO_ROOT/homigo" bench feed-alone --json --data "$folder" --listings "$listings" --seed "$SEED" \
      ${SECONDS_EACH:+--seconds "$SECONDS_EACH"} | sed -n 's/.*"p50_ms":\([0-9.]*\),"p99_ms".*/\1/p') || exit
    [ -n "$p50" ] || fail "the feed of $listings listings was not measured."
    steps+=(--grown "$listings:$p50")
  done
  "$(build_folder)/bench/homigo_bench" "${steps[@]}" ${JSON:+--json} 1>&3
}

bench_prepare() {
  data_folder_prepare
  data_folder_lock
  [ -z "$1" ] || require_space "$DATA" "$BENCH_SPACE_MB" "the stock"
  packages_ensure run 9>&-
  build release homigo_server homigo_bench homigo_hello 9>&-
  trap bench_undo EXIT
  trap 'exit 130' INT TERM HUP
  DEMO=
  BENCH_CLUSTER_RAN=
  umask 077
  cluster_locate
  [ -z "$(cluster_pid)" ] || BENCH_CLUSTER_RAN=yes
  config_write_if_missing
  [ -n "$URL" ] || [ -z "$(server_pid)" ] || fail "a server runs on $DATA; $(hint down) stops it, --url measures it."
  cluster_ensure_running
  database_prepare
  database_migrate
  database_load_demo
  bench_make_baseline
}

bench_undo() {
  trap '' INT TERM HUP
  [ -z "$CLUSTER_SOCKET" ] || [ -n "$BENCH_CLUSTER_RAN" ] || cluster_stop
}

bench_make_baseline() {
  local said
  said=$(as_cluster_user "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$CLUSTER_SOCKET" -U postgres -d postgres 2>&1 <<'SQL'
SELECT 'CREATE DATABASE homigo_baseline OWNER homigo' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'homigo_baseline') \gexec
SQL
  ) || fail "the baselines' database could not be made: $(last_words "$said")"
}

bench_tokens() { printf '%s/tokens-%s-%s-%s.csv' "$DATA" "$SEED" "$LISTINGS" "$REQUIREMENTS"; }

# The token file is written last: where it is, the stock is.
bench_stock() {
  [ ! -e "$(bench_tokens)" ] || return 0
  step "Generating $LISTINGS listings and $REQUIREMENTS requirements"
  server_settings
  "$(server_binary)" generate --listings "$LISTINGS" --requirements "$REQUIREMENTS" --seed "$SEED" --tokens "$(bench_tokens)" "${SETTINGS[@]}" 9>&-
}

# Where nothing asks for it, no npm is needed either.
bench_wants_web() { [[ ${#ARGUMENTS[@]} -eq 0 || " ${ARGUMENTS[*]} " == *-web\ * ]]; }

# The web stack that the works *-web compare with; where it cannot be had, the others are measured all the same.
bench_web() {
  bench_wants_web || return 0
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    say "Nothing is compared with a web stack: that wants node (20 or later) and npm, which are not both here."
  elif ! "$HOMIGO_ROOT/tools/npm_packages.sh" "$HOMIGO_ROOT/bench/web"; then
    say "Nothing is compared with a web stack: npm could not install what bench/web/package-lock.json names."
  else
    NODE=$(command -v node)
  fi
}

bench_run() {
  local arguments=() word code=0
  server_settings
  if [ -n "$URL" ]; then
    arguments+=(--url "$URL")
  else
    arguments+=(--server "$(server_binary)")
    for word in "${SETTINGS[@]}"; do arguments+=(--server-argument "$word"); done
  fi
  arguments+=(--tokens "$(bench_tokens)" --database "$(database_conninfo)" --baseline "$(conninfo homigo_baseline homigo)"
    --pgbench "$PG_BIN/pgbench" --hello "$(build_folder)/bench/homigo_hello" --folder "$HOMIGO_ROOT/bench" ${NODE:+--node "$NODE"}
    ${JSON:+--json} ${ROUNDS:+--rounds "$ROUNDS"} ${SECONDS_EACH:+--seconds "$SECONDS_EACH"}
    ${ENTITIES:+--entities "$ENTITIES"} ${SOCKETS:+--sockets "$SOCKETS"})
  # Sockets by the thousand, at both ends; what the system does not allow is not asked for.
  ulimit -n 65536 2>/dev/null || true
  step "Measuring"
  "$(build_folder)/bench/homigo_bench" "${ARGUMENTS[@]}" "${arguments[@]}" 1>&3 3>&- 9>&- || code=$?
  exit "$code"
}
