# The commands of the project. Each installs what it needs first, on a machine with only python3 and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check check-format check-lint check-types check-imports format bench proof film pictures guides laptops golden \
        golden-review compare figures package deb clean ready-run ready-dev ready-proof

export PYTHONUTF8 = 1
PYTHON := .venv/bin/python
OUT ?= ket-qua
WORKERS ?= 2
ARGS ?=
PYTEST = QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PYTHON) -m pytest

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ready-run ## run the demonstration: files in ket-qua/ (OUT=...), then the window where there is a display
	@.venv/bin/tdkt demo --out "$(OUT)"
	@echo "Files: $(abspath $(OUT))"

test: ready-dev ## run every test (ARGS="-k name" passes options to pytest)
	@$(PYTEST) -n $(WORKERS) $(ARGS)

check: ready-dev ## check format, rules, types and the direction of imports (make -k check shows all)
	@$(MAKE) --no-print-directory check-format check-lint check-types check-imports

check-format: ; $(PYTHON) -m ruff format --check .
check-lint: ; $(PYTHON) -m ruff check .
check-types: ; $(PYTHON) -m mypy
check-imports: ; .venv/bin/lint-imports

format: ready-dev ## rewrite the sources in the house format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: ready-dev ## measure speed against the stated limits
	@if command -v xvfb-run >/dev/null && command -v xauth >/dev/null; then \
	  QT_QPA_PLATFORM=xcb xvfb-run -a $(PYTHON) -m pytest -m bench -p no:randomly -s $(ARGS); \
	else $(PYTEST) -m bench -p no:randomly -s $(ARGS); fi

proof: ready-proof ## the long proofs: kills, damaged files, thousands of merges
	@$(PYTEST) -m proof --timeout 1200 $(ARGS)

laptops: ready-dev ## two windows as two laptops: issue, edit both, merge, settle, notice (pictures in ket-qua/hai-may)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) packaging/two_laptops.py $(ARGS)

pictures: ready-dev ## make every picture of the help and the README anew, from the real window
	@$(PYTHON) packaging/screenshots.py

guides: ready-run ## the guides as PDF, to print or to send (ket-qua/huong-dan/, OUT=...)
	@.venv/bin/tdkt guides --out "$(OUT)/huong-dan"

film: ready-dev ## the film of one unit filled by keyboard alone, on a virtual screen (packaging/film/)
	@$(PYTHON) packaging/film.py $(ARGS)

golden: ready-dev ## rewrite the golden files, then show what changed
	@$(PYTEST) --update-golden -q $(ARGS)
	@$(MAKE) --no-print-directory golden-review

golden-review: ## show how the golden files differ from the committed ones
	@git --no-pager status --short -- tests/golden
	@git --no-pager diff --stat --patch -- tests/golden

compare: ready-proof ## the sample's papers as PDF beside the same from Word files through LibreOffice (ARGS="FOLDER")
	@$(PYTHON) packaging/compare_documents.py $(ARGS)

package: ready-dev ## the program as one folder that needs no Python (dist/tdkt), tried out (see packaging/README.md)
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c constraints.txt --group package
	@$(PYTHON) packaging/build.py

deb: package ## a Debian package of it (dist/*.deb)
	@$(PYTHON) packaging/deb.py

figures: ready-dev ## the published notice of 2019 beside the sample's, figure by figure, every difference with why
	@$(PYTHON) packaging/compare_figures.py

clean: ## remove what the commands made, the installed tools included
	rm -rf .venv .venv.lock build dist ket-qua *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find tdkt_desktop tests packaging -type d -name __pycache__ -prune -exec rm -rf {} +

ready-run: ; @bash packaging/bootstrap.sh run
ready-dev: ; @bash packaging/bootstrap.sh dev
ready-proof: ; @bash packaging/bootstrap.sh proof
