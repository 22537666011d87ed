#!/usr/bin/env bash
# Puts this project into .venv, and switches Rasa's telemetry and crash reports off for everything that runs there:
# also for a plain `rasa train` typed by hand.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo 'import os; os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")' > "$site/iop_no_telemetry.pth"
