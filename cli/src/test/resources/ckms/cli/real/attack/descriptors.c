/* Takes the descriptors of all processes, by pidfd_getfd and through /proc/PID/fd; those that it has itself don't count. */
#include "attack.h"

static struct stat own[16];

static int is_news(int fd) {
    struct stat found;
    if (fstat(fd, &found) != 0) return 0;
    for (int i = 0; i < 16; i++) {
        if (own[i].st_ino == found.st_ino && own[i].st_dev == found.st_dev) return 0;
    }
    return 1;
}

static int take(pid_t pid) {
    int taken = 0;
    int pidfd = syscall(SYS_pidfd_open, pid, 0);
    for (int fd = 0; pidfd >= 0 && fd < 256; fd++) {
        int mine = syscall(SYS_pidfd_getfd, pidfd, fd, 0);
        if (mine >= 0) {
            taken += is_news(mine);
            close(mine);
        }
    }
    close(pidfd);
    return taken;
}

static int open_all(pid_t pid) {
    int opened = 0;
    for (int fd = 0; fd < 256; fd++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, fd);
        int mine = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
        if (mine < 0) mine = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
        if (mine >= 0) {
            opened += is_news(mine);
            close(mine);
        }
    }
    return opened;
}

int main(void) {
    static pid_t pids[MOST];
    begin();
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 16; fd++) fstat(fd < 10 ? fd : null, &own[fd]);
    int count = others(pids);
    for (int i = 0; i < count; i++) {
        int taken = take(pids[i]), opened = open_all(pids[i]);
        if (taken) say("achieved: descriptor %d of %s", taken, name(pids[i]));
        if (opened) say("achieved: proc-fd %d of %s", opened, name(pids[i]));
    }
    return end();
}
