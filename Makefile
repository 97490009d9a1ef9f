# make run · make test · make lint · make bench · make load: each installs what it needs into .venv first.
PYTHON ?= python3
PMF_DB ?= data/pmf.duckdb
export PMF_DB
unexport PYTHONDONTWRITEBYTECODE  # what is started many times is compiled once
BIN := .venv/bin
DATA := $(shell find data/reference data/snapshot data/returns data/rounds data/projects data/targets.csv pmf connectors -type f \( -name '*.csv' -o -name '*.toml' -o -name '*.json' -o -name '*.py' \))

.PHONY: run test lint bench load
.DELETE_ON_ERROR:

run: $(PMF_DB)
	$(BIN)/streamlit run app.py

test: .venv/dev
	$(BIN)/python -m pytest -n auto --dist worksteal --durations=25

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/dev
	$(BIN)/python -m tests.bench

load: .venv/dev $(PMF_DB)
	$(BIN)/python -m tests.load

$(PMF_DB): .venv/run $(DATA)
	$(BIN)/python -m pmf build --db $@

.venv/run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements-dev.txt
	touch $@
