#!/usr/bin/env bash
# Runs the benchmarks of the codecs with JMH and its allocation profiler; docs/benchmarks.md has figures. MAVEN_ARGS=-o
# keeps Maven off the network.
#
#   ci/bench.sh [what JMH takes, such as -f 3 or a pattern of names]
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/target/bench
java_home_bin=${JAVA_HOME:+$JAVA_HOME/bin/}

main() {
  ./mvnw -B -q -Pbench -pl moq-tests -am process-test-classes
  local libraries
  libraries=$PWD/moq-tests/target/test-classes:$(<moq-tests/target/class-path)
  stubs "$libraries"
  "${java_home_bin}java" -cp "$work/classes:$work/resources:$libraries" org.openjdk.jmh.Main -prof gc "$@" </dev/null
}

# JMH runs code that it makes from the compiled benchmarks, so that an ordinary build needs no annotation processor.
stubs() {
  rm -rf "$work"
  mkdir -p "$work"/{benchmarks/org/moqj/tests,sources,resources,classes}
  cp -r moq-tests/target/test-classes/org/moqj/tests/bench "$work/benchmarks/org/moqj/tests/"
  "${java_home_bin}java" -cp "$1" org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator \
    "$work/benchmarks" "$work/sources" "$work/resources" >"$work/generator.log"
  find "$work/sources" -name '*.java' -exec "${java_home_bin}javac" -nowarn -proc:none -cp "$1" -d "$work/classes" {} +
}

main "$@"
