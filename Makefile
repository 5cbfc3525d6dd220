# Thin on purpose: what "set up" means is written and explained in packaging/bootstrap.py.

export PYTHON
BOOTSTRAP := $(or $(PYTHON),python3) packaging/bootstrap.py
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint types catalog gallery package package-test lock clean have-python

help:  ## この一覧 / this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | \
	    while IFS='|' read -r name text; do printf '  make %-23s %s\n' "$$name" "$$text"; done

run: have-python  ## 準備をして起動する / set up and start the program (ARGS="…")
	@$(BOOTSTRAP) run
	@$(BIN)/michishirube $(ARGS)

test: have-python  ## 準備をしてすべて検査する / set up, then lint, types and tests
	@$(BOOTSTRAP) test
	@$(MAKE) --no-print-directory check-lint check-types
	$(BIN)/python -m pytest $(ARGS)

lint: dev check-lint  ## 書き方の検査 / ruff
types: dev check-types  ## 型の検査 / mypy

.PHONY: dev check-lint check-types
dev: have-python
	@$(BOOTSTRAP) dev

check-lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# packaging/ is checked from inside: seen from the root it would hide the PyPI package "packaging".
check-types:
	$(BIN)/mypy
	cd packaging && MYPYPATH=windows ../$(BIN)/mypy --config-file ../pyproject.toml *.py windows/*.py

catalog: have-python  ## 制度データベースを作る / build the programme database
	@$(BOOTSTRAP) run

gallery: have-python  ## 全画面の見本画像を作る / pictures of every page
	@$(BOOTSTRAP) test
	$(BIN)/python -m tests.gallery $(ARGS)

package: have-python  ## このシステム用のパッケージを dist/ に作る / build the package of this system
	@$(BOOTSTRAP) package
	@$(firstword $(BOOTSTRAP)) packaging/package.py

package-test: have-python  ## dist/ のパッケージを検査する / test the package in dist/
	@$(BOOTSTRAP) package-test
	$(BIN)/python -m pytest tests/packaging -m package $(ARGS)

# ARGS=--fresh forgets all downloads first. What it builds is for the trial only.
package-windows-preview: have-python  ## Windows用の包装をWineで試す / try the Windows package out under Wine
	@$(BOOTSTRAP) test
	$(BIN)/python packaging/windows_preview.py $(ARGS)

.PHONY: bench
bench: have-python  ## 速さと大きさを予算と比べる / measure against the budgets (ARGS=--quick)
	@$(BOOTSTRAP) test
	$(BIN)/python -m tests.bench $(ARGS)

lock: have-python  ## 依存関係を固定し直す / write the lock files anew (ARGS=--upgrade)
	@$(BOOTSTRAP) lock $(ARGS)

clean:  ## 作られたものを消す / remove everything that was made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find desktop db tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

have-python:
	@command -v $(firstword $(BOOTSTRAP)) >/dev/null || { \
	    echo "Python 3.11 以上が必要です / Python 3.11 or newer is needed:"; \
	    echo "    sudo apt-get install -y python3 python3-venv"; exit 1; } >&2
