# shellcheck shell=bash
# The instance's folder (--data): its settings, its log, its lock.

server_config() { printf '%s/homigo.conf' "$DATA"; }
server_log() { printf '%s/log/server.log' "$DATA"; }

data_folder_prepare() {
  local mode=700
  # PostgreSQL's own user must be able to pass through; every secret inside is closed by itself.
  [ "$(id -u)" -ne 0 ] || mode=711
  [ -d "$DATA" ] || install -d -m "$mode" -- "$DATA" 2>/dev/null || fail "the data folder $DATA cannot be made here."
  [ -w "$DATA" ] || fail "the data folder $DATA is not writable for $(id -un); it belongs to $(stat -c %U -- "$DATA")."
  install -d -m 700 -- "$DATA/log" 2>/dev/null || fail "the data folder $DATA has no room or rights for a log."
}

# One start or stop at a time for each data folder; the lock ends with this process. The supervisor, which brings
# PostgreSQL back under a running server, is waited for.
data_folder_lock() {
  # Files of two owners in one instance would hide a running server from one of them.
  [ ! -e "$DATA/lock" ] || [ -O "$DATA/lock" ] || fail "the instance in $DATA belongs to $(stat -c %U -- "$DATA/lock"); run $(hint "$VERB") as that user."
  : 2>/dev/null >>"$DATA/lock" || fail "the data folder $DATA is not writable for $(id -un)."
  exec 9>>"$DATA/lock"
  flock -w 15 9 || fail "another ./homigo is at work on $DATA at this moment."
}

# require_space PATH MEGABYTES WHAT: PATH need not exist yet.
require_space() {
  local place=$1 free
  while [ ! -d "$place" ]; do place=$(dirname -- "$place"); done
  free=$(df -Pm -- "$place" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$2" ] || fail "not enough disk space for $3: $free MB free in $place, $2 MB needed."
}

config_write_if_missing() {
  local file
  file=$(server_config)
  [ ! -e "$file" ] || return 0
  (umask 077 && cat >"$file.new" && mv -- "$file.new" "$file") <<TEXT || fail "cannot write $file."
# Settings of this instance. Written once by ./homigo; edits are kept.
http.address = 127.0.0.1
http.port = 8080
log.format = console
environment = development
providers.mode = sandbox

# ./homigo passes these two itself, from --data; they stand here for homigo_server run by hand.
database.url = $(database_conninfo)
data.folder = $DATA
TEXT
}

# config_value KEY DEFAULT
config_value() {
  local value=
  [ ! -r "$(server_config)" ] || value=$(sed -n "s/^[[:space:]]*${1//./\\.}[[:space:]]*=[[:space:]]*//p" "$(server_config)" | tail -n 1)
  value=${value%%[[:space:]]#*}
  value=${value%"${value##*[![:space:]]}"}
  printf '%s' "${value:-$2}"
}

wanted_port() { printf '%s' "${PORT:-$(config_value http.port 8080)}"; }

# Where a client on this machine reaches the server.
local_address() {
  local address
  address=$(config_value http.address 127.0.0.1)
  case $address in 0.0.0.0 | '') address=127.0.0.1 ;; ::) address=::1 ;; esac
  printf '%s' "$address"
}
