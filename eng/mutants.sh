#!/bin/bash
# Shows that the tests notice: applies each wrong version of tests/mutants to a copy of the committed tree and runs the
# tests that its second line names, which must fail. MUTANT=name, or a pattern of names, runs some of them.
set -euo pipefail

LIMIT=120 # seconds for the tests of a mutant, ten times that for all of them; one that hangs is noticed, too
root=$(git rev-parse --show-toplevel)
copy=$(mktemp -d "${TMPDIR:-/tmp}/tidings-mutants.XXXXXX")
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM
command -v timeout >/dev/null || { echo "mutants: the program 'timeout' (GNU coreutils) is missing." >&2; exit 2; }
git -C "$root" archive HEAD | tar -x -C "$copy"
cd "$copy"
export GIT_CEILING_DIRECTORIES=${copy%/*} # a repository around the temporary folder is none of ours

# Code style is not what is tried here: a mutant may leave a variable unused.
build() {
  dotnet build -c Release --nologo -v quiet "$@" \
    -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:GenerateDocumentationFile=false > build.log 2>&1
}

build_all() { build tests/Tidings.Tests/Tidings.Tests.csproj "$@"; }

# The one project of src that a patch changes; something else where it changes more.
project_of() { sed -nE 's#^\+\+\+ b/src/([^/]+)/.*#\1#p; s#^\+\+\+ b/(tests|bench)/.*#\1#p' "$1" | sort -u; }

# Where the compiler leaves the assembly of a project, and its outside.
compiled() { echo "artifacts/obj/$1/release"; }
outside() { echo "artifacts/obj/$1/release/refint"; }

# Brings the assembly of a project, from the folder given, to wherever programs are started.
deploy() {
  local name target
  name=$(basename "$(outside "$2")"/*.dll)
  for target in artifacts/bin/*/release/"$name"; do cp "$1/$name" "$target"; done
}

# Builds one project, the others being built.
build_alone() { build "src/$1/$1.csproj" --no-restore -p:BuildProjectReferences=false -m:1; }

# Builds the tree with a mutant in it. Its project is enough where it looks the same from the outside, and so to the
# other projects; otherwise everything is built.
build_mutant() {
  project=$(project_of "$1")
  if [[ -n $project && -d pristine/$project ]]; then
    build_alone "$project" || return
    if diff -rq "$(outside "$project")" "pristine/$project/refint" > /dev/null; then
      deploy "$(compiled "$project")" "$project"
      return
    fi
  fi
  project=''
  build_all --no-restore
}

# Undoes what build_mutant did, as far as programs see it; the sources are put back already.
restore_pristine() {
  if [[ -n $project ]]; then deploy "pristine/$project" "$project"; else build_all --no-restore; fi
}

# Keeps what the compiler made of each project, and sees to it that the same comes of building the project alone: a
# mutant must be killed by what it changes.
keep_pristine() {
  local project kept
  for project in src/*/; do
    project=$(basename "$project") kept=pristine/$(basename "$project")
    mkdir -p "$kept"
    cp -r "$(compiled "$project")"/*.dll "$(outside "$project")" "$kept"
    find "src/$project" -name '*.cs' -exec touch {} +
    build_alone "$project" || return
    cmp "$(compiled "$project")/"*.dll "$kept/"*.dll && diff -rq "$(outside "$project")" "$kept/refint" || return
  done
}

# Starts one PostgreSQL for all mutants, which saves starting one for each; ends with this script. Where that does not
# work the tests start their own, or skip.
start_postgres() {
  local pg_ctl port password answer as=()
  [[ -z ${TIDINGS_TEST_POSTGRES:-} ]] || return 0
  pg_ctl=$(command -v pg_ctl || find /usr/lib/postgresql/*/bin /usr/pgsql*/bin -name pg_ctl 2> /dev/null | sort -V | tail -n 1)
  [[ -n $pg_ctl ]] || return 0
  if [[ $(id -u) -eq 0 ]]; then
    id postgres > /dev/null 2>&1 || return 0
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  fi
  port=$((20000 + RANDOM % 10000)) password=made-up-$RANDOM$RANDOM
  coproc KEEPER { cd / && exec "${as[@]}" setsid sh -c "$(cat "$copy/eng/test-postgres.sh")" sh "$pg_ctl" "$port" "$password"; }
  read -r -t 120 answer <&"${KEEPER[0]:-}" || return 0
  [[ $answer != ready* ]] || export TIDINGS_TEST_POSTGRES=postgres://tidings:$password@127.0.0.1:$port/postgres
}

# Runs the tests of the filters given; leaves their output in test.log.
run_tests() {
  timeout -k 5 "$LIMIT" artifacts/bin/Tidings.Tests/release/Tidings.Tests -noLogo -noColor -stopOnFail "$@" \
    > test.log 2>&1
}

