# With Python 3.11 or later and make alone: `make study` opens the cards, `make test` runs every test.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PEERS := .venv-peers/bin

.DEFAULT_GOAL := help
.PHONY: help setup study test peers mutants lint format check bench lock wheel clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

study: $(READY) ## set up, then study the shipped decks
	@$(BIN)/recur

# Many tests start the command or a worker: compiled here once, for where no bytecode may be written.
test: $(READY) lint ## set up, then run every test, as many side by side as there are cores
	@$(BIN)/python -m compileall -q cards engine models tui
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

peers: .venv-peers/ready ## hold us against PyTorch, NLTK and Anki, in an environment of its own
	@$(PEERS)/python -m pytest tests/peers

mutants: $(READY) ## plant mistakes in the gradients, one at a time: the tests must notice each (half an hour)
	@$(BIN)/python tests/mutants

lint: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(READY) ## run every card's answer over its knobs; every claim must hold
	$(BIN)/recur check

bench: $(READY) ## the benchmarks, as ratios of two things timed in turn
	@for each in tests/benchmarks/*.py; do echo "$$each"; $(BIN)/python $$each || exit 1; done

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: $(READY) ## resolve the dependencies of pyproject.toml anew into requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --upgrade --extra dev pyproject.toml -o requirements.lock

setup: $(READY) ## the environment in .venv

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Recurrent needs Python 3.11 or later; say where it is: make PYTHON=python3.11 study" >&2; exit 1; }
	@echo "Setting up .venv (once, half a minute to two) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

.venv-peers/ready: requirements.lock tests/peers/requirements.txt
	@echo "Setting up .venv-peers (once, some minutes: PyTorch is large) ..."
	@$(PYTHON) -m venv .venv-peers
	@$(PEERS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PEERS)/python -m pip install --quiet --disable-pip-version-check -r tests/peers/requirements.txt
	@touch $@

clean: ## away with the environment and everything made
	rm -rf .venv .venv-peers dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
