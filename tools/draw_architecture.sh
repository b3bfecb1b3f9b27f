#!/bin/sh
# Draws docs/architecture.svg anew from docs/architecture.dot (Debian: graphviz). The first line of the picture names
# the source it was drawn from, which tools/check_docs.py compares: versions of graphviz draw differently.
set -eu
cd "$(dirname "$0")/../docs"
drawn=$(mktemp)
trap 'rm -f "$drawn"' EXIT
dot -Tsvg architecture.dot > "$drawn"
{
  sed -n 1p "$drawn"
  echo "<!-- source: architecture.dot sha256:$(sha256sum architecture.dot | cut -d ' ' -f 1) -->"
  sed 1d "$drawn"
} > architecture.svg
