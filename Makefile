PYTHON ?= python3
ENV := .venv
RUN := $(ENV)/bin
PIP := $(RUN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-warn-script-location --constraint constraints.txt --editable
SCRIPTS := mermaid@11 axe-core@4.14.1 pyodide@314.0.7
CORE := anchors cycles fields given limits model oracles paper render streams tables terminal told written

.PHONY: help demo quick test test-oldest lint format docs playground golden browser fuzz mutants bench clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(ENV)/.demo  ## evaluate and draw the flagship argument into build/demo
	@$(RUN)/argmap demo --output build/demo

quick: lint  ## lint and the fast tests, in under a minute
	$(RUN)/python -m pytest -q -n auto --quick

test: lint  ## everything the project is held to: lint, types, layers, tests, doctests
	$(RUN)/python -m pytest -n auto --dist worksteal

lint: $(ENV)/.test  ## style, format, types and the direction of imports
	$(RUN)/ruff check --quiet .
	$(RUN)/ruff format --quiet --check . || { echo "make format lays these files out: "; $(RUN)/ruff format --check .; exit 1; }
	$(RUN)/mypy
	$(RUN)/lint-imports

format: $(ENV)/.test  ## lay the code out and mend what ruff can mend
	$(RUN)/ruff check --fix --quiet . || true
	$(RUN)/ruff format .

test-oldest: build/oldest/.made  ## the core under the oldest versions that are allowed; PYTHON=python3.13 under another Python
	build/oldest/bin/python -m pytest -q -n auto -m "not slow" $(CORE:%=tests/test_%.py)

docs: $(ENV)/.docs  ## the documentation site, into build/site
	@$(RUN)/python docs/pages.py build/docs
	@$(RUN)/sphinx-build --quiet --fail-on-warning --fresh-env -b html -c docs build/docs build/site
	@echo "Open build/site/index.html"

playground: $(ENV)/.test build/browser/.scripts  ## argmap in the browser, a folder for any web server, into build/playground
	@$(RUN)/python playground/build.py build/playground build/browser/node_modules/pyodide

golden: $(ENV)/.test  ## write golden files, schemas and generated pages anew (then look at the difference)
	$(RUN)/python -m pytest tests/test_golden.py tests/test_schema.py tests/test_docs.py tests/test_flagship.py tests/test_told.py tests/test_written.py tests/test_printed.py --write-golden

browser: $(ENV)/.browser build/browser/.scripts  ## install what the tests in a browser need beside Chromium and node

fuzz: $(ENV)/.test  ## changed files of every format for a minute; FUZZ_SECONDS=7200 for two hours. Crashes stay in tests/data/crashes
	$(RUN)/python tests/fuzz

mutants: $(ENV)/.test  ## 10 small mistakes in each room of the code, one at a time: which do the tests miss? MUTANTS=all MUTANTS_IN="solver lint"
	$(RUN)/python tests/mutants

bench: $(ENV)/.test  ## ratios against a plain C pass and against other libraries, measured in one run
	$(PIP) ".[dev,bench]"
	$(RUN)/python tests/benchmarks

clean:  ## take the environment and everything built away
	rm -rf $(ENV) build dist

$(ENV)/bin/python:
	@$(PYTHON) -m venv $(ENV)

$(ENV)/.demo: pyproject.toml constraints.txt | $(ENV)/bin/python
	@echo "Installing argmap into $(ENV) …"
	@$(PIP) .
	@touch $@

$(ENV)/.test: pyproject.toml constraints.txt | $(ENV)/bin/python
	@echo "Installing argmap and the tools for development into $(ENV) …"
	@$(PIP) ".[dev]"
	@touch $@ $(ENV)/.demo

build/oldest/.made: pyproject.toml constraints-oldest.txt
	@echo "Installing argmap with the oldest versions that it allows into build/oldest …"
	@$(PYTHON) -m venv build/oldest
	@build/oldest/bin/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints-oldest.txt --editable ".[test]" pytest pytest-xdist
	@touch $@

$(ENV)/.docs: pyproject.toml constraints.txt | $(ENV)/bin/python
	@echo "Installing argmap and what builds the site into $(ENV) …"
	@$(PIP) ".[docs]"
	@touch $@ $(ENV)/.demo

$(ENV)/.browser: pyproject.toml constraints.txt | $(ENV)/bin/python
	@echo "Installing what drives a browser into $(ENV) …"
	@$(PIP) ".[dev,browser,cjk,pdf]"
	@touch $@ $(ENV)/.test $(ENV)/.demo

build/browser/.scripts: Makefile
	@npm install --prefix build/browser --no-save --no-package-lock --no-audit --no-fund --loglevel error $(SCRIPTS)
	@touch $@
