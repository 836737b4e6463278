# make demo    the whole path on the flagship argument: check, evaluate, draw, report
# make test    everything the project is held to: lint, types, layers, tests, doctests
# make browser  what the tests in a browser need beside Chromium; without it they are skipped
# make bench   ratios against a plain C pass and against other libraries, measured in one run
# make golden  write the golden files and schemas anew (then look at the difference)
# make lint    the first three of them;  make clean  takes the environment away

PYTHON ?= python3
ENV := .venv
RUN := $(ENV)/bin
SCRIPTS := mermaid@11 axe-core@4.14.1

.PHONY: demo test lint browser bench golden clean

demo: $(ENV)/.demo
	$(RUN)/argmap demo --output build/demo

test: lint
	$(RUN)/python -m pytest

lint: $(ENV)/.test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

browser: $(ENV)/.browser build/browser/.scripts

bench: $(ENV)/.test
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,bench]"
	$(RUN)/python tests/benchmarks

golden: $(ENV)/.test
	$(RUN)/python -m pytest tests/test_golden.py tests/test_schema.py tests/test_docs.py tests/test_flagship.py --write-golden

clean:
	rm -rf $(ENV) build dist

$(ENV)/bin/python:
	$(PYTHON) -m venv $(ENV)

$(ENV)/.demo: pyproject.toml constraints.txt | $(ENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(ENV)/.test: pyproject.toml constraints.txt | $(ENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@ $(ENV)/.demo

$(ENV)/.browser: pyproject.toml constraints.txt | $(ENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,browser,cjk]"
	touch $@ $(ENV)/.test $(ENV)/.demo

build/browser/.scripts: Makefile
	npm install --prefix build/browser --no-save --no-package-lock --no-audit --no-fund --loglevel error $(SCRIPTS)
	touch $@
