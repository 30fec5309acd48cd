# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := src/reportedly/data/samples/samples.jsonl
DATA ?= ../shared/data

.PHONY: demo desk test lint types unit slow docs bench peers model floors pictures requirements gazetteer basemap clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.run  ## set up, read the sample reports, print the ledger of claims
	@$(BIN)/reportedly read $(SAMPLES)
	@echo "To see them beside the text, on a map and on a timeline: make desk"

desk: $(VENV)/.run  ## put the sample reports in a ledger, build/samples.db, and open it in the browser
	@mkdir -p build
	@test -f build/samples.db || $(BIN)/reportedly add build/samples.db $(SAMPLES)
	@$(BIN)/reportedly desk build/samples.db

test: lint types unit  ## set up, then lint, types and tests

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/.run: $(VENV)/.pip requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell src tests bench tools training docs README.md CHANGELOG.md
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

slow: $(VENV)/.dev  ## the tests that take minutes: a large archive, a cluster, kills, the desk on PostgreSQL
	$(BIN)/python -m pytest -m slow -n auto --dist loadfile

bench: $(VENV)/.dev peers  ## every task on the corpora below DATA, peers beside ours; writes bench/RESULTS.md
	$(BIN)/python -m bench --all $(DATA) --peers

peers: .venv-peers/.done  ## other people's tools, in an environment of their own

.venv-peers/.done: bench/peers/requirements.in
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r bench/peers/requirements.in
	@touch $@

floors: $(VENV)/.dev  ## accuracy floors on what the repository itself holds
	$(BIN)/python -m bench --floors

requirements: $(VENV)/.dev  ## lock again: exact versions with hashes, no index named
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 requirements/build.in -o requirements/build.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml --all-extras --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 pyproject.toml --extra desk -c requirements/dev.txt -o requirements/run.txt

model: $(VENV)/.dev  ## train the tagger again (hours), ship it, write its card; wants torch and transformers in .venv-train
	.venv-train/bin/python -m training.train --data $(DATA)/polnear --out training/runs/main
	.venv-train/bin/python -m training.export --data $(DATA)/polnear --run training/runs/main --ship
	PYTHONPATH=. .venv-train/bin/python -m training.names --data $(DATA)/re3d --ship
	PYTHONPATH=. $(BIN)/python -m training.factuality --data $(DATA)/factuality_uw --ship
	.venv-train/bin/python -m training.card --data $(DATA)/polnear --run training/runs/main

basemap: $(VENV)/.dev  ## build the desk's country shapes again from Natural Earth
	$(BIN)/python tools/build_basemap.py --basemap $(DATA)/basemap

gazetteer: $(VENV)/.dev  ## build the gazetteer again from its sources
	$(BIN)/python tools/build_gazetteer.py --wof $(DATA)/gazetteer_wof --basemap $(DATA)/basemap

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

docs: $(VENV)/.dev  ## write the generated pages again
	$(BIN)/python tools/write_reference.py
	$(BIN)/python tools/write_picture.py

pictures: $(VENV)/.dev  ## take the pictures of the desk again; wants Chromium
	$(BIN)/python -m tools.write_shots
