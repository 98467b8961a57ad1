#!/bin/bash
# Boots one Windows session on a throw-away overlay of ROOT and lives until its standard input closes.
# Usage: session.sh ROOT SCRATCH CHECKOUT DENO_EXE NPM_CACHE SHARED   (inside `unshare --mount --pid --fork --kill-child`)
# Nothing outlives it: mounts and processes belong to its own namespaces, what it writes to a RAM disk.
set -euo pipefail

root=$1 scratch=$2 checkout=$3 deno_exe=$4 npm_cache=$5 shared=$6

# Held to the end, so that a newer recipe does not remove the tree under a running session.
exec 9<"$root"
flock --shared 9

mount -t tmpfs tmpfs "$scratch"
mkdir "$scratch"/{upper,work,root,npm_upper,npm_work}
mount -t overlay overlay "$scratch/root" -o "lowerdir=$root,upperdir=$scratch/upper,workdir=$scratch/work"
mount -t proc proc "$scratch/root/proc"
mount --rbind /dev "$scratch/root/dev"
mount --rbind /sys "$scratch/root/sys"

mkdir -p "$scratch"/root/{checkout,deno_dir/npm,shared}
mount --bind "$checkout" "$scratch/root/checkout"
mount -o remount,bind,ro "$scratch/root/checkout"
mount --bind "$shared" "$scratch/root/shared"
touch "$scratch/root/deno.exe"
mount --bind "$deno_exe" "$scratch/root/deno.exe"
# The npm packages only: Deno's own caches are SQLite files, whose locks do not reach from Wine to Linux.
mount -t overlay overlay "$scratch/root/deno_dir/npm" \
  -o "lowerdir=$npm_cache,upperdir=$scratch/npm_upper,workdir=$scratch/npm_work"

mkdir -p "$scratch/root/run/cups"
chroot "$scratch/root" cupsd -f </dev/null &
for _ in $(seq 100); do
  [ -S "$scratch/root/run/cups/cups.sock" ] && break
  sleep 0.05
done
# Windows' own services boot here, once: begun by a program under test they would hold its output pipes open.
wine() { chroot "$scratch/root" env WINEPREFIX=/wine WINEDEBUG=-all "WINEDLLOVERRIDES=mscoree,mshtml=" "$@" </dev/null &>/dev/null; }
wine wineserver --persistent
wine wineboot

echo ready
cat >/dev/null
