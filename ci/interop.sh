#!/usr/bin/env bash
# Plays the cases of `moqj interop` against other people's relays, over both transports, and writes what they do to
# docs/interop.md. Needs ci/peers.sh to have run. Fails where a relay does something that
# moq-tests/src/test/resources/org/moqj/tests/interop/deviations.txt does not explain; the page is written then, too.
#
#   ci/interop.sh [further arguments for Maven, such as -o]
set -euo pipefail
cd "$(dirname "$0")/.."

MOQJ_PEERS=required ./mvnw -q -B -ntp -pl moq-tests -am verify "$@" \
  -Dit.test=RelayCasesIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dinterop.write=true -Djacoco.skip=true
echo "docs/interop.md is as relays are"
