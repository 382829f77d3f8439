#!/bin/sh
# Runs a command of Compose where a container engine answers; else says what to do without one (exit status 2).
# Usage: eng/compose.sh COMMAND...
set -eu
cd "$(dirname "$0")/.."

[ $# -ge 1 ] || { echo "usage: eng/compose.sh COMMAND..." >&2; exit 2; }
if docker compose version > /dev/null 2>&1; then engine=docker compose="docker compose"
elif command -v docker-compose > /dev/null 2>&1; then engine=docker compose=docker-compose
elif podman compose version > /dev/null 2>&1; then engine=podman compose="podman compose"
else engine= compose=
fi

without='Without containers: "make run" shows the demo, "make migrate" makes the configured store, and "artifacts/tidings run" or "artifacts/tidings work" stay until they are stopped (docs/deployment.md).'
if [ -z "$compose" ]; then
  echo "No Compose was found. Install Docker with its Compose plugin (Debian: docker.io and docker-compose), or Podman with podman-compose." >&2
  echo "$without" >&2
  exit 2
fi
# docker-compose speaks to Podman too where DOCKER_HOST names it: then the program docker may be missing.
if command -v "$engine" > /dev/null 2>&1 && ! timeout 20 "$engine" info > /dev/null 2>&1; then
  echo "$compose is here, but its engine does not answer. Start it, or see '$engine info'." >&2
  echo "$without" >&2
  exit 2
fi

random() { od -An -N 24 -tx1 /dev/urandom | tr -d ' \n'; }
if [ "$1" = up ] && [ ! -e .env ]; then
  (
    umask 077
    printf '# Made by eng/compose.sh; .env.example tells what it means. Keep a backup.\nPOSTGRES_PASSWORD=%s\nTIDINGS__PRIVACY__KEY=%s\n' \
      "$(random)" "$(random)" > .env.new
    mv .env.new .env
  )
  echo "Wrote .env with a random password and author key: keep a backup of it." >&2
fi
# One service builds the image for all; older versions of Compose look for it elsewhere unless it is there.
[ "$1" != up ] || $compose build
exec $compose "$@"
