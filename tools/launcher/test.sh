# shellcheck shell=bash
# test: chooses the suites, builds what they need, sums up.

verb_test() {
  local suite suites=("$@")
  for suite in "$@"; do
    case $suite in
      unit | db | api | contract | hot | nightly) ;;
      cluster | browser | fuzz) refuse "the suite '$suite' does not exist in this release." ;;
      *) refuse "unknown suite '$suite'." ;;
    esac
  done
  packages_ensure run demo test
  SUITE_FOLDER=$(mktemp -d)
  trap 'db_suite_clean; rm -rf -- "$SUITE_FOLDER"' EXIT
  trap 'exit 130' INT TERM HUP
  if [ $# -eq 0 ]; then
    build release
    suites=(includes format docs unit db api contract hot main_flow)
  fi
  for suite in "${suites[@]}"; do "test_$suite"; done
  test_summary
}

test_includes() { check_suite "includes" sh -c 'python3 tools/check_includes.py --self-test && python3 tools/check_includes.py'; }
test_docs() { check_suite "docs" sh -c 'python3 tools/check_docs.py --self-test && python3 tools/check_docs.py'; }
test_format() { check_suite "format" check_format; }
test_main_flow() { main_flow_suite; }

test_unit() {
  build release homigo_unit_tests
  boost_suite unit "$(build_folder)/tests/unit/homigo_unit_tests"
}

test_db() {
  build release homigo_db_tests
  db_suite db "$(build_folder)/tests/db/homigo_db_tests"
}

test_api() {
  build release homigo_server
  pytest_suite api "not nightly" "$(server_binary)"
}

test_contract() {
  build release homigo_server
  contract_suite
}

test_hot() {
  build release homigo_hot_functions
  check_suite "hot functions" sh -c 'python3 tools/hot_functions.py --self-test && python3 tools/hot_functions.py "$1"' sh \
    "$(build_folder)/tests/hot/homigo_hot_functions"
}

# The same suites under the sanitizers, then the long ones on the release build.
test_nightly() {
  export LSAN_OPTIONS=suppressions=$HOMIGO_ROOT/tests/support/leaks_of_libraries.supp:print_suppressions=0
  export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 TSAN_OPTIONS=halt_on_error=1
  build asan
  boost_suite "unit (ASan, UBSan)" "$(build_folder asan)/tests/unit/homigo_unit_tests"
  db_suite "db (ASan, UBSan)" "$(build_folder asan)/tests/db/homigo_db_tests"
  pytest_suite "api (ASan, UBSan)" "not nightly" "$(server_binary asan)"
  build_configure tsan
  if build_has_target tsan homigo_tsan_tests; then
    build tsan homigo_tsan_tests
    boost_suite "actors (TSan)" "$(find "$(build_folder tsan)" -name homigo_tsan_tests -type f | head -n 1)"
  else
    say "TSan: skipped, there is no target homigo_tsan_tests"
  fi
  build release homigo_server
  pytest_suite "nightly" "nightly" "$(server_binary)"
}

test_summary() {
  step "Summary"
  [ ${#SUITES_FAILED[@]} -eq 0 ] || printf 'failed: %s\n' "${SUITES_FAILED[@]}"
  say "$TESTS_PASSED passed, $TESTS_FAILED failed"
  [ "$TESTS_FAILED" -eq 0 ] || exit 1
}
