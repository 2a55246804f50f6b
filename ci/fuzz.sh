#!/usr/bin/env bash
# Lets Jazzer look for input that breaks a promise: each target in turn, in one process, from the seeds of moq-tests and
# from what earlier runs have found in target/fuzz. Prints a line a target; where it finds something, the input in the
# form of the seeds too, and fails at the end. MAVEN_ARGS=-o keeps Maven off the network.
#
#   ci/fuzz.sh [seconds a target, default 20] [target…, default all: control-07 data-07 session-07 control-14 …]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-20}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(control-07 data-07 session-07 control-14 data-14 session-14)
root=$PWD/target/fuzz
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
failed=0

main() {
  ./mvnw -B -q -Pfuzz -pl moq-tests -am process-test-classes
  classes=$PWD/moq-tests/target/test-classes:$(<moq-tests/target/class-path)
  "$java" -version 2>&1 | head -n 1
  for target in "${targets[@]}"; do fuzz "$target"; done
  exit "$failed"
}

fuzz() {
  local target=$1 folder=$root/$1
  rm -rf "$folder/seeds" "$folder/findings"
  mkdir -p "$folder/corpus" "$folder/findings"
  "$java" -cp "$classes" org.moqj.tests.fuzz.FuzzSeeds "$target" "$folder/seeds"
  local status=0
  (cd "$folder" && jazzer "$target") >"$folder/log" 2>&1 || status=$?
  report "$target" "$folder" "$status"
}

# Coverage is counted in our own classes alone; the JDK stays as it is. An input that takes 10 s counts as a hang.
jazzer() {
  "$java" -ea -Xmx1g -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp "$classes" \
    com.code_intelligence.jazzer.Jazzer \
    --target_class=org.moqj.tests.fuzz.FuzzEntry --target_args="$1" \
    '--instrumentation_includes=org.moqj.core.**:org.moqj.draft07.**:org.moqj.draft14.**' \
    '--instrumentation_excludes=org.moqj.tests.**:org.moqj.core.spi.memory.**' \
    '--custom_hook_includes=org.moqj.core.**' --reproducer_path=findings \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3072 -max_len=2048 -use_value_profile=1 \
    -artifact_prefix=findings/ corpus seeds </dev/null
}

report() {
  local target=$1 folder=$2 status=$3 findings=("$2"/findings/*-*)
  sed -n 's/^#\([0-9]*\)[^#]*cov: \([0-9]*\) ft: \([0-9]*\) corp: \([0-9]*\).*exec\/s: \([0-9]*\).*/\1 \2 \3 \4 \5/p' "$folder/log" |
    tail -n 1 | awk -v target="$target" '
      { printf "%-10s %9d executions, %5d/s, %5d edges, %6d features, %4d inputs", target, $1, $5, $2, $3, $4 }'
  if [ "$status" -eq 0 ]; then
    echo ", no finding"
    return
  fi
  failed=1
  echo ", FAILED with $status; see $folder/log"
  grep -A 12 -E '^== (Java Exception|libFuzzer)|^==[0-9]+== *ERROR' "$folder/log" | head -n 20 || true
  for finding in "${findings[@]}"; do
    [ -f "$finding" ] || continue
    echo "$finding:"
    od -An -v -tx1 "$finding"
  done
}

main
