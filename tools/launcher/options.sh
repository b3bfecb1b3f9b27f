# shellcheck shell=bash
# shellcheck disable=SC2034  # the other parts read them
# Command-line flags, the same in every verb: each sets one of these.
DATA=$HOMIGO_ROOT/var   # absolute path of the instance's folder
DATA_GIVEN=             # --data was on the command line
PORT=                   # empty: http.port of the instance's homigo.conf
DETACH=
DEMO=yes
TENANTS=
EMAIL=
ROLE=
FOLLOW=yes
LINES_WANTED=1000
PLACE_BY_CITY=
LISTINGS=
REQUIREMENTS=
SEED=
TOKENS=
URL=
JSON=
ROUNDS=
SECONDS_EACH=
ENTITIES=
SOCKETS=
SIZES=                  # as 2000,20000
ARGUMENTS=()            # what is no flag

# parse_options "FLAG …" ARG…: takes the named flags; with "*" among them unknown ones pass into ARGUMENTS.
parse_options() {
  local allowed=" $1 " flag value
  shift
  while [ $# -gt 0 ]; do
    flag=$1
    shift
    case $flag in
      --help) usage_of "$VERB"; exit 0 ;;
      --) ARGUMENTS+=("$@"); return ;;
      --*=*) value=${flag#*=}; set -- "$value" "$@"; flag=${flag%%=*} ;;
      -?*) ;;
      *) ARGUMENTS+=("$flag"); continue ;;
    esac
    if [[ $allowed != *" $flag "* ]]; then
      [[ $allowed == *" * "* ]] || refuse "$VERB knows no option '$flag'; './homigo $VERB --help' lists them."
      ARGUMENTS+=("$flag")
      continue
    fi
    case $flag in
      --detach) DETACH=yes; continue ;;
      --no-demo) DEMO=; continue ;;
      --no-follow) FOLLOW=; continue ;;
      --json) JSON=yes; continue ;;
      --place-by-city) PLACE_BY_CITY=yes; continue ;;
    esac
    [[ $# -gt 0 && $1 != --?* ]] || refuse "$flag wants a value."
    set_option "$flag" "$1"
    shift
  done
}

set_option() {
  case $1 in
    --data)
      [ -n "$2" ] || refuse "--data wants a folder."
      DATA=$(realpath -m -- "$2" 2>/dev/null) || refuse "--data wants a folder, and there can be none called '$2'."
      DATA_GIVEN=yes
      refuse_a_file "$DATA" ;;
    -n) [[ $2 =~ ^[0-9]{1,7}$ ]] || refuse "-n wants a whole number of lines, not '$2'."; LINES_WANTED=$2 ;;
    --port) require_number "$1" "$2" 65535; PORT=$2 ;;
    --tenants) require_number "$1" "$2" 100000; TENANTS=$2 ;;
    --email) EMAIL=$2 ;;
    --role) ROLE=$2 ;;
    --listings) require_number "$1" "$2" 50000000; LISTINGS=$2 ;;
    --requirements) require_number "$1" "$2" 50000000; REQUIREMENTS=$2 ;;
    --seed) require_number "$1" "$2" 999999999; SEED=$2 ;;
    --url) [ -n "$2" ] || refuse "--url wants an address."; URL=$2 ;;
    --rounds) require_number "$1" "$2" 1000; ROUNDS=$2 ;;
    --seconds) require_number "$1" "$2" 3600; SECONDS_EACH=$2 ;;
    --entities) require_number "$1" "$2" 10000000; ENTITIES=$2 ;;
    --sockets) require_number "$1" "$2" 60000; SOCKETS=$2 ;;
    --sizes)
      [[ $2 =~ ^[1-9][0-9]{0,7}(,[1-9][0-9]{0,7})+$ ]] || refuse "--sizes wants numbers of listings, the smallest first, as in 2000,20000."
      SIZES=$2 ;;
    --tokens) [ -n "$2" ] || refuse "--tokens wants a file."; TOKENS=$(realpath -m -- "$2") ;;
    --nodes)
      require_number "$1" "$2" 1000
      [ "$2" = 1 ] || refuse "--nodes $2 is not part of this release: one node serves." ;;
  esac
}

# A folder that is not there yet may be made, but not below a file.
refuse_a_file() {
  local place=$1
  while [ ! -e "$place" ]; do place=$(dirname -- "$place"); done
  [ -d "$place" ] || refuse "--data wants a folder, and $place is a file."
}

require_number() {
  [[ $2 =~ ^[1-9][0-9]{0,8}$ && $2 -le $3 ]] || refuse "$1 wants a whole number from 1 to $3, not '$2'."
}

no_arguments() { [ ${#ARGUMENTS[@]} -eq 0 ] || refuse "$VERB does not know what '${ARGUMENTS[0]}' means; './homigo $VERB --help' tells what it takes."; }
