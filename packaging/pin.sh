#!/usr/bin/env bash
# Write constraints.txt anew from what .venv holds: names and versions only, no hosts, no paths, not the project itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pins=$(.venv/bin/python -m pip freeze --all --exclude-editable | grep -E '^[A-Za-z0-9_.-]+==[^ ]+$' | grep -vi '^setuptools==')
{ echo "# The exact versions this project was tested with. Rewrite: packaging/pin.sh"; echo "$pins"; } > constraints.txt
