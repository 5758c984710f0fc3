#!/bin/sh
# The guest's first and only process beside the tests: mounts what tests expect of a machine, runs
# the JVM, powers off. What goes wrong is said on the console; the host keeps it.

/bin/busybox mkdir -p /bin /sbin
/bin/busybox --install -s /bin
export PATH=/bin:/java/bin HOME=/root LC_CTYPE=C.UTF-8 TMPDIR=/tmp
. /bpfj/guest.env

say() {
  echo "init: $*"
}

# Mounts must all succeed: a missing one would look like a kernel without the feature.
attach() {
  mkdir -p "$3"
  mount -t "$1" -o "$4" "$2" "$3" || say "cannot mount $1 on $3"
}

attach devtmpfs dev /dev rw
exec </dev/console >/dev/console 2>&1
attach proc proc /proc rw
attach sysfs sysfs /sys rw
attach tmpfs tmpfs /tmp mode=1777
attach tmpfs tmpfs /run mode=755
attach tmpfs tmpfs /dev/shm mode=1777
attach devpts devpts /dev/pts rw
attach debugfs debugfs /sys/kernel/debug rw
attach tracefs tracefs /sys/kernel/tracing rw
attach bpf bpf /sys/fs/bpf rw
attach cgroup2 cgroup2 /sys/fs/cgroup rw
ln -sf /proc/self/fd /dev/fd
ln -sf /proc/mounts /etc/mtab

hostname guest
ip link set lo up || say "cannot bring the loopback interface up"

while read -r module; do
  insmod "$module" || say "cannot insert $module"
done </bpfj/modules.order

# A guest that nobody watches any more shall not run for ever.
(sleep "$PATIENCE"; say "nobody ended this guest in $PATIENCE s"; poweroff -f) >/dev/console 2>&1 &

# From here on the console is the tests', but for what the kernel finds serious.
dmesg -n 4

# Bytes go out as they are: no echo, no carriage returns.
stty -F "$RESULTS" raw -echo

cd /tmp || exit 1
ulimit -c 0
java @/bpfj/java.args </dev/null
say "java ended with exit status $?"
poweroff -f
