#!/usr/bin/env bash
# Make .venv ready on a machine that has only python3 and make. usage: bootstrap.sh run|dev|proof
# Quick when nothing changed: a stamp in .venv holds the hash of what was installed. Needs the network only when it installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
level=${1:-run}
case $level in run|dev|proof) ;; *) echo "usage: $0 run|dev|proof" >&2; exit 2 ;; esac
say() { echo "bootstrap: $*" >&2; }

# Where the project lies is part of the key: a moved or copied .venv no longer works.
key=$({ pwd; cat pyproject.toml constraints.txt packaging/bootstrap.sh; } | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1)
stamped() { [ "$(cat ".venv/.ready-$1" 2>/dev/null)" = "$key" ]; }
ready() {  # what a level installs, the next one installs too
  local name found=
  for name in run dev proof; do [ "$name" = "$1" ] && found=yes; [ -n "$found" ] && stamped "$name" && return; done
  return 1
}
[ ! -e .venv/.installing ] && ready "$level" && exit 0
# One install at a time: a second command waits, and mostly finds everything there.
if command -v flock >/dev/null; then
  exec 9>.venv.lock
  flock 9
  [ ! -e .venv/.installing ] && ready "$level" && exit 0
fi

# ---- the Python -------------------------------------------------------------------------------------------------
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
python=
for candidate in ${TDKT_PYTHON:-} python3 python3.11 python3.12 python3.13; do
  if new_enough "$candidate"; then python=$candidate; break; fi
done
[ -n "$python" ] || { say "Python 3.11 or newer is needed; set TDKT_PYTHON to its path."; exit 1; }

# ---- system packages (Debian, Ubuntu) -----------------------------------------------------------------------------
needed="libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
# For tests: the virtual screen, the Vietnamese input method that types on it, and the programs of a PostgreSQL server.
wanted=; [ "$level" = run ] || wanted="xvfb xauth openbox xdotool dbus ibus ibus-unikey postgresql"
# For the long proofs: what opens our Word and Excel files when there is no Office.
[ "$level" = proof ] && wanted="$wanted libreoffice-writer-nogui libreoffice-calc-nogui"

installed() {  # Ubuntu 24.04 renamed some libraries to NAMEt64; dpkg-query fails when either name is unknown
  local states
  states=$(dpkg-query -W -f '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true)
  grep -qx installed <<<"$states"
}
quietly() { local out; out=$("$@" 2>&1) || { echo "$out" >&2; say "failed: $*"; exit 1; }; }  # speaks only of trouble
missing() { local name; for name in "$@"; do installed "$name" || printf '%s ' "$name"; done; }
# The package would start a server of its own on this machine; the tests start theirs, which end with them.
without_server() {
  local note=/etc/postgresql-common/createcluster.d/tdkt.conf done=yes
  [[ " $extra" == *" postgresql "* ]] || { "$@"; return; }
  $as_root mkdir -p "${note%/*}"
  echo "create_main_cluster = false" | $as_root tee "$note" >/dev/null
  ( "$@" ) || done=
  $as_root rm -f "$note"
  [ -n "$done" ] || exit 1
}
venv_works() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  lacking=$(missing $needed)
  venv_works || lacking="python3-venv $lacking"
  extra=$(missing $wanted)
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if [ -n "$lacking$extra" ]; then
    if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
      say "installing system packages: $lacking$extra"
      quietly $as_root apt-get update -qq
      without_server quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $lacking $extra
    elif [ -n "$lacking" ]; then
      say "system packages are missing. Nothing was changed. Run this, then the same command again:"
      say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $lacking$extra"
      exit 1
    else
      say "packages of the tests are missing, some tests will fail: $extra"
    fi
  fi
fi
venv_works || { say "this Python has no venv module: $python"; exit 1; }

# ---- .venv --------------------------------------------------------------------------------------------------------
# The mark stays when an install is interrupted; then the next call starts from nothing.
[ -e .venv/.installing ] && { say "an earlier install was interrupted: starting again"; rm -rf .venv; }
[ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null || rm -rf .venv
made_here=; [ -d .venv ] || made_here=yes
give_up() { [ -n "$made_here" ] && rm -rf .venv; say "the install did not finish; run the same command again."; }
trap 'give_up' ERR
trap 'give_up; exit 130' INT TERM HUP
mkdir -p .venv && touch .venv/.installing
say "installing into .venv (once; some minutes)"
[ -z "$made_here" ] || "$python" -m venv .venv
# setuptools warns of every editable install; its warnings are for whoever packages, not for whoever installs.
pip() { PYTHONWARNINGS=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .venv/bin/python -m pip "$@"; }
pip install -q -c constraints.txt 'pip>=25.1'  # the first pip that knows dependency groups
groups=; [ "$level" = run ] || groups="--group test --group check"
pip install -q -c constraints.txt $groups -e .
echo "$key" > ".venv/.ready-$level"
rm .venv/.installing
say "ready"
