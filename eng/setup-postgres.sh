#!/bin/sh
# Installs PostgreSQL and pgbouncer for the tests where they are missing and this user may (Debian and its kin). Starts
# nothing: the tests run a server of their own. Never fails: what is missing is said, and the tests that need it skip.
set -u

# What a test looks for: in the path, or where Debian keeps it.
has() {
  command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1
}

missing() {
  packages=""
  has initdb || packages="postgresql"
  has pgbouncer || packages="$packages pgbouncer"
  echo "$packages" | sed 's/^ *//'
}

skip() {
  echo "Tests of PostgreSQL skip what needs '$(missing)': $1." >&2
  exit 0
}

[ -z "$(missing)" ] && exit 0
[ -n "${TIDINGS_TEST_POSTGRES:-}" ] && has pgbouncer && exit 0
command -v apt-get >/dev/null 2>&1 || skip "no apt-get here; install it by hand"
if [ "$(id -u)" -eq 0 ]; then
  as_root="env"
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
  as_root="sudo -n env"
else
  skip "only root may install it: apt-get install postgresql pgbouncer"
fi

# RUNLEVEL=1 keeps the packages from starting their services.
apt() {
  timeout 300 $as_root DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get -q -y -o DPkg::Lock::Timeout=60 -o Acquire::Retries=2 "$@" >/dev/null 2>&1 </dev/null
}

# One by one: a system may know the one and not the other.
for package in $(missing); do
  apt install --no-install-recommends "$package" && continue
  [ -n "${updated:-}" ] || apt update
  updated=1
  apt install --no-install-recommends "$package"
done
[ -z "$(missing)" ] || skip "apt-get could not install it"
exit 0
