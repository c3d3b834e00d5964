# make run      sets everything up and serves Gatewalk; make run PORT=8080 HOST=0.0.0.0 for another address
# make test     sets everything up and runs every check, and all tests but the longest; they need a Chromium, which is installed where it can be
# make test-all runs the long ones as well: many browsers at once, thousands of presses, whole lessons
# make browsers installs Firefox and WebKit as well, where it can; "make test-all" then sees with them too
# make train    teaches all networks, two at a time; make evaluate asks them what they remember
# make check    style and types only
# make bench    measures speed and memory beside PyTorch (installs it, in a place of its own), a class of 200, and the page
# make kernels  assembles static/js/engine/kernels.wasm, in which the page computes, from its text
# make font     makes static/fonts/math.woff2, in which equations are set, of its package
# make lock     writes the locks when a requirements*.txt has changed; without the old locks, all packages are the newest
# make clean    removes what the others made

PYTHON ?= python3
BIN    := .venv/bin
BENCH  := .venv-bench/bin
HOST   = 127.0.0.1
PORT   = 8000
LOCKER = uv==0.13.9
MAKEFLAGS += --jobs=3  # one thing while another waits for the network

.PHONY: run test test-all bench check types scripts compiled browser browsers kernels font train evaluate lock clean

run: .venv/run
	@$(BIN)/python -m app.assets
	@$(BIN)/python -m app --host $(HOST) --port $(PORT)

test: check browser compiled
	@echo "Tests, part by part:"
	@$(BIN)/python -m pytest

test-all: check browser compiled
	@$(BIN)/python -m pytest -m ""

check: types scripts

types: .venv/dev
	@echo "Style and types ..."
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

scripts: node_modules/.ready
	@echo "Types of the scripts ..."
	@PATH=$(CURDIR)/$(BIN):$$PATH node_modules/.bin/tsc

# While packages are set up there is time for it; else each of the processes that run the tests would do it.
compiled:
	@$(PYTHON) -m compileall -q app model texts

browser:
	@$(PYTHON) -m tests.browser.chromium

browsers:
	@$(PYTHON) -m tests.browser.chromium all

kernels: node_modules/.ready
	@$(BIN)/node tests/js/kernels.js

font: node_modules/.ready
	@$(BIN)/python -m tests.app.font

train: .venv/run
	$(BIN)/python -m model.train

evaluate: .venv/run
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m model.evaluate

bench: .venv-bench/ready
	@missed=0; for part in tests.benchmarks tests.benchmarks.classroom tests.benchmarks.fair tests.benchmarks.rooms tests.benchmarks.page tests.benchmarks.lab tests.benchmarks.fuzz; do \
	  OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BENCH)/python -m $$part || missed=1; done; exit $$missed

# One lock for every system and Python from 3.11 on, with the checksums of all files that a package has for them.
lock:
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check $(LOCKER)
	$(call lock,requirements)
	$(call lock,requirements-dev,--constraint requirements.lock)

clean:
	rm -rf .venv .venv-bench .venv-lock node_modules static/vendor .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# A set-up is done again when its lock changes.
.venv/run: requirements.lock
	$(call set_up,.venv,$<)

.venv/dev: requirements-dev.lock requirements.lock
	$(call set_up,.venv,$<)
	@touch .venv/run

# Node itself comes from requirements-dev.txt.
node_modules/.ready: package-lock.json .venv/dev
	@echo "Setting up the check of the scripts ..."
	@PATH=$(CURDIR)/$(BIN):$$PATH npm ci --silent --no-audit --no-fund
	@touch $@

# PyTorch is not locked: what it brings along differs from system to system, and can be several GB.
.venv-bench/locked: requirements-dev.lock
	$(call set_up,.venv-bench,$<)

.venv-bench/ready: requirements-bench.txt .venv-bench/locked
	@$(BENCH)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gatewalk needs Python 3.11 or newer; name one with PYTHON=..."; exit 1; }
	@echo "Setting up $(1) ..."
	@test -x $(1)/bin/pip || $(PYTHON) -m venv --clear $(1) || { rm -rf $(1); echo "No venv could be made; on Debian: apt install python3-venv"; exit 1; }
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2)
	@touch $@
endef

define lock
	@UV_CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	  --generate-hashes --no-annotate $(2) $(1).txt --output-file $(1).lock
endef
