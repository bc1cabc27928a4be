# make build and make test do all their own set-up; make help lists the rest.
.DEFAULT_GOAL := help
.PHONY: help build serve test check lint format bench fuzz docs lock clean
BIN := .venv/bin
TARGET := frontmatter
MINUTES := 60

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

build: .venv/build.stamp ## build the website into _site/
	@$(BIN)/sitewright build

serve: .venv/build.stamp ## show the website in the browser, as it is written
	@$(BIN)/sitewright serve

test: .venv/dev.stamp ## run the whole test suite
	@$(BIN)/pytest

check: lint test ## what CI runs: format, lint, types, floors, tests

lint: .venv/dev.stamp
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: .venv/dev.stamp ## put the code into its standard form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/dev.stamp ## compare builds of 1,000 pages with other generators' (installs them)
	@$(BIN)/python tests/benchmarks/bench_peers.py builds --sizes 1000

fuzz: .venv/dev.stamp ## look for inputs that break a promise: make fuzz TARGET=server MINUTES=60
	@if command -v uv >/dev/null; then VIRTUAL_ENV=.venv uv pip install --quiet --require-hashes -r requirements-fuzz.txt; \
	else $(BIN)/python -m pip install --quiet --require-hashes -r requirements-fuzz.txt; fi
	@PYTHONPATH=src:tests $(BIN)/python tests/fuzz/run.py $(TARGET) --minutes $(MINUTES)

docs: .venv/build.stamp ## write the generated pages of docs/
	@$(BIN)/python -c 'from sitewright.kernel.codes import format_catalogue as f; print(f(), end="")' > docs/diagnostics.md

lock: ## renew the hash-locked package lists (needs uv)
	uv pip compile pyproject.toml --extra images --group build --universal --generate-hashes --no-header --no-strip-extras --quiet --upgrade -o requirements.txt
	uv pip compile pyproject.toml --extra dask --extra images --group build --group dev --universal --generate-hashes --no-header --no-strip-extras --quiet --upgrade -o requirements-dev.txt
	uv pip compile --group judges --python-version 3.11 --universal --generate-hashes --no-header --no-strip-extras --quiet --upgrade -o requirements-judges.txt
	uv pip compile --group peers --python-version 3.11 --universal --generate-hashes --no-header --no-strip-extras --quiet --upgrade -o requirements-peers.txt
	uv pip compile --group fuzz --python-version 3.11 --universal --generate-hashes --no-header --no-strip-extras --quiet --upgrade -o requirements-fuzz.txt

clean: ## remove the website, the environment and all caches
	rm -rf .venv .ci/judges _site .sitewright .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/build.stamp: requirements.txt pyproject.toml .ci/setup
	@.ci/setup requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml .ci/setup
	@.ci/setup requirements-dev.txt
	@touch $@ .venv/build.stamp
