# Shared by the commands beside it: a Python environment of this checkout, made once and remade when its lock file changes.
# Needs Python 3.11 or newer with venv and pip, and no root. TALKA_VENV chooses another place than .venv.

HOUSE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${TALKA_VENV:-$HOUSE/.venv}

stop() { # the sentence that says what is missing
  printf '%s\n' "$*" >&2
  exit 1
}

find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13 python3.14; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  stop "Talka needs Python 3.11 or newer with venv and pip. On Debian: apt install python3 python3-venv python3-pip"
}

# ready_environment LOCK: installs requirements/LOCK.lock into the environment unless that very file is installed already.
ready_environment() {
  local lock=$HOUSE/requirements/$1.lock python wanted
  wanted=$(sha256sum <"$lock" | cut -d' ' -f1)
  if [ "$(cat "$VENV/installed.$1" 2>/dev/null)" != "$wanted" ]; then
    if [ ! -x "$VENV/bin/python" ]; then
      python=$(find_python) || exit 1
      "$python" -m venv "$VENV" || stop "The Python environment could not be made in $VENV."
    fi
    printf 'Installing what Talka stands on (%s) into %s\n' "$1" "$VENV" >&2
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
      --only-binary :all: --require-hashes -r "$lock" >&2 ||
      stop "The packages of requirements/$1.lock could not be installed; the lines above say why."
    printf '%s\n' "$wanted" >"$VENV/installed.$1"
  fi
  PATH=$VENV/bin:$PATH
  export PATH
  export PYTHONPATH=$HOUSE
  cd "$HOUSE" || exit 1
  python -m talka.locale.messages compile >&2 || exit 1
}

# No setting of the caller reaches what is started here.
forget_settings() {
  local name
  for name in $(compgen -e TALKA_) DJANGO_SETTINGS_MODULE PYTHONSTARTUP; do
    unset "$name"
  done
}
