#!/bin/sh
# A pod without a container engine, as the chart asks for it: a root of its own that holds the image, the C library of this machine and what a
# kubelet puts in; all of it read-only; an unprivileged user. Runs in a mount namespace of its own (unshare --mount), so that nothing outlives it.
# pod.sh IMAGE ROOT UID SERVICE_ACCOUNT PROGRAM… : ROOT is an empty folder to mount on.
set -eu
image=$1 root=$2 uid=$3 account=$4
shift 4

mount -t tmpfs -o mode=755,size=1m pod "$root"
for folder in app dev etc proc usr/lib usr/local var/run/secrets/kubernetes.io/serviceaccount; do mkdir -p "$root/$folder"; done
cp "$account"/* "$root/var/run/secrets/kubernetes.io/serviceaccount/"
printf 'nonroot:x:%s:%s:nonroot:/home/nonroot:/sbin/nologin\n' "$uid" "$uid" >"$root/etc/passwd"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"
chmod -R a+rX "$root/var" "$root/etc"

bind() { mount --bind "$1" "$2" && mount -o remount,bind,ro "$2"; }
bind "$image/app" "$root/app"
bind "$image/usr/local" "$root/usr/local"
bind /usr/lib "$root/usr/lib"
ln -s usr/lib "$root/lib"
if [ -d /usr/lib64 ]; then
  mkdir "$root/usr/lib64"
  bind /usr/lib64 "$root/usr/lib64"
  ln -s usr/lib64 "$root/lib64"
fi
for device in null random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount --bind /proc "$root/proc"
mount -o remount,ro "$root"

exec setpriv --no-new-privs chroot --userspec="$uid:$uid" --groups= "$root" "$@"
