# shellcheck shell=bash
# Building with CMake and Ninja. HOMIGO_BUILD_DIR names a folder of binaries built elsewhere: then nothing is built.

BUILD_SPACE_MB=3000
MEMORY_PER_COMPILER_MB=1200

# Silent when it is not set.
build_folder_require() {
  [ -n "${HOMIGO_BUILD_DIR:-}" ] || return 0
  HOMIGO_BUILD_DIR=$(realpath -m -- "$HOMIGO_BUILD_DIR")
  [ -d "$HOMIGO_BUILD_DIR" ] || fail "HOMIGO_BUILD_DIR names $HOMIGO_BUILD_DIR, which is no folder."
  [ -x "$HOMIGO_BUILD_DIR/app/homigo_server" ] || fail "HOMIGO_BUILD_DIR names $HOMIGO_BUILD_DIR, which holds no program app/homigo_server."
}

build_folder() { printf '%s' "${HOMIGO_BUILD_DIR:-$HOMIGO_ROOT/build/${1:-release}}"; }
server_binary() { printf '%s/app/homigo_server' "$(build_folder "${1:-release}")"; }

# build PRESET TARGET…: without targets, all. Silent and quick when nothing has changed.
build() {
  local preset=$1 folder
  shift
  [ -z "${HOMIGO_BUILD_DIR:-}" ] || return 0
  folder=$(build_folder "$preset")
  if build_is_configured "$folder" && ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then return 0; fi
  require_space "$HOMIGO_ROOT" "$BUILD_SPACE_MB" "the build"
  build_configure "$preset"
  step "Building ($preset${*:+: $*})"
  NINJA_STATUS='[%f/%t, %es] ' ninja -C "$folder" -j "$(build_jobs)" "$@" || fail "the build failed; see the compiler's message above."
}

build_configure() {
  [ -z "${HOMIGO_BUILD_DIR:-}" ] && ! build_is_configured "$(build_folder "$1")" || return 0
  step "Configuring ($1)"
  (cd "$HOMIGO_ROOT" && cmake --fresh --preset "$1") || fail "cmake could not configure the build; see its message above."
}

# A build folder that came along with a moved project still names the old place.
build_is_configured() {
  [ -e "$1/build.ninja" ] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$HOMIGO_ROOT" "$1/CMakeCache.txt" 2>/dev/null
}

# As many compilers as there are processors, fewer where memory would not hold them.
build_jobs() {
  local processors by_memory
  processors=$(nproc)
  by_memory=$(awk -v each="$MEMORY_PER_COMPILER_MB" '/^MemAvailable/ { print int($2 / 1024 / each) }' /proc/meminfo)
  [ "${by_memory:-1}" -ge 1 ] || by_memory=1
  [ "$by_memory" -lt "$processors" ] && printf '%s' "$by_memory" || printf '%s' "$processors"
}

build_has_target() { [ -n "${HOMIGO_BUILD_DIR:-}" ] || ninja -C "$(build_folder "$1")" -t targets all 2>/dev/null | grep "^$2:" >/dev/null; }
