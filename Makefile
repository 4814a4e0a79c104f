# The front door. Every target first brings the clone to ready (installer/setup_environment.py);
# when nothing has changed that takes a fraction of a second.

PYTHON ?= python3
JOBS ?= 2
ARGS ?=

VENV_PYTHON := .venv/bin/python
# A Python that was named by hand is used even if .venv was made with another.
SETUP_FLAGS := $(if $(filter command environment,$(origin PYTHON)),--use-this-python)
PYTEST := QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m pytest -n $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help setup run tour test test-long check static format format-check lint types contracts \
	bench bench-full shots gallery server coverage lock clean

help: ## list the targets
	@echo "make TARGET [ARGS='...'] [PYTHON=python3.12]"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile | \
		while IFS='|' read -r name words; do printf '%-15s %s\n' "$$name" "$$words"; done

setup: ## virtual environment, system libraries, generated resources
	@$(PYTHON) -m installer.setup_environment $(SETUP_FLAGS)

run: setup ## open the till with the demo shop (without a display: the tour)
	@$(VENV_PYTHON) -m pos_app demo $(ARGS)

tour: setup ## play a guided sale without a display; pictures go to build/tour/
	@$(VENV_PYTHON) -m pos_app tour $(ARGS)

server: setup ## run the sync server with its embedded database
	@$(VENV_PYTHON) -m sync.server --allow-demo $(ARGS)

test: setup ## every test but the long rounds
	@$(PYTEST) $(ARGS)

test-long: setup ## the long rounds in full
	@$(PYTEST) -m long $(ARGS)

check: static test ## format, lint, types, contracts and tests: what a change must pass

static: format-check lint types contracts ## the checks that run none of the product

format: setup ## rewrite the code in the house format
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m ruff check --fix-only --exit-zero --quiet .

format-check: setup
	@$(VENV_PYTHON) -m ruff format --check --quiet . || \
		{ echo "Not in the house format: make format"; exit 1; }

lint: setup ## ruff's rules; what is long is named
	@$(VENV_PYTHON) -m ruff check --quiet .
	@$(VENV_PYTHON) -m tests.tidy_rules

types: setup ## mypy --strict, for this system and for Windows
	@$(VENV_PYTHON) -m mypy
	@$(VENV_PYTHON) -m mypy --platform win32 --no-warn-unreachable

contracts: setup ## who may import whom
	@.venv/bin/lint-imports --cache-dir build/caches/imports

bench: setup ## measure against the budgets; build/bench.json
	@$(VENV_PYTHON) -m tests.bench $(ARGS)

bench-full: setup ## the same with a million products and sales
	@$(VENV_PYTHON) -m tests.bench --full $(ARGS)

shots: setup ## every screen as pictures, with the layout checks; build/shots/
	@$(VENV_PYTHON) -m pos_app.ui.shots $(ARGS)

gallery: setup ## every component in every state, in one window
	@$(VENV_PYTHON) -m pos_app.ui.gallery $(ARGS)

coverage: setup ## which lines no test runs; build/coverage-html/
	@QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m coverage run -m pytest $(ARGS)
	@$(VENV_PYTHON) -m coverage combine --quiet
	@$(VENV_PYTHON) -m coverage html --quiet
	@$(VENV_PYTHON) -m coverage report

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade \
		--python-version 3.11 --all-extras --group dev \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean: ## remove all that can be made again, but not .venv
	@rm -rf build
	@find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
	@find resources -name '*.mo' -delete
