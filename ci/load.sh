#!/usr/bin/env bash
# Many subscribers of one live track through one relay, some of which stop reading: what each got, and the memory of the
# relay and of the subscribers meanwhile. Twice, first with everybody reading, then with one more that does not. Fails
# where an object did not reach each reader, or not in order within its group.
#
#   ci/load.sh [seconds, default 300] [subscribers, default 200] [bits a second, default 2000000] [draft, default 14]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-300}
subscribers=${2:-200}
bits=${3:-2000000}
draft=${4:-14}
rate=25 # objects a second, and a group each second
size=$((bits / 8 / rate))
every=30
work=$(mktemp -d)
relay=
failed=0

main() {
  trap stop EXIT
  ./moqj --version >/dev/null 2>&1 # builds it where it is missing
  load 0
  load 1
  exit "$failed"
}

load() {
  local stalled=$1 status=0 bench
  echo "== $subscribers subscribers of $rate objects/s of $size bytes for $seconds s, and $stalled stalled"
  : >"$work/relay.json"
  MOQJ_OPTS=-Xmx512m ./moqj relay --bind 127.0.0.1:0 --json >"$work/relay.json" 2>"$work/relay.err" &
  relay=$!
  await 20 grep -q sha256 "$work/relay.json"
  MOQJ_OPTS=-Xmx1g ./moqj bench --url "$(relay_says webtransport)" --tls-fingerprint "$(relay_says sha256)" --draft "$draft" \
    --rate "$rate" --object-size "$size" --group-size "$rate" --subscribers "$subscribers" --stalled "$stalled" \
    --duration "$seconds" --timeout 60 --json >"$work/bench.json" 2>"$work/bench.err" &
  bench=$!
  sample "$bench"
  wait "$bench" || status=$?
  kill -TERM "$relay" # a background process of a script hears no INT
  wait "$relay" || true
  relay=
  verdict "$status"
}

relay_says() { head -n 1 "$work/relay.json" | sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; }

# One row each half minute: heap used after a collection and resident size of both processes.
sample() {
  local bench=$1 second subscribing
  printf '%-8s | %-30s | %s\n' seconds 'relay: heap, resident KiB' 'subscribers: heap, resident KiB'
  for ((second = 0; second <= seconds + 60; second++)); do
    kill -0 "$bench" 2>/dev/null || return 0
    if [ $((second % every)) -eq 0 ]; then
      subscribing=$(jcmd -l | sed -n 's/^\([0-9]*\) .*--bench-role subscribers.*/\1/p' | head -n 1)
      printf '%8d | %14s %14s  | %14s %14s\n' "$second" $(memory "$relay") $(memory "${subscribing:-none}")
    fi
    sleep 1
  done
}

memory() {
  if ! jcmd "$1" GC.run >/dev/null 2>&1; then
    echo - -
    return
  fi
  local heap resident
  heap=$(jcmd "$1" GC.heap_info | grep -oE 'used [0-9]+K' | head -n 1 | tr -dc 0-9)
  resident=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$1/status")
  echo "${heap:-?} ${resident:-?}"
}

verdict() {
  cat "$work/bench.json"
  tail -n 1 "$work/relay.json"
  if [ "$1" -ne 0 ] || ! grep -q '"lost":0,"duplicated":0,.*"reordered_in_group":0' "$work/bench.json"; then
    echo "FAILED with $1:"
    tail -n 5 "$work/bench.err" "$work/relay.err"
    failed=1
  fi
}

await() {
  local tenths=$(($1 * 10)) tries
  shift
  for ((tries = 0; tries < tenths; tries++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo "gave up waiting for: $*" >&2
  return 1
}

stop() {
  [ -z "$relay" ] || kill "$relay" 2>/dev/null || true
  rm -rf "$work"
}

main
