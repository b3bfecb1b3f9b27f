# shellcheck shell=bash
# What the launcher says: steps while it works, one sentence when it cannot.

step() { printf '\n==> %s\n' "$*"; }
say() { printf '%s\n' "$*"; }

# fail SENTENCE: something outside stands in the way; exit 1.
fail() { printf 'homigo: %s\n' "$*" >&2; exit 1; }

# refuse SENTENCE: the command line asks for what is not there; exit 2.
refuse() { printf 'homigo: %s\n' "$*" >&2; exit 2; }

usage() {
  cat <<'TEXT'
usage: ./homigo VERB [options]

  up [--detach] [--port 8080] [--data var] [--no-demo]   build if needed, start PostgreSQL, migrate, serve
  down                        stop the server and PostgreSQL
  status                      what runs, and where; exit code 3 when nothing serves
  logs                        print the server's log and follow it
  psql [ARGUMENTS…]           open the database
  import FILE.csv … [--place-by-city]   load listings
  generate --listings N --requirements M [--seed S] [--tokens FILE]   add synthetic stock
  bench [WORK …] [--json] [--listings N] [--rounds R] [--seconds S]   measure against the baselines, on an instance of its own
  admin create --email E      make an operator; prints the token once
  demo [--tenants N]          play tenants and hosts against the running server
  test [unit|db|api|hot|nightly …]   without names: everything but nightly

Every verb but test takes --data FOLDER (default: var in the project's folder; bench: var-bench).
TEXT
}

# last_words TEXT: the line of a program's output that says why it failed, without a PostgreSQL log line's date.
last_words() {
  local reason
  reason=$(grep -E 'FATAL|PANIC|ERROR|error:|\[(error|critical)\]|"(error|critical)"|could not' <<<"$1" | tail -n 1) || true
  [ -n "$reason" ] || reason=$(grep -v '^[[:space:]]*$' <<<"$1" | tail -n 1) || true
  sed -E 's/^[0-9-]+ [0-9:.]+ [A-Z]+ \[[0-9]+\] //' <<<"${reason:-it said nothing}"
}
