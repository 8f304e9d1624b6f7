package ckms.engine.host.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tools of util-linux, which every host has: {@code unshare}, {@code mount} and {@code setpriv}. They take longer
 * than bubblewrap, since they make each file system read-only by a process of its own.
 */
final class Unshare implements SandboxTool {
    /** Makes the namespaces. An ordinary user needs a user namespace for that. */
    private static final String OUTER = """
            user=$(id -u) group=$(id -g) inner=$1 network=$2
            shift 2
            set -- /bin/sh -c "$inner" unshare "$user" "$group" "$@"
            [ "$network" = yes ] || set -- --net "$@"
            [ "$user" = 0 ] || set -- --user --map-root-user "$@"
            exec setsid --wait unshare --mount --pid --fork --kill-child=KILL --ipc "$@"
            """;

    /**
     * Makes the file system: a copy of all mounts over {@code /sys}, as a place that every host has, which becomes the
     * root (a user namespace can't be made within a chroot). What can't be made read-only must be out of reach. The files
     * of {@code /proc/sys} are the host's, and root needs no capability to write to them; an ordinary user can't, and
     * its next namespace needs a {@code /proc} to write to. Paths that the new folders would
     * hide are kept in the new {@code /dev} meanwhile. In the end all capabilities go, and an ordinary user is itself
     * again, in another user namespace.
     */
    private static final String INNER = """
            set -e
            user=$1 group=$2 folder=$3 root=/sys
            shift 3
            mounts=$(cat /proc/self/mountinfo)
            mount --make-rprivate /
            mount --rbind / "$root"
            printf '%s\\n' "$mounts" | while read -r id parent device top target options rest; do
                at=$root$(printf %b "$target")
                mount -o "remount,bind,ro${options#r[wo]}" "$at" 2>/dev/null || ! mountpoint -q "$at" || exit 1
            done
            [ "$user" = 0 ] && access=ro || access=rw
            mount -t proc -o "$access" proc "$root/proc"
            mount -t tmpfs -o mode=755 tmpfs "$root/dev"
            for device in null zero full random urandom tty; do
                : >"$root/dev/$device"
                mount --bind "/dev/$device" "$root/dev/$device"
            done
            mkdir -m 1777 "$root/dev/shm"
            ln -s /proc/self/fd "$root/dev/fd"
            ln -s fd/0 "$root/dev/stdin"
            ln -s fd/1 "$root/dev/stdout"
            ln -s fd/2 "$root/dev/stderr"
            place() {
                if [ -d "$1" ]; then
                    mkdir -p "$2"
                else
                    mkdir -p "${2%/*}"
                    : >>"$2"
                fi
                mount --bind "$1" "$2"
            }
            count=0
            for word; do
                case $kind in hidden) count=$((count + 1)) && place "$root$word" "$root/dev/kept$count" ;; esac
                case $word in --) break ;; esac
                kind=$word
            done
            mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            mount -t tmpfs -o mode=755 tmpfs "$root/run"
            count=0
            while [ "$1" != -- ]; do
                case $1 in
                hidden)
                    count=$((count + 1))
                    place "$root/dev/kept$count" "$root$2"
                    umount "$root/dev/kept$count"
                    rm -d "$root/dev/kept$count"
                    ;;
                writable) place "$2" "$root$2" ;;
                esac
                shift 2
            done
            shift
            set -- setpriv --no-new-privs /bin/sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
            if [ "$user" = 0 ]; then
                set -- setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all "$@"
            else
                set -- unshare --user --map-user="$user" --map-group="$group" "$@"
            fi
            cd "$root"
            pivot_root . .
            umount -l .
            exec "$@"
            """;

    @Override
    public String program() {
        return "unshare";
    }

    @Override
    public List<String> words(View view, List<String> words) {
        var all = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                OUTER,
                program(),
                INNER,
                view.network() ? "yes" : "no",
                view.folder().toString()));
        view.hidden().forEach(path -> add(all, "hidden", path));
        view.writable().forEach(path -> add(all, "writable", path));
        all.add("--");
        all.addAll(words);
        return all;
    }

    private static void add(List<String> words, String kind, Path path) {
        words.addAll(List.of(kind, path.toString()));
    }
}
