# Every command of the house; each does its own set-up first. `make help` lists them.
PYTHON ?= python3
SET_UP = @$(PYTHON) build_scripts/set_up.py
RUN = .venv/bin/python -m
# Each has its own server, port and browser; the one that is done first takes over from the others. Three on two cores, since
# a test in a browser often waits.
AT_ONCE = -n 3 --dist worksteal
# What Python has compiled is kept, and beside the sources is no place for it: every process would compile all again.
export PYTHONPYCACHEPREFIX = $(CURDIR)/build/bytecode
unexport PYTHONDONTWRITEBYTECODE
export SITE_URL FRAME_ANCESTORS PORT DAY CHROMIUM ZIP RECORD ONLY

.PHONY: nightly format new-guide new-calculator permalinks release report-sources recheck-sources lettering golden help serve test test-all test-pythons test-engines test-publishing test-distributed test-hostile test-generator build zip check bench lighthouse upgrade-check lock licences clean distclean
.DEFAULT_GOAL := help

help:          ## list the commands
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/: *##/  ·/'
serve:         ## build the site, serve it at http://127.0.0.1:8000/ (PORT=), rebuild what changes
	$(SET_UP)
	@$(RUN) build_scripts.serve
test:          ## every daily test
	$(SET_UP) --browser
	@$(RUN) build_scripts.build
	@$(RUN) pytest $(AT_ONCE)
test-all:      ## the full matrix of pages, schemes and sizes
	$(SET_UP) --browser
	@$(RUN) build_scripts.build
	@$(RUN) pytest $(AT_ONCE) --full
test-pythons:  ## the tests that need no browser, on every supported Python this machine has
	$(SET_UP)
	@$(RUN) build_scripts.build
	@$(RUN) build_scripts.nightly.test_pythons
test-engines:  ## nightly: what a reader does, in Firefox and WebKitGTK where Debian's are installed
	$(SET_UP)
	@$(RUN) build_scripts.build
	@$(RUN) pytest -rs tests/engines
test-distributed: ## nightly: the case desk over several processes and machines, with Dask and Spark (CASES=)
	$(SET_UP)
	@CASES=$(CASES) $(RUN) build_scripts.measuring.distributed
test-publishing: ## nightly: a release behind Debian's nginx: every header and address, in a browser and under load
	$(SET_UP) --browser --nginx
	@$(RUN) build_scripts.build
	@$(RUN) pytest -s tests/publishing
test-hostile:  ## nightly: thousands of forms, blocks and links that nobody should send, other ones on every run (EXAMPLES=)
	$(SET_UP)
	@EXAMPLES=$${EXAMPLES:-3000} $(RUN) pytest -n 2 tests/calculators/test_hostile_input.py
audit:         ## nightly: every question of docs/ledger/audit.toml, with its figure; build/audit.md (RECORD=1, ONLY=)
	$(SET_UP) --browser --nginx
	@$(RUN) build_scripts.build
	@$(RUN) build_scripts.nightly.audit
mutation:      ## nightly: mistakes put into calculators and checks, and how many the tests find; build/mutation (PART=, EVERY=, RESULTS=1)
	$(SET_UP)
	@PART=$(PART) EVERY=$(EVERY) RESULTS=$(RESULTS) $(RUN) build_scripts.nightly.mutation
test-generator:  ## nightly: the pages by the generator that may come after MkDocs, and what differs, page by page
	$(SET_UP)
	@$(RUN) build_scripts.build
	@$(RUN) build_scripts.nightly.test_generator
nightly:       ## everything that is too slow for every day, one after another (hours); a failure does not keep the rest from its turn
	@$(MAKE) --keep-going --no-print-directory test-all test-pythons test-generator test-distributed lighthouse audit
build:         ## build/site: plain files for any static host (SITE_URL=, FRAME_ANCESTORS=; ZIP=1 writes the zip too)
	$(SET_UP)
	@$(RUN) build_scripts.build
zip:           ## build/site, and build/clearlimit-site.zip to unpack on any plain web server
	$(SET_UP)
	@ZIP=1 $(RUN) build_scripts.build
check:         ## lint, strict types, all content checks (DAY= overrides today)
	$(SET_UP)
	@$(RUN) build_scripts.check
format:        ## the formatter, and what the linters can mend by themselves
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.format
new-guide:     ## NAME=after-a-refusal: a guide's skeleton in both languages, named in menus and home page
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.new guide "$(NAME)"
	@$(RUN) build_scripts.upkeep.add_permalinks
new-calculator: ## NAME=money-left: a calculator's skeleton: folder, page, forms, cases, tests
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.new calculator "$(NAME)"
	@$(RUN) build_scripts.upkeep.add_permalinks
	@$(RUN) build_scripts.upkeep.golden --write
permalinks:    ## record the ids of new headings in docs/ledger/permalinks.toml
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.add_permalinks
release:       ## what is published: build/clearlimit-release.zip (SITE_URL=), its manifest of digests, its own digest
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.release
report-sources: ## what a report prints of its sources, taken from the ledger anew
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.add_report_sources
recheck-sources: ## for a person with a network: asks every source's address, prints which need a look (SOURCES="id …")
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.recheck_sources $(SOURCES)
lettering:     ## the outlines that covers are drawn from, after a title has got a character that has none
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.lettering
golden:        ## record what the golden forms give under each method's present version
	$(SET_UP)
	@$(RUN) build_scripts.upkeep.golden --write
bench:         ## measure against other ways to run Python in a page; build/bench.json (BEFORE=folder of an earlier build/site)
	$(SET_UP) --full-browser
	@$(RUN) build_scripts.build
	@BEFORE=$(BEFORE) $(RUN) build_scripts.nightly.bench
lighthouse:    ## Lighthouse on a page of each kind in both languages; fails below 95 / 100 / 100 / 100
	$(SET_UP) --full-browser
	@$(RUN) build_scripts.build
	@$(RUN) build_scripts.nightly.lighthouse
upgrade-check: ## try another Pyodide and print what holds and what does not: PYODIDE=<version>
	$(SET_UP)
	@$(RUN) build_scripts.nightly.upgrade_check $(PYODIDE)
lock:          ## write the lock files anew from requirements/*.in (needs uv)
	@$(RUN) build_scripts.upkeep.lock
licences:      ## the licences of Python packages into docs/ledger/licences.toml, after `make lock`
	@$(RUN) build_scripts.upkeep.licences
clean:         ## remove the build
	@rm -rf build
distclean:     ## remove the build, caches and set-up
	@rm -rf build .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
