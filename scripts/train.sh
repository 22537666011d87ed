#!/usr/bin/env bash
# Trains in a fresh folder and puts the model in place when it is whole: train.sh [knowledge base]
# Without a name, the model that is there is trained anew with the answers it knows, and the first one with data/faq.
# Everything Rasa says goes to models/training.log. Its validation is left out: a test runs it (tests/setup), for it would
# copy and hash every example a second time, a third of a training.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD
log=models/training.log
learnt=data/faq
if [ -f models/assistant.tar.gz ] && [ -d models/faq ]; then learnt=models/faq; fi
faq=${1:-$learnt}
find models -maxdepth 1 -name ".training-*" -mmin +120 -exec rm -rf {} +  # of trainings that were killed
workshop=$(mktemp -d models/.training-XXXXXX)
trap 'rm -rf "$workshop"' EXIT

cp -rL data config.yml domain.yml "$workshop"
rm -rf "$workshop/data/faq" && cp -r "$faq" "$workshop/data/faq"
(cd "$workshop" && RASA_CACHE_DIRECTORY="$root/.rasa/cache" PYTHONPATH="$root" \
  "$root/.venv/bin/rasa" train --out "$root/$workshop" --fixed-model-name assistant --skip-validation 2>&1) | tee "$log" |
  sed -u -n "s/.*Starting to train component '\([A-Za-z]*\)'.*/  training \1 .../p"

if [ "${PIPESTATUS[0]}" -ne 0 ] || [ ! -f "$workshop/assistant.tar.gz" ]; then
  grep -vE "INFO|Warning|^ *(warn|More info)" "$log" | tail -n 12 >&2
  echo "TRAINING FAILED. The model that was there goes on, if there is one. All messages: $log" >&2
  exit 1
fi
mv "$workshop/assistant.tar.gz" models/assistant.tar.gz
# The knowledge base that the model knows is kept beside it: the first publication is compared with it.
rm -rf models/faq && mv "$workshop/data/faq" models/faq
touch models/.trained
if diff -rq models/faq data/faq >/dev/null; then touch models/.learnt; fi
