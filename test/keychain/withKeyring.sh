#!/bin/sh
# Runs a command inside a private D-Bus session with an unlocked, empty gnome-keyring (a real Secret Service).
# Usage: withKeyring.sh COMMAND [ARG ...]; the exit code is the command's, 97 when the service does not come up.
# Needs Debian's gnome-keyring, dbus and libsecret-1-0.
set -u
if [ -z "${LINESIDE_IN_BUS:-}" ]; then
  LINESIDE_IN_BUS=1
  export LINESIDE_IN_BUS
  exec dbus-run-session -- "$0" "$@"
fi

dir=$(mktemp -d)
mkfifo "$dir/password"
XDG_DATA_HOME="$dir/data" XDG_RUNTIME_DIR="$dir" gnome-keyring-daemon --foreground --unlock --components=secrets \
  <"$dir/password" >/dev/null 2>"$dir/errors" &
daemon=$!
printf keyring >"$dir/password"
trap 'kill $daemon 2>/dev/null; wait $daemon 2>/dev/null; rm -rf "$dir"' EXIT

# Until the daemon owns the name, a first call would make D-Bus start a second, locked one.
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
  string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; do
  tries=$((tries + 1))
  if [ $tries -ge 100 ]; then
    cat "$dir/errors" >&2
    exit 97
  fi
  sleep 0.05
done

"$@"
