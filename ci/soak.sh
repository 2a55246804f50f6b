#!/usr/bin/env bash
# Live media for a long time: ffmpeg -> moqj pub -> moq-relay-ietf -> moqj sub, with the memory of both ends sampled
# each minute and Netty's leak detection at its strictest. Prints a table, then what arrived; fails on a leak report, a
# lost object, or an end that died. Needs ci/peers.sh to have run.
#
#   ci/soak.sh [minutes, default 30] [draft: 07 or 14, default 14] [bitrate, default 4M]
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-30}
draft=${2:-14}
bitrate=${3:-4M}
peers=$(ci/peers.sh --print)/draft-$draft/bin
work=$(mktemp -d)
pids=()

main() {
  trap stop EXIT
  ./moqj --version >/dev/null 2>&1 # builds it where it is missing
  certificate
  relay
  publish
  subscribe
  sample
  finish
}

certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 10 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -addext basicConstraints=critical,CA:FALSE \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
}

relay() {
  local coordinator=()
  [ "$draft" = 07 ] || coordinator=(--coordinator-file "$work/coordinator.json")
  : >"$work/relay.log"
  RUST_LOG=info NO_COLOR=1 "$peers/moq-relay-ietf" --bind 127.0.0.1:0 --tls-cert "$work/cert.pem" \
    --tls-key "$work/key.pem" "${coordinator[@]}" >"$work/relay.log" 2>&1 &
  pids+=($!)
  await 10 grep -q 'listening on' "$work/relay.log"
  url=https://localhost:$(sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/relay.log" | head -n 1)
}

moqj() {
  exec java -Xmx256m -XX:NativeMemoryTracking=summary -Dio.netty.leakDetection.level=paranoid \
    --enable-native-access=ALL-UNNAMED -jar moq-cli/target/moqj.jar "$@"
}

publish() {
  mkfifo "$work/media"
  ffmpeg -nostdin -v error -re -f lavfi -i testsrc2=size=640x360:rate=25 -t $((minutes * 60)) \
    -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 25 \
    -b:v "$bitrate" -minrate "$bitrate" -maxrate "$bitrate" -bufsize 1M -nal-hrd cbr \
    -f mp4 -movflags cmaf+separate_moof+delay_moov+skip_trailer+frag_every_frame - >"$work/media" &
  pids+=($!)
  (moqj pub "$url" --draft "$draft" --namespace soak/test --tls-root "$work/cert.pem" --fmp4 - \
    <"$work/media" >"$work/pub.out" 2>"$work/pub.err") &
  publisher=$!
  pids+=("$publisher")
  await 20 grep -q 'serving announce' "$work/relay.log"
}

subscribe() {
  (moqj sub "$url" --draft "$draft" --namespace soak/test --track 1.m4s --json --tls-root "$work/cert.pem" \
    >"$work/sub.json" 2>"$work/sub.err") &
  subscriber=$!
  pids+=("$subscriber")
  await 20 test -s "$work/sub.json"
}

# One row a minute: heap used after a collection, direct memory, resident size and objects so far, of both ends.
sample() {
  local minute
  printf '%-6s | %-32s | %-32s | %s\n' minute 'pub: heap, direct, resident KiB' 'sub: heap, direct, resident KiB' objects
  for ((minute = 0; minute <= minutes; minute++)); do
    printf '%6d | %10s %10s %10s | %10s %10s %10s | %s\n' "$minute" $(memory "$publisher") $(memory "$subscriber") \
      "$(wc -l <"$work/sub.json")"
    [ "$minute" -eq "$minutes" ] || wait_a_minute || break
  done
}

wait_a_minute() {
  local second
  for ((second = 0; second < 60; second++)); do
    kill -0 "$subscriber" 2>/dev/null || return 1
    sleep 1
  done
}

memory() {
  if ! kill -0 "$1" 2>/dev/null; then
    echo over over over
    return
  fi
  jcmd "$1" GC.run >/dev/null
  local heap direct resident
  heap=$(jcmd "$1" GC.heap_info | grep -oE 'used [0-9]+K' | head -n 1 | tr -dc 0-9)
  direct=$(jcmd "$1" VM.native_memory summary | sed -n 's/^- *Other (reserved=[0-9]*KB, committed=\([0-9]*\)KB.*/\1/p')
  resident=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$1/status")
  echo "${heap:-?} ${direct:-0} ${resident:-?}"
}

finish() {
  local status=0
  await 30 gone "$publisher" || { echo "the publisher did not end"; status=1; }
  await 30 gone "$subscriber" || { echo "the subscriber did not end"; status=1; }
  local losses
  losses=$(losses)
  echo "objects received: $(wc -l <"$work/sub.json"), groups missing or with a hole, and objects twice: $losses"
  echo "leak reports: $(cat "$work/pub.err" "$work/sub.err" | grep -c 'LEAK' || true)"
  if grep -h 'LEAK' "$work/pub.err" "$work/sub.err" || [ "$losses" != 0 ]; then
    status=1
  fi
  tail -n 3 "$work/pub.err" "$work/sub.err"
  return $status
}

# Groups that are missing, or whose object ids are not 0 to n-1 once each; the first may have begun before us.
losses() {
  python3 - "$work/sub.json" <<'PYTHON'
import json, sys
groups = {}
for line in open(sys.argv[1]):
    item = json.loads(line)
    groups.setdefault(item["group"], []).append(item["object"])
numbers = sorted(groups)
missing = [g for g in range(numbers[0], numbers[-1] + 1) if g not in groups]
broken = [g for g in numbers[1:] if sorted(groups[g]) != list(range(len(groups[g])))]
print(len(missing) + len(broken))
PYTHON
}

gone() { ! kill -0 "$1" 2>/dev/null; }

await() {
  local seconds=$1 tries
  shift
  for ((tries = 0; tries < seconds * 10; tries++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo "gave up waiting for: $*" >&2
  return 1
}

stop() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  echo "logs are in $work"
}

main
