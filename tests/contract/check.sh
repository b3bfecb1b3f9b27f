#!/usr/bin/env bash
# check.sh URL: whether the contract that a running sandbox serves is clean, complete and enough to write an app with.
# Prints a line for each check, "ok …" or "FAIL …".
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true SCARF_ANALYTICS=false
url=$1

../../tools/npm_packages.sh . || { echo "FAIL the packages of tests/contract/package-lock.json can be installed"; exit 1; }
rm -rf build && mkdir build
bin=node_modules/.bin

# check SENTENCE COMMAND…
check() {
  local what=$1 said code=0
  shift
  said=$("$@" 2>&1) || code=$?
  if [ $code -eq 0 ]; then echo "ok $what"; else printf '%s\nFAIL %s\n' "$said" "$what"; fi
  return $code
}
fetch() { curl -fsS "$url/api/v1/$1" -o "build/$1"; }
redocly() { "$bin/redocly" lint --config redocly.yaml --format=json "$1" 2>build/redocly.log | node warnings.mjs; }

lint() {
  check "$1 is served" fetch "$1" || return
  check "Spectral has nothing to say about $1" "$bin/spectral" lint --ruleset .spectral.yaml --fail-severity=hint "build/$1"
  check "Redocly has nothing to say about $1" redocly "build/$1"
}
lint openapi.json
lint asyncapi.json
check "a TypeScript client is generated from openapi.json" node generate.mjs || exit 0
check "a whole life compiles against the generated types alone" "$bin/tsc" -p tsconfig.json || exit 0
check "nothing in it steps around the types" sh -c '! grep -nE ": any\b|<any|\bas (any|unknown|[A-Z][a-zA-Z]+)\b|@ts-" life.ts socket.ts picture.ts'
node build/js/life.js "$url" || true
