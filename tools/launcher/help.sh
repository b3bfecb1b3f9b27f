# shellcheck shell=bash
# What each verb takes: ./homigo help for all of them, ./homigo VERB --help for one.

usage() {
  cat <<'TEXT'
usage: ./homigo VERB [options]

  up [--detach] [--port 8080] [--data var] [--no-demo]   build if needed, start PostgreSQL, migrate, serve
  down                        stop the server and PostgreSQL
  restart                     stop the server and start it again in the background
  status                      what runs, and where; exit code 3 when nothing serves
  logs [-n N]                 print the server's last N lines (1000) and follow its log
  config check                judge the settings of homigo.conf without starting anything
  check                       look for rows that contradict each other; exit code 1 when there are some
  psql [ARGUMENTS…]           open the database
  import FILE.csv …           load listings
  generate --listings N --requirements M [--seed S] [--tokens FILE]   add synthetic stock
  bench [WORK …]              measure against the baselines, on an instance of its own
  admin create --email E [--role R]   make an operator; prints the token once
  demo [--tenants N]          play tenants and hosts against the running server
  test [unit|db|api|contract|hot|nightly …]   without names: everything but nightly

Every verb but test takes --data FOLDER (default: var in the project's folder; bench: var-bench).
./homigo VERB --help tells more of one, ./homigo --version which release this is.
TEXT
}

usage_of() {
  case $1 in
    up) cat <<'TEXT' ;;
usage: ./homigo up [--detach] [--port N] [--data FOLDER] [--no-demo]

Builds what is not built, starts a private PostgreSQL in FOLDER, brings its schema up to date and serves. While the
server runs, a PostgreSQL that ends is started again, and the logs stay within their bounds.

  --detach        return as soon as the server is ready; without it Ctrl-C stops everything
  --port N        instead of http.port of FOLDER/homigo.conf (8080)
  --data FOLDER   where everything of this instance lives (default: var in the project's folder)
  --no-demo       load no demo listings; decides for good at the first start
  --nodes 1       more than one node is not part of this release

Exit codes: 0 it serves (or served until it was stopped), 1 something stands in the way, 2 the command line is wrong,
65 the schema is newer than the program, 78 a setting is wrong.
TEXT
    down) cat <<'TEXT' ;;
usage: ./homigo down [--data FOLDER]

Drains the server (20 seconds at most), then stops its PostgreSQL. Fine when nothing runs.
TEXT
    restart) cat <<'TEXT' ;;
usage: ./homigo restart [--port N] [--data FOLDER]

Drains the server, starts it again on the same port (or on N) in the background, and returns when it is ready.
Its PostgreSQL keeps running. Starts it, too, when nothing ran.
TEXT
    status) cat <<'TEXT' ;;
usage: ./homigo status [--data FOLDER]

Tells whether PostgreSQL and the server run, and where. Exit code 0 when the server is ready, 3 otherwise.
TEXT
    logs) cat <<'TEXT' ;;
usage: ./homigo logs [-n N] [--no-follow] [--data FOLDER]

Prints the last N lines of the server's log (default 1000) and those that come, until Ctrl-C or the server's end.

  --no-follow   only what is there
TEXT
    config) cat <<'TEXT' ;;
usage: ./homigo config check [--data FOLDER]

Judges FOLDER/homigo.conf as the server would, without starting anything. Exit code 78 with one sentence when a setting
is wrong.
TEXT
    check) cat <<'TEXT' ;;
usage: ./homigo check [--data FOLDER]

Reads the whole database and tells in one sentence each what cannot be: decisions, swipes and matches that contradict
each other, gaps in sequences, wrong counters, snapshots of others, damaged pages, a schema of another release.
Exit code 0 when nothing was found, 1 otherwise. Changes nothing; may run beside a serving instance.
TEXT
    psql) cat <<'TEXT' ;;
usage: ./homigo psql [--data FOLDER] [ARGUMENTS of psql …]

Opens the database; starts PostgreSQL for as long when it does not run.
TEXT
    generate) cat <<'TEXT' ;;
usage: ./homigo generate --listings N --requirements M [--seed S] [--tokens FILE] [--data FOLDER]

Adds synthetic stock of eight metros by COPY, the same for the same seed; FILE gets access tokens of its people.
TEXT
    bench) cat <<'TEXT' ;;
usage: ./homigo bench [WORK …] [--json] [--listings N] [--requirements M] [--seed S] [--rounds R] [--seconds S]
                      [--entities N] [--sockets N] [--sizes N,N] [--url URL] [--data FOLDER]

Measures against the baselines, on an instance of its own (var-bench): feed, swipe, chat, http, memory, cold-start …
swipe-web, chat-web and http-web compare with fastify and pg, where node (20 or later) and npm are.
TEXT
    admin) cat <<'TEXT' ;;
usage: ./homigo admin create --email ADDRESS [--role super_admin|moderator|support|finance] [--data FOLDER]
       ./homigo admin list [--data FOLDER]
       ./homigo admin token --email ADDRESS [--data FOLDER]
       ./homigo admin revoke --email ADDRESS [--data FOLDER]

create makes an operator and prints the token, once; token prints a new one, which ends the one before; revoke ends the
token and the office; list names who is in office.
TEXT
    demo) cat <<'TEXT' ;;
usage: ./homigo demo [--tenants N] [--data FOLDER]

Plays tenants and hosts against the running server over HTTP and WebSocket, then compares what they saw with the rows.
TEXT
    test) cat <<'TEXT' ;;
usage: ./homigo test [unit|db|api|contract|hot|nightly …]

Builds and runs the named suites; without names everything but nightly. Exit code 0 means that nothing failed.
TEXT
    import) cat <<'TEXT' ;;
usage: ./homigo import FILE.csv … [--place-by-city] [--map THEIRS=OURS …] [--dry-run] [--verbose] [--report FILE] [--data FOLDER]

Loads listings from CSV files; see docs/import.md for columns and options.
TEXT
    *) usage ;;
  esac
}

version() { printf 'Homigo %s\n' "$(cat -- "$HOMIGO_ROOT/VERSION")"; }
