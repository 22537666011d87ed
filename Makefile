.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
export PYTHONWARNINGS := ignore
export TF_CPP_MIN_LOG_LEVEL := 3

LEARNT := config.yml domain.yml $(shell find data/nlu data/rules data/lexicons data/encoder iop/understanding iop/knowledge iop/encoding -name "*.yml" -o -name "*.py" -o -name "*.safetensors")
FAQ := $(shell find data/faq -name "*.yml")

.PHONY: help setup train run test bench lint format lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  make %-8s %s\n", $$1, $$2}'

setup: models/.trained ## Install what is missing, and train (7 to 9 minutes the first time)

train: ## Train now with all of data/faq, whether anything changed or not
	@rm -f models/.learnt
	@$(MAKE) --no-print-directory models/.learnt

run: models/.trained ## Serve everything on http://127.0.0.1:5005 (PORT=... for another port)
	@exec $(BIN)/iop serve

# Three at a time on two processors: many of them wait for a server to start, or for a time to run out.
test: models/.learnt ## Run all tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

bench: models/.learnt ## Run the benchmarks; results go to benchmarks/results/ (over an hour)
	@for name in intake safety understanding through_rasa sms publishing swap engines performance; do echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

lint: .venv/.linked ## Check format, style and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: .venv/.linked ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Lock the dependencies anew (needs uv)
	@scripts/lock.sh

clean: ## Remove everything that set-up made (not var/, where conversations are)
	@rm -rf .venv .cache .rasa models/*.tar.gz models/faq models/.training-* models/.trained models/.learnt *.egg-info

# --- what the commands above stand on; each step is whole or is done again ---

.venv/.installed: requirements/runtime.txt requirements/dev.txt requirements/models.txt
	@scripts/install.sh $(PYTHON)
	@touch $@

.venv/.linked: .venv/.installed pyproject.toml
	@scripts/link.sh
	@touch $@

.venv/.prepared: .venv/.linked $(shell find data/safety data/encoder iop/safety iop/encoding -type f -not -name '*.pyc' 2>/dev/null)
	@echo "[2/3] Preparing the sentence encoder and the safety check (about 2 minutes) ..."
	@$(BIN)/iop prepare
	@touch $@

# Trained with today's code. What staff changed in data/faq goes live by `iop faq publish` alone, so a model that is there
# is trained anew with the answers that it knows; where that fails it goes on, and the next start tries again.
models/.trained: .venv/.prepared $(LEARNT)
	@echo "[3/3] Training the assistant (about 2 minutes) ..."
	@scripts/train.sh || test -f models/assistant.tar.gz

# And trained with all of data/faq, published or not.
models/.learnt: .venv/.prepared $(LEARNT) $(FAQ)
	@echo "[3/3] Training the assistant with all of data/faq (about 2 minutes) ..."
	@scripts/train.sh data/faq
