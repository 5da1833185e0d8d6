#!/usr/bin/env bash
# The walk-through of the Go tool's documentation against a real Milvus and MinIO: once by curl, once by the command line.
#
#   integration-tests/walk-through.sh            starts servers of its own, by dev/servers
#   dev/servers run milvus:storage=minio -- integration-tests/walk-through.sh
#                                                takes those of the environment, which hold no backups and no hello_milvus
#
# Needs the jars (./mvnw package -DskipTests), curl and Python 3. Leaves nothing. Ends with 0 if every step was right, 1 if not,
# 3 if something is missing on this machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ -n "${MILVUS_URI:-}" ] || exec "$root/dev/servers" run milvus:storage=minio -- "$root/integration-tests/walk-through.sh"

seconds_to_wait=120
work=
server=
prepared=

# ---- telling and tidying ----------------------------------------------------------------------------------------------------
say() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}
tidy() {
  local code=$?
  trap '' INT TERM HUP
  stop_server
  if [ -n "$prepared" ]; then
    clean_up || true
  fi
  [ "$code" = 0 ] || [ ! -f "$work/server.log" ] || sed 's/^/server: /' "$work/server.log" >&2
  [ -z "$work" ] || rm -rf "$work"
  exit "$code"
}
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ---- what the steps are made of ---------------------------------------------------------------------------------------------
sample() { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$root/examples/target/examples.jar" "$@"; }
milvus_backup() { "$root/backup-cli/bin/milvus-backup" --config "$work/backup.yaml" "$@"; }
clean_up() {
  sample clean
  sample clean -s _recover
  for name in $(backups | grep -x 'test_backup\|my_backup'); do
    milvus_backup delete -n "$name"
  done
}
backups() { milvus_backup list | sed '1d'; }
require_backups() {
  local found
  found=$(backups)
  [ "$found" = "$1" ] || fail "the backups should be '$1', and are '$found'"
}

# Prints a Python expression of the JSON on stdin, which is called "answer".
json() { python3 -c "import json, sys; answer = json.load(sys.stdin); print($1)"; }

# Runs a command until it succeeds.
await() {
  local deadline=$((SECONDS + seconds_to_wait))
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || fail "not in $seconds_to_wait s: $*"
    sleep 0.2
  done
}

write_config() {
  local minio=${MINIO_ENDPOINT#http://}
  cat >"$work/backup.yaml" <<YAML
log:
  level: info
milvus:
  address: $MILVUS_HOST
  port: $MILVUS_PORT
minio:
  address: ${minio%:*}
  port: ${minio##*:}
  accessKeyID: $MINIO_ACCESS_KEY
  secretAccessKey: $MINIO_SECRET_KEY
  useSSL: false
  bucketName: $MILVUS_BUCKET
  rootPath: $MILVUS_ROOT_PATH
  backupBucketName: $MILVUS_BUCKET
  backupRootPath: backup
YAML
}

# ---- the server and its answers ---------------------------------------------------------------------------------------------
start_server() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  api=http://localhost:$port/api/v1
  (cd "$work" && exec "$root/backup-cli/bin/milvus-backup" --config backup.yaml server -p "$port") >"$work/server.log" 2>&1 &
  server=$!
  await is_up
}
is_up() {
  kill -0 "$server" 2>/dev/null || fail "the server has ended"
  curl --silent --output /dev/null "$api/hello"
}
stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  server=
}

# Sets the answer, or fails: METHOD PATH [BODY].
call() {
  echo "curl --location --request $1 '$api/$2' --header 'Content-Type: application/json' ${3:+--data-raw '$3'}"
  ask "$@"
  echo "$answer"
}
ask() {
  answer=$(curl --silent --show-error --max-time 60 --location --request "$1" "$api/$2" --header 'Content-Type: application/json' ${3:+--data-raw "$3"})
  [ "$(json 'answer.get("code", 0)' <<<"$answer")" = 0 ] || fail "$answer"
}
require() { [ "$(json "$1" <<<"$answer")" = True ] || fail "should be: $1"; }

# Waits for the end of the job that a path tells of, and fails if it failed. 2 is success, less is not ended.
await_success() {
  await has_ended "$1"
  echo "$answer"
  require 'answer["data"]["state_code"] == 2 and answer["data"]["progress"] == 100'
}
has_ended() {
  ask GET "$1"
  [ "$(json 'answer["data"]["state_code"] >= 2' <<<"$answer")" = True ]
}

restore_by_curl() {
  call POST restore "$1"
  await_success "get_restore?id=$(json 'answer["data"]["id"]' <<<"$answer")"
}

# ---- the walk-through -------------------------------------------------------------------------------------------------------
walk_by_curl() {
  say "curl: start the server"
  start_server
  say "curl: prepare the data"
  prepare
  say "curl: create a backup"
  call POST create '{"async": true, "backup_name": "test_backup", "collection_names": ["hello_milvus", "hello_milvus2"]}'
  say "curl: wait for it"
  await_success 'get_backup?backup_name=test_backup'
  require 'sorted(c["collection_name"] for c in answer["data"]["collection_backups"]) == ["hello_milvus", "hello_milvus2"]'
  say "curl: list the backups"
  call GET list
  require '[b["name"] for b in answer["data"]] == ["test_backup"]'
  say "curl: restore under other names"
  restore_by_curl '{"async": true, "backup_name": "test_backup", "collection_suffix": "_recover"}'
  sample verify -s _recover
  say "curl: drop the collections and restore them"
  sample clean
  restore_by_curl '{"async": true, "backup_name": "test_backup", "restoreIndex": true}'
  sample verify
  say "curl: delete the backup"
  call DELETE 'delete?backup_name=test_backup'
  call GET list
  require 'answer["data"] == []'
  say "curl: stop the server, drop all collections"
  stop_server
  clean_up
}

walk_by_command_line() {
  say "command line: prepare the data"
  prepare
  say "command line: create a backup"
  milvus_backup create -n my_backup
  say "command line: list and get it"
  milvus_backup list
  require_backups my_backup
  answer=$(milvus_backup get -n my_backup)
  echo "$answer"
  require 'answer["name"] == "my_backup" and len(answer["collection_backups"]) == 2'
  say "command line: restore under other names"
  milvus_backup restore -n my_backup -s _recover
  sample verify -s _recover
  say "command line: drop the collections and restore them"
  sample clean
  milvus_backup restore -n my_backup --rebuild_index
  sample verify
  say "command line: delete the backup, drop all collections"
  milvus_backup delete -n my_backup
  require_backups ""
  clean_up
}

prepare() {
  sample prepare
  prepared=yes
}

command -v curl >/dev/null || { echo "there is no curl on this machine" >&2; exit 3; }
for jar in examples/target/examples.jar backup-cli/target/milvus-backup.jar; do
  [ -f "$root/$jar" ] || fail "there is no $jar. Build it by: ./mvnw package -DskipTests"
done
work=$(mktemp -d)
write_config
require_backups ""
walk_by_curl
walk_by_command_line
prepared=
say "done: every step was right"
