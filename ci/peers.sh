#!/usr/bin/env bash
# Installs the programs that the interop tests talk to: other people's relays, publishers and subscribers, built
# once and kept in the user's cache folder, one folder a draft. Most are Rust crates; aiomoqt, a second draft-14 relay,
# is a Python package (3.12 or later) and installed on Linux only.
#
#   ci/peers.sh           install what is missing, list what is there
#   ci/peers.sh --print   only print the folder; the programs are in draft-07/bin and draft-14/bin below it
#
# The first run takes about 10 minutes on two cores, a later one under 2 seconds. An interrupted run goes on where
# it stopped; a version changed below reinstalls that peer alone.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly PEERS="${XDG_CACHE_HOME:-$HOME/.cache}/moqj/peers"
readonly BUILD="$PEERS/build" # one target folder for all crates: they share most of their dependencies

# Draft, crate and version. The program of a crate has the crate's name.
readonly CRATES="\
draft-07 moq-relay-ietf 0.7.4
draft-07 moq-pub 0.8.4
draft-07 moq-sub 0.3.3
draft-07 moq-clock-ietf 0.6.4
draft-14 moq-relay-ietf 0.7.19
draft-14 moq-pub 0.8.15
draft-14 moq-sub 0.4.9
draft-14 moq-clock-ietf 0.6.15
draft-14 moq-test-client 0.1.7"

# From PyPI, with the QUIC library that it was tried with.
readonly AIOMOQT=0.13.3
readonly AIOPQUIC=0.6.1
readonly AIOMOQT_PROGRAMS="moq-interop-relay moq-pub-bench moq-sub-bench"

main() {
  case "${1:-}" in
    --print) echo "$PEERS"; return ;;
    "") ;;
    *) fail "unknown argument '$1'; usage: ci/peers.sh [--print]" ;;
  esac
  mkdir -p "$PEERS"
  one_at_a_time
  media_tools
  browser
  crates
  if [ "$(uname)" = Linux ]; then aiomoqt; fi
  rm -rf "$BUILD"
  echo "peers: $PEERS"
}

# Two runs at once would write the same files; the cargo of a killed run holds the lock on until it has ended too.
# Where flock is missing (not Linux), that is the caller's care.
one_at_a_time() {
  command -v flock >/dev/null || return 0
  exec 9>"$PEERS/lock"
  if ! flock --nonblock 9; then
    echo "waiting for another run of ci/peers.sh to end"
    flock 9
  fi
}

media_tools() {
  if ! { command -v ffmpeg && command -v ffprobe; } >/dev/null; then install_packages ffmpeg; fi
}

# Chromium, for the relay's page.
browser() {
  if ! { command -v chromium && command -v chromedriver; } >/dev/null; then install_packages chromium chromium-driver; fi
}

crates() {
  local draft name version
  while read -r -u 3 draft name version; do
    installed "$draft" "$name" "$version" || install_crate "$draft" "$name" "$version"
    echo "$draft $name $version"
  done 3<<<"$CRATES"
}

# The stamp is written last, so it means a finished install. The program has to run as well: a cache may have been
# restored on a system that it was not built for.
installed() {
  local draft="$1" name="$2" version="$3" program="${4:-$2}"
  [ "$(cat "$PEERS/$draft/stamps/$name" 2>/dev/null)" = "$version" ] && runs "$draft" "$program"
}

runs() {
  "$PEERS/$1/bin/$2" --help >/dev/null 2>&1
}

stamp() {
  mkdir -p "$PEERS/$1/stamps"
  echo "$3" >"$PEERS/$1/stamps/$2"
}

install_crate() {
  local draft="$1" name="$2" version="$3" started=$SECONDS
  command -v cargo >/dev/null || fail "cargo is missing: install Rust, see https://rustup.rs, then run this again"
  build_tools
  echo "$draft $name $version: building"
  # No compiler wrapper: some leave a server behind, which would hold the lock for as long as it lives.
  RUSTC_WRAPPER='' CARGO_TARGET_DIR="$BUILD" \
    cargo install --quiet --locked --force --root "$PEERS/$draft" "$name@$version"
  runs "$draft" "$name" || fail "$name $version was built, but '$PEERS/$draft/bin/$name --help' fails"
  stamp "$draft" "$name" "$version"
  echo "$draft $name $version: built in $((SECONDS - started)) s"
}

# A C compiler for the cryptography of all of them, OpenSSL's headers for the draft-07 relay.
build_tools() {
  local missing=()
  command -v cc >/dev/null || missing+=(build-essential)
  command -v pkg-config >/dev/null || missing+=(pkg-config)
  pkg-config --exists openssl 2>/dev/null || missing+=(libssl-dev)
  if [ ${#missing[@]} -gt 0 ]; then install_packages "${missing[@]}"; fi
}

aiomoqt() {
  local home="$PEERS/draft-14/aiomoqt" version="$AIOMOQT with aiopquic $AIOPQUIC, on loopback" program python
  if ! installed draft-14 aiomoqt "$version" moq-interop-relay; then
    python=$(find_python) || fail "Python 3.12 or later with its venv module is missing: install it, then run this again"
    build_tools
    echo "draft-14 aiomoqt $version: installing with $python"
    rm -rf "$home"
    "$python" -m venv "$home"
    "$home/bin/pip" install --quiet --disable-pip-version-check "aiomoqt==$AIOMOQT" "aiopquic==$AIOPQUIC"
    cc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$home/loopback.so" ci/loopback.c -ldl
    for program in $AIOMOQT_PROGRAMS; do on_loopback "$home" "$program"; done
    runs draft-14 moq-interop-relay || fail "aiomoqt $AIOMOQT was installed, but moq-interop-relay --help fails"
    stamp draft-14 aiomoqt "$version"
  fi
  echo "draft-14 aiomoqt $version"
}

# It listens on every interface, whatever it is told: its QUIC library takes no address to bind to.
on_loopback() {
  local home="$1" program="$2" script="$PEERS/draft-14/bin/$2"
  mkdir -p "$PEERS/draft-14/bin"
  rm -f "$script" # may be a link to the program itself
  printf '#!/bin/sh\nLD_PRELOAD="%s" exec "%s" "$@"\n' "$home/loopback.so" "$home/bin/$program" >"$script"
  chmod +x "$script"
}

# Those of the PATH first, then pyenv's, whose names on the PATH may lead nowhere: so each is tried.
find_python() {
  local python
  for python in python3.14 python3.13 python3.12 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

install_packages() {
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${root[@]}" true 2>/dev/null; then
    fail "please install these, named as Debian names them, then run this again: $*"
  fi
  echo "installing $*"
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

fail() {
  echo "ci/peers.sh: $*" >&2
  exit 1
}

main "$@" </dev/null
