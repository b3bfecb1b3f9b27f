# shellcheck shell=bash
# What the launcher says: steps while it works, one sentence when it cannot.

step() { printf '\n==> %s\n' "$*"; }
say() { printf '%s\n' "$*"; }

# fail SENTENCE: something outside stands in the way; exit 1.
fail() { printf 'homigo: %s\n' "$*" >&2; exit 1; }

# refuse SENTENCE: the command line asks for what is not there; exit 2.
refuse() { printf 'homigo: %s\n' "$*" >&2; exit 2; }

# hint VERB…: a command line of ours that a message can name; it speaks of the same instance.
hint() {
  local folder=
  [ -z "$DATA_GIVEN" ] || printf -v folder ' --data %q' "$DATA"
  printf "'./homigo %s%s'" "$*" "$folder"
}

# last_words TEXT: the line of a program's output that says why it failed, without a PostgreSQL log line's date.
last_words() {
  local reason
  reason=$(grep -E 'FATAL|PANIC|ERROR|error:|\[(error|critical)\]|"(error|critical)"|could not' <<<"$1" | tail -n 1) || true
  [ -n "$reason" ] || reason=$(grep -v '^[[:space:]]*$' <<<"$1" | tail -n 1) || true
  sed -E 's/^[0-9-]+ [0-9:.]+ [A-Z]+ \[[0-9]+\] //' <<<"${reason:-it said nothing}"
}
