# The commands to learn are `make run` and `make test`; `make` alone lists them all.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SOAK_MINUTES ?= 30

ifeq ($(filter else-if,$(.FEATURES)),)
$(error make 太旧：请安装 GNU make 3.81 或更新版本 / this make is too old: install GNU make 3.81 or newer)
endif

.PHONY: help setup run test check fmt bench soak docs clean lock

help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## make .venv with the locked, hashed dependencies
	@PYTHON="$(PYTHON)" sh scripts/setup

run: setup ## start the assistant: trial mode with a web chat, or Telegram when BOT_TOKEN is set
	@exec $(BIN)/python -m bot run

test: check ## run every check and every test
	$(BIN)/python -m pytest --numprocesses=logical --dist=worksteal --cov --cov-report=term

check: setup ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: setup ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure speed and memory beside bare echo bots, answers and questions beside common ways
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .venv/aiogram
	$(BIN)/uv pip install --quiet --python .venv/aiogram --require-hashes -r bench/aiogram.lock
	$(BIN)/python -m bench

soak: setup ## three replicas under random faults for SOAK_MINUTES (30); crashes, a person who does anything, reminders under every fault
	$(BIN)/python -m tests.replicas --minutes=$(SOAK_MINUTES)
	$(BIN)/python -m pytest tests/e2e/test_crash.py tests/e2e/test_model.py --no-cov --crash-rounds=20 --model-runs=500
	$(BIN)/python -m tests.simulator --runs=10000 --jobs=0

docs: setup ## make the pictures in docs/ anew
	$(BIN)/python -m bot content graph
	$(BIN)/python scripts/screenshots.py

lock: setup ## resolve the newest allowed versions into requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group pyproject.toml:dev pyproject.toml -o requirements.lock --quiet
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade bench/aiogram.in -o bench/aiogram.lock --quiet

clean: ## remove what the targets made (never data/)
	rm -rf .venv dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
