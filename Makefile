# Every development command; CI types the same ones. `make` alone lists them.
PYTHON ?= python3
WORKERS ?= 2
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup run test check demo model torch bench lock clean lint quick all-tests
.DELETE_ON_ERROR:

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' Makefile | expand -t 10

run: $(VENV)/.run  ## set up what is missing, then run the tracker until Ctrl-C
	@echo "make: bringing the database to the current schema"
	@$(BIN)/tracker upgrade
	@echo "make: running the tracker; Ctrl-C ends it"
	@$(BIN)/tracker run

demo: $(VENV)/.run  ## the summer of 2025 in under a minute, without a network
	@echo "make: playing a small world on this machine through the real program"
	@$(BIN)/tracker demo

test: setup torch lint all-tests  ## set up everything, then lint, types, contracts and all tests

check: setup lint quick  ## the same without the slow tests: under two minutes

setup: $(VENV)/.dev  ## the environment with everything that development needs
	@echo "make: the environment in $(VENV) is complete"

lint: $(VENV)/.dev
	@echo "make: ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "make: not formatted; 'ruff format .' does it" >&2; exit 1; }
	@echo "make: mypy"
	@$(BIN)/mypy
	@echo "make: import contracts"
	@$(BIN)/lint-imports

all-tests: $(VENV)/.dev
	@echo "make: all tests"
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term:skip-covered

quick: $(VENV)/.dev
	@echo "make: the quick tests"
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup -q -m "not slow"

model: $(VENV)/.model  ## add what a language model for summaries needs (over 1 GB); then: tracker models list

torch: $(VENV)/.dev
	@$(MAKE) --no-print-directory model || echo "make: NOT INSTALLED: torch and transformers; the tests of the language model will say that they tested nothing" >&2

bench: $(VENV)/.dev  ## what it costs: runs benchmarks/
	@for file in benchmarks/*.py; do test -e "$$file" || continue; echo "make: $$file"; $(BIN)/python "$$file" || exit 1; done

lock:  ## write both lock files anew (for maintainers; needs uv)
	@command -v $(UV) >/dev/null || { echo "make: uv is missing: pip install uv" >&2; exit 1; }
	@echo "make: requirements.lock"
	@$(LOCK) --upgrade --group build --output-file requirements.lock
	@echo "make: requirements-dev.lock"
	@$(LOCK) --upgrade --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean:  ## remove the environment, caches and the demo's files; the tracker's data stays
	@echo "make: removing $(VENV), caches and tracker-demo"
	@rm -rf $(VENV) tracker-demo dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "make: a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "make: no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements.lock pyproject.toml
	@echo "make: installing requirements.lock (about 20 seconds)"
	@$(PIP) --require-hashes -r requirements.lock
	@echo "make: installing the tracker itself, as it stands in this folder"
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "make: installing requirements-dev.lock (about 20 seconds)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Outside of the locks: the CPU and CUDA builds of torch differ. One that is installed in the environment before stays.
TORCH ?= torch==2.13.0
$(VENV)/.model: $(VENV)/.run
	@echo "make: installing $(TORCH) and transformers (over 1 GB; without a GPU, install PyTorch's CPU build into $(VENV) first)"
	@$(PIP) '$(TORCH)' 'transformers>=5.5' 'safetensors>=0.6' || { echo "make: pip cannot install $(TORCH); another build: make model TORCH='torch==…'" >&2; exit 1; }
	@$(BIN)/python -c 'import torch, transformers; print("make: torch", torch.__version__, "and transformers", transformers.__version__)'
	@touch $@
