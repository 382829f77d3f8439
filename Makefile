# The front door. CI calls the same targets. 'make help' lists them.

CONFIGURATION := Release
SOLUTION      := Tidings.slnx
TIDINGS       := artifacts/tidings
PUBLISHED     := artifacts/published
RESULTS       := artifacts/test-results
DOTNET_FLAGS  := -c $(CONFIGURATION) --nologo -v quiet
# Runs test assemblies one after the other and leaves one report each in $(RESULTS).
RUN_TESTS     := dotnet test --solution $(SOLUTION) -c $(CONFIGURATION) --no-build --no-restore \
                 --report-ctrf --results-directory $(RESULTS) --ignore-exit-code 8

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: help setup setup-servers build publish run test test-fast test-long lint format bench fuzz samples migrate up down down-with-volumes restart logs rehearse-image mutants clean

help: ## lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 19

setup: ## checks the machine and restores the packages
	@eng/setup.sh
	@dotnet restore $(SOLUTION) -v quiet

# Tests that need a server skip where it is missing, so this never fails.
setup-servers: ## installs the servers that the tests use, where it may
	@eng/setup-postgres.sh
	@eng/setup-npm.sh

build: setup ## builds everything; the program is then artifacts/tidings
	@dotnet build $(SOLUTION) $(DOTNET_FLAGS) --no-restore
	@ln -sfn bin/Tidings/release/tidings $(TIDINGS)

# Beside the other build, which it leaves as it is: what is compiled ahead asks for packages of the machine's kind.
publish: setup ## compiles the program ahead of time, as the container image has it, into artifacts/published
	@dotnet publish src/Tidings/Tidings.csproj $(DOTNET_FLAGS) --artifacts-path artifacts/ahead --use-current-runtime \
	  -p:PublishReadyToRun=true -o $(PUBLISHED)
	@touch $(PUBLISHED)/tidings

run: build ## shows the main job on the bundled recording: happiest hashtags and coin moods
	@$(TIDINGS) demo

test: setup-servers build ## all tests but the long ones
	@rm -rf $(RESULTS)
	@$(RUN_TESTS) --filter-not-trait "Category=Long"

test-fast: build ## the tests that need no server and no patience
	@rm -rf $(RESULTS)
	@$(RUN_TESTS) --filter-not-trait "Category=Long" --filter-not-trait "Category=Slow" \
	  --filter-not-trait "Category=Postgres" --filter-not-trait "Category=Npm"

test-long: setup-servers build ## the long ones
	@rm -rf $(RESULTS)
	@$(RUN_TESTS) --filter-trait "Category=Long"

fuzz: build ## feeds the decoder two million mutated lines
	@rm -rf $(RESULTS)
	@TIDINGS_FUZZ_LINES=2000000 $(RUN_TESTS) --filter-class "*Fuzz*"

lint: setup ## checks format and analyzers; changes nothing
	@dotnet format $(SOLUTION) --verify-no-changes --no-restore
	@eng/lint.sh

format: setup ## formats the code
	@dotnet format $(SOLUTION) --no-restore

bench: build publish ## end to end on 1 GB, and each stage, against baselines of the same run
	@artifacts/bin/Tidings.Benchmarks/release/Tidings.Benchmarks

samples: build ## makes the bundled recording again
	@$(TIDINGS) sample -o samples

migrate: build ## brings the configured store's schema up to date
	@$(TIDINGS) migrate

up: ## starts the program and a PostgreSQL in containers; makes .env where there is none
	@eng/compose.sh up --detach

down: ## stops the containers; what they stored stays
	@eng/compose.sh down

down-with-volumes: ## stops the containers and DELETES the database and the queue
	@eng/compose.sh down --volumes

restart: ## starts the program in its container again
	@eng/compose.sh restart tidings

logs: ## follows what the containers say
	@eng/compose.sh logs --follow --tail 100

rehearse-image: ## goes through the Dockerfile's steps in an empty folder, without a container engine
	@eng/rehearse-image.sh

mutants: setup-servers setup ## shows that the tests notice each wrong version in tests/mutants (MUTANT=name for one)
	@MUTANT='$(MUTANT)' eng/mutants.sh

clean: ## removes everything that was built
	@rm -rf artifacts
