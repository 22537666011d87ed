#!/usr/bin/env bash
# Locks requirements/*.in with hashes. Needs uv on the PATH; everyone else only reads the result.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
for name in runtime dev; do
  uv pip compile "$name.in" --universal --python-version 3.10 --generate-hashes --no-annotate \
    --no-header --overrides overrides.txt --excludes excludes.txt --output-file "$name.txt" --quiet
done
