#!/usr/bin/env bash
# Trains into a fresh folder and puts the model in place when it is whole. Everything Rasa says goes to models/training.log.
set -uo pipefail
cd "$(dirname "$0")/.."
log=models/training.log
# The knowledge base that the model knows is kept beside it: the first publication is compared with it.
folder=$(mktemp -d models/.training-XXXXXX)
trap 'rm -rf "$folder"' EXIT

cp -r data/faq "$folder/faq"
.venv/bin/rasa train --out "$folder" --fixed-model-name assistant 2>&1 | tee "$log" |
  sed -u -n "s/.*Starting to train component '\([A-Za-z]*\)'.*/  training \1 .../p"

if [ "${PIPESTATUS[0]}" -ne 0 ] || [ ! -f "$folder/assistant.tar.gz" ]; then
  grep -vE "INFO|Warning|^ *(warn|More info)" "$log" | tail -n 12 >&2
  echo "Training failed; the model that was there stays. All messages: $log" >&2
  exit 1
fi
mv "$folder/assistant.tar.gz" models/assistant.tar.gz
rm -rf models/faq && mv "$folder/faq" models/faq
