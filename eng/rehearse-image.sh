#!/bin/sh
# Goes through the Dockerfile's steps without a container engine, in an empty folder: sends what .dockerignore lets
# through, runs the build stage's own commands, puts the image's folders together, and runs the program there as an
# ordinary user. It tells nothing about the base images: the SDK, the runtime and ICU are this machine's.
# Usage: eng/rehearse-image.sh
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
fail() { echo "rehearsal: $*" >&2; exit 1; }
now() { date +%s%3N; }
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill -KILL "$pid" 2> /dev/null || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"
began=$(now)
step() { echo "$1 ($(($(now) - began)) ms)"; began=$(now); }

# --- What goes to the engine -----------------------------------------------------------------------------------------
# Of the files under version control, so that nothing else can be needed. The last rule that matches a file, or a folder
# above it, decides. Of the patterns' language: *, ? and a leading **/.
mkdir "$folder/context"
cd "$root"
git ls-files | awk -v rules=.dockerignore '
  function expression(pattern) {
    gsub(/[.+()\[\]{}^$|]/, "\\\\&", pattern)
    sub(/^\*\*\//, "\001", pattern)
    gsub(/\*/, "[^/]*", pattern); gsub(/\?/, "[^/]", pattern)
    sub(/^\001/, "(.*/)?", pattern)
    return "^" pattern "(/.*)?$"
  }
  BEGIN {
    while ((getline line < rules) > 0) {
      if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
      count++; lets[count] = sub(/^!/, "", line); text[count] = line; pattern[count] = expression(line)
    }
  }
  {
    passes = 1
    for (i = 1; i <= count; i++) if ($0 ~ pattern[i]) { passes = lets[i]; hits[i]++ }
    if (passes) print
  }
  END {
    for (i = 1; i <= count; i++)
      if (lets[i] && !hits[i]) { print ".dockerignore: !" text[i] " lets nothing through" > "/dev/stderr"; exit 1 }
  }' > "$folder/list" || fail "the rules do not fit the files"
while read -r file; do
  mkdir -p "$folder/context/$(dirname "$file")"
  cp "$file" "$folder/context/$file"
done < "$folder/list"
step "context: $(wc -l < "$folder/list") files of $(git ls-files | wc -l), $(du -sk "$folder/context" | cut -f 1) kB"

# --- The Dockerfile's steps ------------------------------------------------------------------------------------------
inside() { # a path of the stage that is being made
  case $1 in
    /*) echo "$stage$1" ;;
    *) echo "$stage$work/$1" ;;
  esac
}

copy() { # as COPY does: of a folder what it holds, of a file itself
  from=$1; shift
  for target in "$@"; do :; done
  to=$(inside "$target")
  while [ $# -gt 1 ]; do
    if [ -d "$from/$1" ]; then
      mkdir -p "$to"; cp -R "$from/$1/." "$to"
    else
      case $target in
        */) mkdir -p "$to" ;;
        *) fail "COPY $1 $target: name a folder, with / behind it" ;;
      esac
      cp "$from/$1" "$to" || fail "COPY $1: not in the context"
    fi
    shift
  done
}

# MSBuild's helpers would outlive the steps and keep the folder in use.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset CI TIDINGS__STORE TIDINGS__QUEUE DATABASE_URL DB_URL 2> /dev/null || true
stages=0 work=/ user=root entry=
while read -r word rest; do
  case $word in
    '' | '#'*) continue ;;
    FROM)
      stages=$((stages + 1)) work=/
      stage=$folder/stage$stages
      case $rest in *' AS '*) name=${rest##* AS }; ln -s "stage$stages" "$folder/stage-$name" ;; esac
      mkdir "$stage" ;;
    WORKDIR) work=$rest; mkdir -p "$stage$work" ;;
    COPY)
      case $rest in
        --from=*) source=${rest%% *}; copy "$folder/stage-${source#--from=}" ${rest#* } ;;
        *) copy "$folder/context" $rest ;;
      esac ;;
    RUN)
      [ "$stages" -eq 1 ] || { echo "left out: RUN $rest"; continue; }
      (cd "$stage$work" && sh -c "$rest") > "$folder/log" 2>&1 < /dev/null || { cat "$folder/log" >&2; fail "RUN $rest"; }
      step "RUN $rest" ;;
    USER) user=$rest ;;
    ENTRYPOINT)
      entry=$(printf '%s\n' "$rest" | sed -n 's/^\["\([^"]*\)"\]$/\1/p')
      [ -n "$entry" ] || fail "ENTRYPOINT $rest: not the form that lets signals through" ;;
    VOLUME | CMD) ;;
    *) fail "$word: not understood" ;;
  esac
done < "$root/Dockerfile"
case $user in root | 0 | 0:*) fail "the image runs as root" ;; esac
program=$stage$entry
[ -x "$program" ] || fail "ENTRYPOINT $entry: not in the image"
echo "image: $(find "$stage" -type f | wc -l) files, $(du -sk "$stage" | cut -f 1) kB without the base image"
rm -rf "$folder/stage1" # what runs must not lean on it

# --- The program, as an ordinary user in an empty folder -------------------------------------------------------------
data=$stage$work
mkdir -p "$data"
as= # replaces itself by the program, so that a signal meets the program and nothing between
if [ "$(id -u)" -eq 0 ]; then
  chown nobody "$data"
  as="setpriv --reuid=nobody --regid=nogroup --clear-groups --"
fi
export HOME=/nonexistent TIDINGS__STORE=sqlite:tidings.db TIDINGS__QUEUE=sqlite:tidings-queue.db
cd "$data"
run() { $as timeout 60 "$program" "$@" < /dev/null > "$folder/out" 2> "$folder/log" || { cat "$folder/log" >&2; fail "tidings $*"; }; }

run migrate
run migrate
grep -q 'nothing to do' "$folder/out" || fail "migrate is not done once and for all"
step "tidings migrate, twice"
run replay "$folder/context/samples/x.jsonl.gz"
run top --limit 3 --format csv
[ "$(wc -l < "$folder/out")" -eq 4 ] || fail "top has no three rows"
step "tidings replay and top: $(sed -n 2p "$folder/out")"

$as "$program" work > "$folder/work" 2>&1 < /dev/null &
pid=$!
tries=0
until [ -e tidings-queue.db ] && $as "$program" queue status --format json 2> /dev/null | grep -q '"workers":1\b'; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] && kill -0 "$pid" 2> /dev/null || { cat "$folder/work" >&2; fail "tidings work does not begin"; }
  sleep 0.2
done
step "tidings work has begun"
owner=$(stat -c %U "/proc/$pid" 2> /dev/null || echo unknown)
[ "$owner" != root ] || fail "tidings work runs as root"
[ "$(cat "/proc/$pid/comm" 2> /dev/null || echo tidings)" = tidings ] || fail "something stands between the signal and the program"
kill -TERM "$pid"
( sleep 10; kill -KILL "$pid" 2> /dev/null ) > /dev/null 2>&1 &
watchdog=$!
status=0
wait "$pid" || status=$?
kill "$watchdog" 2> /dev/null || true
pid=
[ "$status" -eq 0 ] || { cat "$folder/work" >&2; fail "SIGTERM: tidings work ended with $status"; }
step "SIGTERM: tidings work, running as $owner, ended with 0"
echo "rehearsed: all steps passed"
