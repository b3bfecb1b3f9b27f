# shellcheck shell=bash
# shellcheck disable=SC2034  # cluster.sh reads what is set here for the throwaway cluster
# The test suites: each runs, and adds what it found to the counts.

TESTS_PASSED=0
TESTS_FAILED=0
SUITES_FAILED=()
SUITE_FOLDER=       # scratch space of this run
TEST_MEMORY_MB=1500 # what a cluster in memory wants free

# count_suite NAME EXIT_CODE PASSED FAILED: a suite that broke without naming a test counts as one failure.
count_suite() {
  local failed=$4
  [ "$2" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  TESTS_PASSED=$((TESTS_PASSED + $3))
  TESTS_FAILED=$((TESTS_FAILED + failed))
  [ "$failed" -eq 0 ] || SUITES_FAILED+=("$1")
  say "$1: $3 passed, $failed failed"
}

# boost_suite NAME BINARY [VARIABLE=VALUE…]
boost_suite() {
  local name=$1 binary=$2 report=$SUITE_FOLDER/report.xml code=0
  shift 2
  step "Tests: $name"
  rm -f -- "$report"
  (cd "$HOMIGO_ROOT" && env "$@" "$binary" --report_level=short --report_format=XML --report_sink="$report" 9>&-) || code=$?
  count_suite "$name" "$code" "$(($(xml_number "$report" test_cases_passed) + $(xml_number "$report" test_cases_passed_with_warnings)))" \
    "$(xml_number "$report" test_cases_failed)"
}

# pytest_suite NAME MARKERS SERVER_BINARY
pytest_suite() {
  local name=$1 report=$SUITE_FOLDER/report.xml code=0 tests failed
  step "Tests: $name"
  rm -f -- "$report"
  (cd "$HOMIGO_ROOT" && HOMIGO_BINARY=$3 exec /usr/bin/python3 -m pytest tests/api -q -m "$2" --junitxml="$report") || code=$?
  failed=$(($(xml_number "$report" failures) + $(xml_number "$report" errors)))
  tests=$(($(xml_number "$report" tests) - $(xml_number "$report" skipped)))
  count_suite "$name" "$code" "$((tests > failed ? tests - failed : 0))" "$failed"
}

# xml_number FILE ATTRIBUTE: its first value, 0 when there is none.
xml_number() {
  local value
  value=$(grep -o " $2=\"[0-9]*\"" "$1" 2>/dev/null | head -n 1 | tr -dc 0-9) || true
  printf '%s' "${value:-0}"
}

# A throwaway cluster; what it holds is worthless after the run, so it need not survive a crash.
db_suite() {
  local folder base=/dev/shm owner
  [ "$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')" -ge "$TEST_MEMORY_MB" ] 2>/dev/null || base=${TMPDIR:-/tmp}
  folder=$(mktemp -d "$base/homigo-db.XXXXXX") || fail "no folder can be made in $base."
  owner=$(id -un)
  [ "$(id -u)" -ne 0 ] || owner=postgres
  chown "$owner" -- "$folder"
  TEST_CLUSTER=$folder
  CLUSTER_HOME=$folder CLUSTER_USER=$owner
  cluster_find_programs "$folder"
  cluster_find_socket_folder
  # In a subshell: a cluster that does not start fails this suite, not the whole run.
  if (cluster_start "fsync = off" "synchronous_commit = off" "full_page_writes = off"); then
    boost_suite "$1" "$2" "HOMIGO_TEST_DATABASE=$(conninfo postgres postgres)"
  else
    count_suite "$1" 1 0 0
  fi
  db_suite_clean
}

db_suite_clean() {
  [ -n "${TEST_CLUSTER:-}" ] || return 0
  cluster_stop
  rm -rf -- "$TEST_CLUSTER"
  TEST_CLUSTER=
}

# The main flow as a phone would do it, when the script and a node that can run it are there.
main_flow_suite() {
  local script=${HOMIGO_MAIN_FLOW:-$HOMIGO_ROOT/../shared/accept/main_flow.mjs} port code=0 said=$SUITE_FOLDER/main_flow.txt data=$SUITE_FOLDER/main_flow
  [ -e "$script" ] || { say "main flow: skipped, its script is not beside the project"; return; }
  node --experimental-websocket -e 0 >/dev/null 2>&1 || { say "main flow: skipped, there is no node with --experimental-websocket"; return; }
  step "Tests: main flow"
  port=$(free_port)
  { "$HOMIGO_ROOT/homigo" up --detach --no-demo --port "$port" --data "$data" 9>&- \
    && node --experimental-websocket "$script" "http://127.0.0.1:$port" | tee "$said" | sed -u '/^[0-9]* passed, [0-9]* failed$/d'; } || code=$?
  "$HOMIGO_ROOT/homigo" down --data "$data" 9>&- || code=$?
  [ ! -L "$data/postgres" ] || rm -rf -- "$(realpath -- "$data/postgres")"
  count_suite "main flow" "$code" "$(count_lines '^ok ' "$said")" "$(count_lines '^FAIL ' "$said")"
}

# The served contract under its linters, and the main flow through a client that is generated from it.
contract_suite() {
  local port code=0 said=$SUITE_FOLDER/contract.txt data=$SUITE_FOLDER/contract
  step "Tests: contract"
  command -v npm >/dev/null || packages_ensure contract
  port=$(free_port)
  { "$HOMIGO_ROOT/homigo" up --detach --no-demo --port "$port" --data "$data" 9>&- \
    && "$HOMIGO_ROOT/tests/contract/check.sh" "http://127.0.0.1:$port" | tee "$said"; } || code=$?
  "$HOMIGO_ROOT/homigo" down --data "$data" 9>&- || code=$?
  [ ! -L "$data/postgres" ] || rm -rf -- "$(realpath -- "$data/postgres")"
  count_suite "contract" "$code" "$(count_lines '^ok ' "$said")" "$(count_lines '^FAIL ' "$said")"
}

count_lines() { if [ -e "$2" ]; then grep -c -- "$1" "$2" || true; else printf 0; fi; }

free_port() {
  local port
  while port=$((RANDOM % 12000 + 20000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  printf '%s' "$port"
}

# check_suite NAME COMMAND…: one check, passed or failed.
check_suite() {
  local name=$1 code=0
  shift
  step "Check: $name"
  (cd "$HOMIGO_ROOT" && "$@") || code=$?
  count_suite "$name" "$code" "$((code == 0))" 0
}

# By the release that tools/packages.txt names first: each formats a little otherwise.
check_format() {
  local files program
  program=$(packages_listed test | sed -n 's,^\(clang-format-[0-9]*\).*,\1,p')
  command -v "$program" >/dev/null || { say "skipped: $program is not installed"; return 0; }
  mapfile -t files < <(find . \( -path ./build -o -path ./var -o -path ./.git \) -prune -o \( -name '*.hpp' -o -name '*.cpp' \) -print)
  [ ${#files[@]} -eq 0 ] || "$program" --dry-run -Werror "${files[@]}"
}
