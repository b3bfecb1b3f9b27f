# shellcheck shell=bash
# Debian packages: what tools/packages.txt lists and the machine lacks is installed.

PACKAGES_SPACE_MB=3000

# packages_ensure SECTION…
packages_ensure() {
  local wanted missing
  command -v dpkg-query >/dev/null || fail "this is no Debian machine; install what tools/packages.txt lists by other means, or use Debian 12 or 13."
  mapfile -t wanted < <(packages_listed "$@")
  mapfile -t missing < <(packages_missing "${wanted[@]}")
  [ ${#missing[@]} -eq 0 ] || packages_install "${missing[@]}"
}

# One entry a line, alternatives as a|b.
packages_listed() {
  awk -v sections=" $* " '/^\[/ { name = substr($1, 2, length($1) - 2); next }
    NF && !/^#/ && index(sections, " " name " ") { gsub(/[ \t]*\|[ \t]*/, "|"); print $1 }' "$HOMIGO_ROOT/tools/packages.txt"
}

# packages_missing ENTRY…: those of which no alternative is installed.
packages_missing() {
  local entry candidates installed
  IFS="| " read -r -a candidates <<<"$*"
  # dpkg-query complains about names it never heard of, and fails for them; what it prints about the others holds.
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${candidates[@]}" 2>/dev/null | sed -n 's/^installed //p') || true
  for entry in "$@"; do
    grep -xF -- "${entry//|/$'\n'}" <<<"$installed" >/dev/null || printf '%s\n' "$entry"
  done
}

packages_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    packages_require_sudo "$@"
    as_root=(sudo)
  fi
  require_space / "$PACKAGES_SPACE_MB" "Debian packages"
  step "Installing $# Debian packages (tools/packages.txt)"
  packages_refuse_system_cluster "${as_root[@]}"
  case " $* " in *" prometheus "*) packages_refuse_system_prometheus "${as_root[@]}" ;; esac
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)
  # An installation interrupted earlier has to be finished first.
  [ -z "$(dpkg --audit)" ] || "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --configure -a </dev/null \
    || fail "dpkg cannot finish an interrupted installation; see its message above."
  "${apt[@]}" update </dev/null || fail "apt-get update failed; see its message above (is the network reachable?)."
  "${apt[@]}" satisfy -y --no-install-recommends "${@//|/ | }" </dev/null \
    || fail "apt-get could not install the packages; see its message above."
}

packages_require_sudo() {
  local names="$*"
  command -v sudo >/dev/null \
    || fail "these Debian packages are missing and there is no sudo to install them: $names"
  sudo -n true 2>/dev/null && return
  [ -t 0 ] && sudo -v && return
  fail "these Debian packages are missing and sudo does not let this user install them: $names"
}

# Debian's PostgreSQL package makes and starts a cluster of its own when installed; Homigo's is private.
packages_refuse_system_cluster() {
  local settings=/etc/postgresql-common/createcluster.conf
  [ -e "$settings" ] && return
  "$@" mkdir -p "${settings%/*}"
  printf '%s\n' '# Written before PostgreSQL was installed for Homigo, which runs a private cluster.' \
    'create_main_cluster = false' | "$@" tee "$settings" >/dev/null
}

# Debian's package starts a server on port 9090; the tests want its promtool alone. Who has the package already keeps it as it is.
packages_refuse_system_prometheus() {
  local unit=/etc/systemd/system/prometheus.service
  [ ! -e "$unit" ] && [ ! -L "$unit" ] || return 0
  "$@" mkdir -p "${unit%/*}"
  "$@" ln -s /dev/null "$unit"
  say "The Prometheus server does not start by itself ('systemctl unmask prometheus' lets it)."
}
