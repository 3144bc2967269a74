# Every command of the project. `make run` is enough to use it; people, pre-commit and CI call the same targets.

VENV ?= .venv
BIN := $(VENV)/bin
MARKS := $(VENV)/.rein
AUDIT := .venv-audit
# One worker more than cores: journeys wait for a browser, drills for a lease.
PYTEST := $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --max-worker-restart 0
MEASURED := --cov --cov-report=
COVERAGE := $(BIN)/coverage report --include='core/*' --skip-covered --fail-under=90

# The first Python on the path that can run Rein; choose another with `make setup PYTHON=/path/to/python3.12`.
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(SUITABLE)' 2>/dev/null && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup run test test-whole check format bench train docs pictures lock audit sbom

help:
	@echo "make run     set up if needed, then serve Rein on http://127.0.0.1:8501 (PORT=9000 to change)"
	@echo "make test    every test (ARGS='-k plan' to choose)"
	@echo "make test-whole  before a release: also what make test leaves out, and the coverage floor of 90 %"
	@echo "make check   format, lint, types, floors, links of the documents, known advisories if the index answers"
	@echo "make bench   speed and size, as ratios taken in one run"
	@echo "make train   train the models of the reader from data/training into data/models (20 minutes, downloads PyTorch)"
	@echo "make setup   create $(VENV) from requirements.lock (PYTHON=python3.12 to choose one)"
	@echo "make format  rewrite the code in the project's format"
	@echo "make docs    build the documents as a site into $(VENV)/site"
	@echo "make pictures  take the documents' pictures from the running product"
	@echo "make audit   compare the locked dependencies with known advisories; fails if the index does not answer"
	@echo "make sbom    write what is installed as CycloneDX into $(VENV)/sbom.json"
	@echo "make lock    resolve pyproject.toml anew into requirements.lock"

setup: $(MARKS)/project

$(BIN)/python:
	@"$(PYTHON)" -c '$(SUITABLE)' 2>/dev/null || { \
		echo "Rein needs Python 3.11, 3.12 or 3.13, and \"$(if $(PYTHON),$(PYTHON),python3)\" is not one of them." >&2; \
		echo "Install one (Debian: apt-get install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot create virtual environments: its venv module is not complete." >&2; \
		echo "Install it (Debian: apt-get install python3-venv), then run the same command again." >&2; \
		exit 1; }
	"$(PYTHON)" -m venv "$(VENV)"

# Two marks, so that an edit of pyproject.toml costs a second and only a new lock reinstalls everything.
$(MARKS)/lock: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@mkdir -p $(MARKS) && touch $@

$(MARKS)/project: pyproject.toml $(MARKS)/lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup
	@$(if $(PORT),REIN_PORT="$(PORT)") $(BIN)/rein serve

# A hundred processes of the tests import the same modules, so they are compiled once, whatever the machine's habit is.
test test-whole: export PYTHONDONTWRITEBYTECODE :=

test: setup
	@$(BIN)/python -m tests.browser.chromium
	$(PYTEST) $(ARGS)

test-whole: setup
	@$(BIN)/python -m tests.browser.chromium
	$(PYTEST) --whole $(MEASURED)
	$(COVERAGE)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@PIP_RETRIES=0 $(MAKE) --no-print-directory $(AUDIT)/bin/pip-audit >/dev/null 2>&1 || true
	$(BIN)/python -m tests.advisories $(AUDIT)/bin/pip-audit requirements.lock

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m tests.bench.run $(ARGS)

# PyTorch is needed here only, so training has an environment of its own beside the locked one.
train: setup
	"$(PYTHON)" -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,train]'
	.venv-train/bin/python -m core.offline.training
	.venv-train/bin/python -m core.quality.training

docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

pictures: setup
	$(BIN)/python -m tests.browser.pictures

# uv resolves for every supported Python at once; it is needed here only, never to set up or to run. Extras stay in the
# lock, because pip in hash mode takes `name[extra]` for unpinned otherwise.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-strip-extras --quiet --output-file requirements.lock

# Tools of a release, in an environment of their own: neither setup nor tests need them. The audit asks the index for
# advisories of every locked package. `make check` works without a network: it warns if there was no answer, and fails
# only if REIN_REQUIRE_AUDIT is 1, as `make audit` does.
$(AUDIT)/bin/pip-audit:
	"$(PYTHON)" -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1 cyclonedx-bom==7.5.0

audit: setup $(AUDIT)/bin/pip-audit
	REIN_REQUIRE_AUDIT=1 $(BIN)/python -m tests.advisories $(AUDIT)/bin/pip-audit requirements.lock

sbom: setup $(AUDIT)/bin/pip-audit
	$(AUDIT)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --sv 1.6 \
		--output-reproducible --output-file $(VENV)/sbom.json
