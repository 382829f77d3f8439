#!/bin/sh
# Replays a recording whole, then again with ten kill -9 at random instants, and compares the tables that are left.
# Usage: eng/replay-kill.sh RECORDING...     TIDINGS_SEED=n repeats the instants (the machine decides what they meet).
set -eu

[ $# -ge 1 ] || { echo "usage: eng/replay-kill.sh RECORDING..." >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
tidings=$root/artifacts/bin/Tidings/release/tidings
[ -x "$tidings" ] || { echo "$tidings is missing: run 'make build' first." >&2; exit 2; }
kills=10
seed=${TIDINGS_SEED:-$(date +%s)}
# Both stores have to make the same pseudonyms.
export TIDINGS__PRIVACY__KEY='a key for tests, not a secret'

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
now() { date +%s%3N; }

# All columns but those that tell of arrival.
export_all() {
  for table in hashtags topics posts; do
    "$tidings" export "$table" --format jsonl --store "sqlite:$1" -o "$1.$table" 2> "$folder/log" || { cat "$folder/log" >&2; exit 1; }
    sed -i -E 's/"(seq|received_at)":("[^"]*"|[0-9]+|null),?//g' "$1.$table"
  done
}

start=$(now)
"$tidings" replay "$@" --store "sqlite:$folder/whole.db" > /dev/null 2> "$folder/log" || { cat "$folder/log" >&2; exit 1; }
took=$(($(now) - start))
echo "seed $seed: undisturbed in $took ms"

# Each attempt reads from the beginning of the recording. One that comes to its end leaves nothing to interrupt any more:
# then all begins anew.
awk -v seed="$((seed % 1000000))" 'BEGIN { srand(seed); rand(); for (i = 0; i < 100; i++) print rand() }' > "$folder/instants"
killed=0
while [ "$killed" -lt "$kills" ] && read -r part; do
  after=$(awk -v part="$part" -v took="$took" 'BEGIN { printf "%.3f", 0.05 + part * 0.8 * took / 1000 }')
  status=0
  timeout -s KILL "$after" "$tidings" replay "$@" --store "sqlite:$folder/killed.db" > /dev/null 2> "$folder/log" || status=$?
  case $status in
    137) killed=$((killed + 1)); echo "killed after $after s, store and log: $(cat "$folder"/killed.db* 2> /dev/null | wc -c) bytes" ;;
    0) took=$((took * 3 / 4)); killed=0; rm -f "$folder"/killed.db*; echo "ended before $after s: begins anew" ;;
    *) cat "$folder/log" >&2; exit 1 ;;
  esac
done < "$folder/instants"
[ "$killed" -eq "$kills" ] || { echo "only $killed kills met a process: the recording is too small." >&2; exit 1; }

"$tidings" replay "$@" --store "sqlite:$folder/killed.db" > /dev/null 2> "$folder/log" || { cat "$folder/log" >&2; exit 1; }
export_all "$folder/whole.db"
export_all "$folder/killed.db"
status=0
for table in hashtags topics posts; do
  rows=$(wc -l < "$folder/whole.db.$table")
  if cmp "$folder/whole.db.$table" "$folder/killed.db.$table"; then
    echo "$table: $rows rows, identical"
  else
    diff "$folder/whole.db.$table" "$folder/killed.db.$table" | head -5 | cut -c 1-300
    status=1
  fi
done
[ "$status" -eq 0 ] || { echo "different after $killed kills (TIDINGS_SEED=$seed)" >&2; exit 1; }
echo "identical after $killed kills"
