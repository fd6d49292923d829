# Every target sets up first what is not set up yet; the second time that takes a moment.
# tools/bootstrap.py holds what each one does, for make.bat too. More arguments: make test ARGS="-k search"
PYTHON ?= python3
ARGS ?=

.PHONY: help setup run test bench app check clean

help:
	@echo "make setup   packages, .venv and database, and nothing else"
	@echo "make run     the program, from source"
	@echo "make test    all tests; builds the programs for those marked frozen"
	@echo "make bench   start-up, search and PDF times"
	@echo "make app     the single file dist/mbc-desktop and the folder dist/mbc-desktop-folder"
	@echo "make check   lint, format and types"
	@echo "make clean   remove what was built, but not .venv"

setup run test bench app check:
	@$(PYTHON) tools/bootstrap.py $@ $(ARGS)

clean:
	rm -rf build dist db/mbc.sqlite3 .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/output
