#!/usr/bin/env bash
# What MoQJ costs beside the QUIC library under it: the same objects through raw Netty QUIC, through MoQJ from the
# publisher itself, and through the embedded relay, in turns, so that what else the machine does hits all three. Prints
# a line a run, and the medians as a table for docs/benchmarks.md. MAVEN_ARGS=-o keeps Maven off the network.
#
#   ci/compare.sh [rounds, default 5] [seconds a run, default 10]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-5}
seconds=${2:-10}
group=50
work=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
publisher=

main() {
  trap stop EXIT
  ./mvnw -B -q -DskipTests -Pbench -pl moq-tests -am package
  classes=$PWD/moq-tests/target/test-classes:$(<moq-tests/target/class-path)
  local round
  for ((round = 1; round <= rounds; round++)); do
    compare max 1200
    compare max 16384
    compare 1000 1200
  done
  table
}

compare() {
  raw "$@"
  moqj direct "$@" --direct --transport quic
  moqj relay "$@" --transport quic
}

raw() {
  local load=("$2" "$group" "$1" "$seconds") subscriber
  : >"$work/raw.out"
  "$java" -cp "$classes" org.moqj.tests.bench.RawQuic publisher "${load[@]}" >"$work/raw.out" 2>"$work/raw.err" &
  publisher=$!
  await 20 test -s "$work/raw.out"
  subscriber=$("$java" -cp "$classes" org.moqj.tests.bench.RawQuic subscriber "$(head -n 1 "$work/raw.out")" "${load[@]}")
  wait "$publisher"
  publisher=
  note raw "$1" "$2" "{\"publisher\":$(tail -n 1 "$work/raw.out"),\"subscriber\":$subscriber}"
}

moqj() {
  local way=$1 rate=$2 size=$3
  shift 3
  note "$way" "$rate" "$size" "$(MOQJ_OPTS=${MOQJ_OPTS:-} ./moqj bench --json --rate "$rate" --object-size "$size" \
    --group-size "$group" --duration "$seconds" "$@")"
}

note() { echo "{\"way\":\"$1\",\"rate\":\"$2\",\"size\":$3,\"report\":$4}" | tee -a "$work/all.json"; }

table() {
  python3 - "$work/all.json" <<'PYTHON'
import json, statistics, sys
runs = {}
for line in open(sys.argv[1]):
    run = json.loads(line)
    report = run["report"]
    if run["way"] == "raw":
        subscriber, publisher = report["subscriber"], report["publisher"]
        figures = (subscriber["goodput_mbit_s"], subscriber["p50_ms"], subscriber["p99_ms"],
                   1e6 * publisher["cpu_s"] / publisher["objects"], 1e6 * subscriber["cpu_s"] / subscriber["objects"],
                   publisher["objects"] - subscriber["objects"])
    else:
        received, processes, objects = report["received"], report["processes"], report["sent"]["objects"]
        figures = (received["goodput_mbit_s"], received["latency_ms"]["p50"], received["latency_ms"]["p99"],
                   1e6 * processes["publisher"]["cpu_s"] / objects, 1e6 * processes["subscribers"]["cpu_s"] / objects,
                   received["lost"])
    runs.setdefault((run["rate"], run["size"]), {}).setdefault(run["way"], []).append(figures)
for (rate, size), ways in runs.items():
    print(f"\n{size} bytes an object, {'as fast as there is room' if rate == 'max' else rate + ' objects/s'}\n")
    print("| way | Mbit/s | of raw | p50 ms | p99 ms | publisher, us of CPU an object | subscriber | lost |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    base = statistics.median(f[0] for f in ways["raw"])
    for way, all_figures in ways.items():
        m = [statistics.median(column) for column in zip(*all_figures)]
        print(f"| {way} | {m[0]:.1f} | {m[0] / base:.2f} | {m[1]:.2f} | {m[2]:.2f} | {m[3]:.0f} | {m[4]:.0f} | {m[5]:.0f} |")
PYTHON
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
  [ -z "$publisher" ] || kill "$publisher" 2>/dev/null || true
  rm -rf "$work"
}

main
