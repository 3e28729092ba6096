# Everything is one of these words. `make run` and `make test` need nothing but Debian or Ubuntu, Python 3.11 and make.

PYTHON ?= python3
BIN := .venv/bin
# Hashes and no registry address, for every Python from 3.11 on.
UV := --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade
JUDGES := tests/judges/node_modules/.installed

.PHONY: run ready test check quick lint types system-for-tests journeys transcripts lock samples clean help

help:
	@echo "make run      start the service, and print its address"
	@echo "make test     everything: style, types, all tests, the browser journeys"
	@echo "make check    the quick part of it: style, types, the tests without a browser"
	@echo "make transcripts  write anew what a screen reader says on each journey"
	@echo "make samples  write the example documents to data/samples"
	@echo "make lock     refresh the locked versions from pyproject.toml"
	@echo "make clean    remove what make made, but never data/"

# Two of these at once install only once; the second then says that the service runs already.
run:
	@mkdir -p data
	@flock data/make.lock $(MAKE) --no-print-directory ready
	@exec $(BIN)/python -m portal

ready: .venv/run
	@$(PYTHON) -m portal.system

test: lint types system-for-tests $(JUDGES)
	$(BIN)/python -m pytest

check: lint types quick

quick: .venv/test
	$(BIN)/python -m pytest -q -m "not journey" --durations=5

journeys: .venv/test system-for-tests $(JUDGES)
	$(BIN)/python -m pytest -m journey

transcripts: .venv/test system-for-tests $(JUDGES)
	$(BIN)/python -m tests.journeys.transcripts

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/test
	$(BIN)/mypy

system-for-tests:
	@$(PYTHON) -m portal.system --tests

samples: ready
	$(BIN)/python -m portal.samples data/samples

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	@$(PYTHON) -m venv .venv || (echo "To install: sudo apt-get install python3-venv" && rm -rf .venv && exit 1)
	@touch $@

.venv/run: .venv/made requirements.lock
	@echo "Installing the locked Python packages. This is done once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/test: .venv/run requirements-test.lock
	@echo "Installing what the tests need. This is done once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(JUDGES): tests/judges/package-lock.json
	npm ci --prefix tests/judges --ignore-scripts --no-audit --no-fund --silent
	@touch $@

lock: .venv/test
	$(BIN)/uv pip compile pyproject.toml $(UV) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(UV) --extra test --constraint requirements.lock --output-file requirements-test.lock

clean:
	rm -rf .venv tests/judges/node_modules .mypy_cache .ruff_cache
