#!/bin/bash
# Builds ROOT: a Debian trixie tree with Wine 10, an initialised Wine prefix and CUPS.
# Usage: build_root.sh ROOT   (as root, inside `unshare --mount --pid --fork`, so that no mount or process outlives it)
set -euo pipefail

root=$1
partial=$root.partial
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root
unset LANGUAGE

# Another run may have built it while this one waited for the lock.
[ -d "$root" ] && exit 0
# Trees of older recipes; a running session holds a lock on its own.
for old in "$(dirname "$root")"/trixie-*; do
  if [ -d "$old" ]; then flock --nonblock "$old" rm -rf --one-file-system "$old" || true; fi
done

# ROOT itself appears only when it is complete.
debootstrap --variant=minbase trixie "$partial"

mount -t proc proc "$partial/proc"
mount --rbind /dev "$partial/dev"
mount --rbind /sys "$partial/sys"

# Speed: nobody minds losing this tree in a power cut, and nobody reads its manuals.
cat > "$partial/etc/dpkg/dpkg.cfg.d/test-rig" <<'CONFIG'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
CONFIG
# Packages must not start their services while they are installed.
printf '#!/bin/sh\nexit 101\n' > "$partial/usr/sbin/policy-rc.d"
chmod +x "$partial/usr/sbin/policy-rc.d"

chroot "$partial" apt-get install -y --no-install-recommends wine wine64 cups cups-client ca-certificates
chroot "$partial" apt-get clean

# Only the socket file: a CUPS of this machine's own may hold port 631. Jobs must never wait for a retry.
cat > "$partial/etc/cups/cupsd.conf" <<'CONFIG'
LogLevel warn
ErrorPolicy abort-job
MaxLogSize 0
Listen /run/cups/cups.sock
Browsing No
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
CONFIG

# mscoree and mshtml off: Wine would ask to download .NET and a browser engine.
export WINEPREFIX=/wine WINEARCH=win64 WINEDEBUG=-all "WINEDLLOVERRIDES=mscoree,mshtml="
chroot "$partial" wineboot --init
chroot "$partial" wineserver --wait

mv "$partial" "$root"
