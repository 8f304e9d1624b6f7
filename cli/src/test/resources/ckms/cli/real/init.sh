#!/bin/busybox sh
# Loads and unloads the modules that /plan lists, says what came of each, and ends the machine.
PATH=/bin:/sbin
export PATH
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
echo
while read -r how file; do
    case $how in
    kernel) said=$(/finit "/modules/$file" 2>&1) ;;
    kmod) said=$(/sbin/insmod "/modules/$file" 2>&1) ;;
    busybox) said=$(/bin/busybox insmod "/modules/$file" 2>&1) ;;
    unload) said=$(/bin/busybox sed -n 's/ .*//p' /proc/modules; /bin/busybox rmmod "$file" 2>&1) ;;
    esac
    echo "result: $how $file: $? $said"
done </plan
/bin/busybox sed 's/ .*//; s/^/loaded: /' /proc/modules
/bin/busybox dmesg | /bin/busybox sed 's/^\[[^]]*\] /dmesg: /'
/bin/busybox poweroff -f
