# Two commands are enough on a fresh machine: `make report`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
unexport PYTHONDONTWRITEBYTECODE  # compiled once, not by every process

.PHONY: report test proof check gallery golden bench clean lint

report: $(VENV)/.installed
	$(BIN)/python make_report.py build

check: $(VENV)/.installed
	$(BIN)/python make_report.py check

test: $(VENV)/.installed-dev
	$(BIN)/python -m tests.tools
	$(BIN)/python -m pytest -n auto --dist loadgroup

# the costly proofs at their full counts: longer than `make test` should take
proof: $(VENV)/.installed-dev
	PROOF=1 $(BIN)/python -m pytest -n auto --dist loadgroup

gallery: $(VENV)/.installed-dev
	$(BIN)/python make_report.py gallery
	$(BIN)/python -m tests.pictures build/gallery .readme

golden: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --update

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.installed-bench
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.charts

clean:
	rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-data.txt requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@
