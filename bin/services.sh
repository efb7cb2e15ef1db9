# Shared by bin/test and bin/bench: Debian's Chromium and a PostgreSQL of one's own that goes when the command ends.

postgresql_folder() { # where initdb and postgres stand, newest first
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) $(pg_config --bindir 2>/dev/null); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      printf '%s\n' "$folder"
      return
    fi
  done
  return 1
}

chromium_path() {
  local name
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" && return
  done
  return 1
}

# need_packages: through apt where that is allowed, otherwise a sentence that says what is missing.
need_packages() {
  local missing=() as_root=()
  case " $* " in *" chromium "*) chromium_path >/dev/null || missing+=(chromium) ;; esac
  case " $* " in *" postgresql "*) postgresql_folder >/dev/null || missing+=(postgresql) ;; esac
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      stop "Missing on this machine: ${missing[*]}. Install as root: apt install ${missing[*]}"
    fi
  fi
  command -v apt-get >/dev/null || stop "Missing on this machine: ${missing[*]}, and there is no apt to bring them."
  printf 'Installing with apt: %s\n' "${missing[*]}" >&2
  { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >&2 ||
    stop "apt could not install: ${missing[*]}"
}

as_unprivileged() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid="$POSTGRES_USER" --regid="$(id -g "$POSTGRES_USER")" --clear-groups env -u HOME "$@"
  else
    "$@"
  fi
}

# start_postgresql [SETTING=VALUE…]: sets POSTGRESQL to its address; stop_postgresql ends it and removes its folder.
start_postgresql() {
  local binaries setting options=() port
  binaries=$(postgresql_folder) || stop "PostgreSQL is not installed."
  POSTGRES_USER=$(id -un)
  if [ "$(id -u)" -eq 0 ]; then
    POSTGRES_USER=nobody
    id postgres >/dev/null 2>&1 && POSTGRES_USER=postgres
  fi
  POSTGRES_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/talka-postgresql.XXXXXX")
  local secret
  secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$secret" >"$POSTGRES_FOLDER/secret"
  [ "$(id -u)" -eq 0 ] && chown -R "$POSTGRES_USER" "$POSTGRES_FOLDER"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (cd / && as_unprivileged "$binaries/initdb" --pgdata "$POSTGRES_FOLDER/data" --username talka --pwfile "$POSTGRES_FOLDER/secret" \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >"$POSTGRES_FOLDER/log" 2>&1) ||
    stop "PostgreSQL could not be set up: $(cat "$POSTGRES_FOLDER/log")"
  for setting in "listen_addresses=127.0.0.1" "port=$port" "unix_socket_directories=$POSTGRES_FOLDER" "max_connections=200" "$@"; do
    options+=(-c "$setting")
  done
  # In a session of its own, so that an interrupt of the terminal does not reach it before the tests have ended.
  (cd / && as_unprivileged setsid "$binaries/postgres" -D "$POSTGRES_FOLDER/data" "${options[@]}") >>"$POSTGRES_FOLDER/log" 2>&1 &
  local waited=0
  until (cd / && as_unprivileged "$binaries/pg_isready" --quiet --host 127.0.0.1 --port "$port"); do
    waited=$((waited + 1))
    [ "$waited" -gt 150 ] && stop "PostgreSQL did not start: $(tail -n 20 "$POSTGRES_FOLDER/log")"
    sleep 0.2
  done
  POSTGRESQL="postgresql://talka:$secret@127.0.0.1:$port/postgres"
}

stop_postgresql() {
  [ -n "${POSTGRES_FOLDER:-}" ] || return 0
  local pid
  pid=$(head -n 1 "$POSTGRES_FOLDER/data/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ]; then
    kill -INT "$pid" 2>/dev/null || true
    for _ in $(seq 50); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  rm -rf "$POSTGRES_FOLDER"
  POSTGRES_FOLDER=
}