# The tests that kill a mutant, as arguments: its line 'killed-by' holds -method filters alone, because the runner of
# the tests joins those by OR. A star stands at an end of a name only.
filters() {
  sed -nE '2s/^# killed-by: (.*)$/\1/p' "$1" | sed -E 's/ *-method "([^"]*)"/-method\n\1\n/g' | sed '/^ *$/d'
}

patches=()
for file in tests/mutants/*.patch; do
  name=$(basename "$file" .patch)
  # shellcheck disable=SC2053 # MUTANT may be a pattern
  if [[ -z ${MUTANT:-} || ${name#*-} == $MUTANT || $name == $MUTANT ]]; then patches+=("$file"); fi
done
[[ ${#patches[@]} -gt 0 ]] || { echo "mutants: none is called '${MUTANT:-}'. See tests/mutants." >&2; exit 2; }

bad=0
all=()
for file in "${patches[@]}"; do
  mapfile -t wanted < <(filters "$file")
  if ! sed -n 1p "$file" | grep -q '^# .' || [[ ${#wanted[@]} -eq 0 ]] \
    || sed -E '2s/ -method "\*?[^"*]+\*?"//g' "$file" | sed -n 2p | grep -qv '^# killed-by:$'; then
    echo "ERROR $(basename "$file" .patch): its first lines must be '# what is wrong' and" \
      "'# killed-by: -method \"NAME\"', with a star at the ends of NAME alone" >&2
    bad=$((bad + 1))
  elif ! git apply --check "$file" 2> apply.log; then
    echo "ERROR $(basename "$file" .patch) no longer applies: $(head -n 1 apply.log)" >&2
    bad=$((bad + 1))
  fi
  all+=("${wanted[@]}")
done
[[ $bad -eq 0 ]] || exit 1

echo "mutants: building and testing the tree as it is"
build_all || { cat build.log >&2; echo "mutants: the tree does not build" >&2; exit 1; }
[[ ${all[*]} != *Postgres* ]] || start_postgres
LIMIT=$((10 * LIMIT)) run_tests "${all[@]}" || { tail -n 40 test.log >&2; echo "mutants: these tests fail without a mutant" >&2; exit 1; }
keep_pristine > pristine.log 2>&1 \
  || { cat pristine.log build.log >&2; echo "mutants: a project that is built alone becomes another one" >&2; exit 1; }

killed=0 survived=0 errors=0 done=0
for file in "${patches[@]}"; do
  name=$(basename "$file" .patch)
  done=$((done + 1))
  started=$(date +%s%N)
  mapfile -t wanted < <(filters "$file")
  git apply "$file"
  status=0 by='' verdict='' ran=''
  if ! build_mutant "$file"; then
    why=$(grep -m 1 -oE 'error [A-Z]+[0-9]+: .*' build.log || tail -n 1 build.log)
    verdict="ERROR    ${name/-/ } does not build: $why"
  else
    run_tests "${wanted[@]}" || status=$?
    by=$(sed -nE 's/^ *([^ ].*) \[FAIL\].*$/\1/p' test.log | head -n 1)
    by=${by#Tidings.Tests.}
    ran=$(sed -nE 's/.*Total: ([0-9]+),.* Skipped: ([0-9]+),.*/\1 - \2/p' test.log | head -n 1)
  fi
  git apply --reverse "$file"
  restore_pristine || { cat build.log >&2; echo "mutants: the tree does not build without $name" >&2; exit 1; }
  seconds=$(awk "BEGIN { printf \"%.1f\", ($(date +%s%N) - $started) / 1e9 }")
  if [[ -n $verdict ]]; then
    errors=$((errors + 1))
  elif [[ $status -eq 124 || $status -eq 137 ]]; then
    verdict="killed   ${name/-/ } ($seconds s): the tests hang" killed=$((killed + 1))
  elif [[ $status -ne 0 && -n $by ]]; then
    verdict="killed   ${name/-/ } ($seconds s) by $by" killed=$((killed + 1))
  elif [[ $status -ne 0 ]]; then
    verdict="killed   ${name/-/ } ($seconds s): the tests end with status $status" killed=$((killed + 1))
  elif [[ $((${ran:-0})) -eq 0 ]]; then
    verdict="ERROR    ${name/-/ }: no test is called ${wanted[*]}, or all are skipped here" errors=$((errors + 1))
  else
    verdict="SURVIVED ${name/-/ } ($seconds s): $(sed -nE '1s/^# //p' "$file")" survived=$((survived + 1))
  fi
  printf '%3d/%d %s\n' "$done" "${#patches[@]}" "$verdict"
done

echo "mutants: $killed killed, $survived survived$([[ $errors -eq 0 ]] || echo ", $errors in error")"
[[ $survived -eq 0 && $errors -eq 0 ]]
