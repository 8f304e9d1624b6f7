/* Looks at all processes, and reads and writes what /proc has of them. */
#include "attack.h"

static int opens(pid_t pid, const char *file, int flags) {
    char path[64], byte;
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    int fd = open(path, flags);
    int good = fd >= 0 && (flags == O_RDWR || read(fd, &byte, 1) == 1);
    if (fd >= 0) close(fd);
    return good;
}

int main(void) {
    static pid_t pids[MOST];
    begin();
    int count = others(pids);
    for (int i = 0; i < count; i++) {
        say("achieved: sight of %s", name(pids[i]));
        if (opens(pids[i], "environ", O_RDONLY)) say("achieved: environ of %s", name(pids[i]));
        if (opens(pids[i], "maps", O_RDONLY)) say("achieved: maps of %s", name(pids[i]));
        if (opens(pids[i], "mem", O_RDWR)) say("achieved: mem of %s", name(pids[i]));
    }
    return end();
}
