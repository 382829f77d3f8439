#!/bin/sh
# Installs the clients of tests/npm into artifacts/npm, exactly as its lock file says. Never fails: without node and npm,
# or where they cannot be had, the tests that need them skip.
set -u
cd "$(dirname "$0")/.." || exit 0

skip() {
  echo "Tests with other people's clients skip: $1." >&2
  exit 0
}

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || skip "node and npm are not here"
target=artifacts/npm
cmp -s tests/npm/package-lock.json "$target/installed.json" && exit 0
mkdir -p "$target" && cp tests/npm/package.json tests/npm/package-lock.json "$target/" || skip "$target cannot be written"
(cd "$target" && timeout 300 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >npm.log 2>&1) \
  || skip "npm could not install them ($target/npm.log says why)"
cp "$target/package-lock.json" "$target/installed.json"
exit 0
