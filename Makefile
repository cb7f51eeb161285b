# Needs make, git and Python 3.11 or newer; everything else is installed into $(VENV) from constraints.txt.

PYTHON ?= python3
VENV ?= .venv
PYTHONS ?= 3.11 3.12 3.13
JOBS ?= 2
EXTRAS ?= dev
SPARK_VENV ?= .venv-spark
PYTEST_ARGS ?=
GOAL ?= pytest
# Empty, nothing is measured. (`--no-cov` beside it would break the tests marked no_cover: pytest-cov asks a measurer that is not there.)
COVERAGE ?= --cov --cov-report=term-missing:skip-covered

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# The tests start Python hundreds of times, and each would compile the whole library anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UNFINISHED := $(VENV)/.unfinished
PIP_INSTALL := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --constraint constraints.txt

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
VERSION := import sys; print("%d.%d" % sys.version_info[:2])
WHERE := import sys; print(sys.executable)
# durable-rules comes as source only. Python 3.13 has no PyEval_CallObject any more: the build then succeeds and the import fails.
DURABLE_FLAGS := -DPyEval_CallObject=PyObject_CallObject
DURABLE_WORKS := import durable.engine

.PHONY: help env demo test lint test-spark test-large java test-all-pythons pytest format clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 26
	@echo 'Variables: PYTHON=$(PYTHON) VENV=$(VENV) PYTHONS="$(PYTHONS)" JOBS=$(JOBS) PYTEST_ARGS="$(PYTEST_ARGS)" COVERAGE="$(COVERAGE)"'

# A run that was interrupted leaves $(UNFINISHED) behind, and the next one starts the environment afresh.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { \
	  echo "naikkelas needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | head -n 1 || true)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@if [ -e $(UNFINISHED) ] || ! $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  echo "Making $(VENV) with Python $$($(PYTHON) -c '$(VERSION)')"; \
	  $(PYTHON) -m venv --clear $(VENV) || { \
	    echo "'$(PYTHON) -m venv' failed; Debian and Ubuntu keep it in the package python3-venv." >&2; exit 1; }; \
	fi
	@touch $(UNFINISHED)
	@echo "Installing naikkelas and its development tools into $(VENV)"
	@$(PIP_INSTALL) pip hatchling setuptools
	@$(PIP_INSTALL) --no-build-isolation --editable '.[$(EXTRAS)]'
	@$(BIN)/python -c '$(DURABLE_WORKS)' 2>/dev/null \
	  || CPPFLAGS="$${CPPFLAGS:-} $(DURABLE_FLAGS)" $(PIP_INSTALL) --no-build-isolation --no-cache-dir --force-reinstall --no-deps durable-rules \
	  || echo "durable-rules cannot be built here (it needs a C compiler and the headers of Python); its tests will be skipped" >&2
	@mv $(UNFINISHED) $@

env: $(STAMP)  ## make or refresh the environment
ifneq ($(origin PYTHON),file)
	@made="$$($(BIN)/python -c '$(VERSION)')"; asked="$$($(PYTHON) -c '$(VERSION)')"; [ "$$made" = "$$asked" ] || { \
	  echo "$(VENV) was made with Python $$made and PYTHON=$(PYTHON) is $$asked; run 'make clean' first, or add VENV=.venv-$$asked" >&2; exit 1; }
endif

demo: env  ## decide a few businesses and print why
	@$(BIN)/python examples/demo.py

lint: env  ## format, lint, types and floors, without the tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict src
	@$(BIN)/python -m tests.house.floors

# Coverage is measured without the slow tests, which would take twice as long under it and reach nothing that others do not.
test: lint  ## everything that must pass before a commit lands
ifeq ($(strip $(COVERAGE)),)
	@$(MAKE) pytest
else
	@$(BIN)/python -m pytest -n $(JOBS) -m slow $(PYTEST_ARGS) || [ $$? -eq 5 ]  # 5: none of them was asked for
	@$(BIN)/python -m pytest -n $(JOBS) -m 'not slow' $(COVERAGE) $(PYTEST_ARGS)
endif

pytest: env  ## the tests alone, without coverage
	@$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

# A version manager may have an interpreter that is not switched on; PYENV_VERSION switches it on for one command.
test-all-pythons:  ## the tests on every Python of PYTHONS that is here; with GOAL=env only the environments
	@found=; for version in $(PYTHONS); do \
	  if python="$$(python$$version -c '$(WHERE)' 2>/dev/null || PYENV_VERSION=$$version python$$version -c '$(WHERE)' 2>/dev/null)"; \
	  then found="$$found $$version=$$python"; else echo "Python $$version is not here: not tested"; fi; \
	done; \
	for pair in $$found; do \
	  echo "=== Python $${pair%%=*}"; \
	  $(MAKE) $(GOAL) PYTHON="$${pair#*=}" VENV=".venv-$${pair%%=*}"; \
	done

# PySpark is big and needs Java, so that it has an environment of its own. Spark 4 runs on Java 17 and newer.
java:
	@java="$${JAVA_HOME:+$$JAVA_HOME/bin/}java"; \
	told="$$("$$java" -version 2>&1)" || { \
	  echo "Spark needs Java 17 or newer, and '$$java' does not run. Install one (Debian and Ubuntu: openjdk-17-jre-headless) or set JAVA_HOME." >&2; \
	  exit 1; }; \
	major="$$(printf '%s\n' "$$told" | sed -n 's/^[a-z]* version "\([0-9]*\).*/\1/p')"; \
	[ "$${major:-0}" -ge 17 ] || { echo "Spark needs Java 17 or newer; '$$java' is Java $${major:-of an unknown version}. Set JAVA_HOME." >&2; exit 1; }

test-spark: java  ## the tests on a real Spark, in an environment of its own
	@$(MAKE) env VENV=$(SPARK_VENV) EXTRAS=dev,spark
	@$(SPARK_VENV)/bin/python -m pytest -m spark tests/engines/spark $(PYTEST_ARGS)

test-large: env  ## five million rows under a cap of memory; takes minutes and some gigabytes of disk
	@$(BIN)/python -m pytest -m large tests/batch/columnar/test_streaming.py $(PYTEST_ARGS)

format:  env  ## format the code and fix what ruff can fix
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

clean:  ## remove the environments and everything that was made
	@rm -rf .venv .venv-* $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
