#!/usr/bin/env bash
# npm_packages.sh FOLDER: the packages of its lock file, unless they are there already.
set -uo pipefail
cd "$1" || exit 1
cmp -s package-lock.json node_modules/.installed-lock.json && exit
npm ci --no-audit --no-fund --ignore-scripts --prefer-offline >&2 && cp package-lock.json node_modules/.installed-lock.json
