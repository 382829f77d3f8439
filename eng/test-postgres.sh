#!/bin/sh
# A PostgreSQL server for tests: $1 pg_ctl, $2 port on 127.0.0.1, $3 password of its owner 'tidings'. Says "ready" and its
# folder, or why not, then waits for its input to end; the server and all that is in it go with it. Not for root.
umask 077
bin=$(dirname "$(readlink -f "$1")")
folder=$(mktemp -d /tmp/tidings-pg-XXXXXX) || exit 1
trap 'rm -rf "$folder"' EXIT
trap '' INT TERM HUP
echo "$3" > "$folder/password"
make() {
  rm -rf "$folder/data"
  "$bin/initdb" -D "$folder/data" -U tidings --pwfile="$folder/password" -A scram-sha-256 -E UTF8 -N "$@" \
    >> "$folder/log" 2>&1
}
make --locale=C.UTF-8 --locale-provider=icu --icu-locale=en || make --locale=C.UTF-8 || make --locale=C \
  || { cat "$folder/log"; exit 1; }
cat >> "$folder/data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
port = $2
unix_socket_directories = '$folder'
max_connections = 100
shared_buffers = 128MB
fsync = off
full_page_writes = off
synchronous_commit = off
max_wal_size = 512MB
END
"$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start > /dev/null 2>&1 \
  || { cat "$folder/log"; exit 1; }
echo "ready $folder"
exec > /dev/null
cat > /dev/null
"$bin/pg_ctl" -D "$folder/data" -m immediate -w -t 30 stop
