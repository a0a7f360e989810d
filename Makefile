# Two commands matter: `make demo` runs Guankao, `make test` proves it.
# Both do all their set-up; neither needs more than Python 3.11 and make.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA ?= var/demo

.PHONY: demo test lint types accuracy bench lock messages screenshots clean

$(VENV)/.web: requirements/web.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/web.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.development: requirements/development.txt $(VENV)/.web
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	touch $@

demo: $(VENV)/.web
	$(BIN)/guankao demo --port $(PORT) --data $(DATA)

test: $(VENV)/.development lint types
	$(BIN)/python tools/run_tests.py

lint: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.development
	$(BIN)/mypy

accuracy: $(VENV)/.development
	$(BIN)/python tools/accuracy.py && $(BIN)/python tools/accuracy_formulas.py
	$(BIN)/python tools/accuracy_documents.py
	$(BIN)/python tools/accuracy_rules.py
	$(BIN)/python tools/accuracy_collected.py

$(VENV)/.benchmarks: requirements/benchmarks.txt $(VENV)/.development
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/benchmarks.txt
	touch $@

bench: $(VENV)/.benchmarks
	$(BIN)/python -m benchmarks

# The locks carry hashes and no registry's address.
lock: $(VENV)/.development
	$(BIN)/python tools/lock.py

messages: $(VENV)/.development
	$(BIN)/python tools/messages.py

screenshots: $(VENV)/.development
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf $(VENV) var build dist
