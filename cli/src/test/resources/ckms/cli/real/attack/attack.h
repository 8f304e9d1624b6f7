/*
 * What all attacks share. Each says on its standard output what it tries, and what it achieves: a line "achieved: WORD ..."
 * for each, where the word is one of the table in AttackerIT. The last line of a whole attack is "done".
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 4096

/* Says something in one write, since whoever does it may be killed before the next. */
static inline void say(const char *format, ...) {
    char line[2 * PATH_MAX];
    va_list more;
    va_start(more, format);
    int length = vsnprintf(line, sizeof line - 1, format, more);
    va_end(more);
    line[length++] = '\n';
    if (write(1, line, length) != length) _exit(9);
}

static inline int read_file(const char *path, char *text, int size) {
    int fd = open(path, O_RDONLY);
    int length = fd < 0 ? -1 : (int)read(fd, text, size - 1);
    text[length < 0 ? 0 : length] = 0;
    if (fd >= 0) close(fd);
    return length;
}

/* These are not for root: on the host itself, what root does to all processes would be done to all. */
static inline void begin(void) {
    char map[256];
    unsigned inside = 1, outside = 1, count = 0;
    read_file("/proc/self/uid_map", map, sizeof map);
    sscanf(map, "%u %u %u", &inside, &outside, &count);
    if (geteuid() == 0 && count == 4294967295u) {
        say("achieved: root");
        _exit(8);
    }
    signal(SIGPIPE, SIG_IGN);
}

static inline int end(void) {
    say("done");
    return 0;
}

/* The fields of /proc/PID/stat after the name, from the state on. */
static inline int status(pid_t pid, char *state, pid_t *parent) {
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    if (read_file(path, text, sizeof text) <= 0) return -1;
    char *name_end = strrchr(text, ')');
    return name_end && sscanf(name_end + 1, " %c %d", state, parent) == 2 ? 0 : -1;
}

static inline const char *name(pid_t pid) {
    static char text[64];
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    read_file(path, text, sizeof text);
    text[strcspn(text, "\n")] = 0;
    return text;
}

/*
 * All processes that can be seen, but for this one, and for the first: that is init's, or belongs to the sandbox. The one
 * that started this one comes last, since with that one this one may end.
 */
static inline int others(pid_t *pids) {
    int count = 0, sees_parent = 0;
    DIR *all = opendir("/proc");
    if (!all) return 0;
    for (struct dirent *entry = readdir(all); entry && count < MOST - 1; entry = readdir(all)) {
        pid_t pid = atoi(entry->d_name);
        if (pid <= 1 || pid == getpid()) continue;
        if (pid == getppid()) sees_parent = 1;
        else pids[count++] = pid;
    }
    closedir(all);
    if (sees_parent) pids[count++] = getppid();
    say("tried: %d processes", count);
    return count;
}

/* Starts again without an environment, in which a process could be marked; as "env -i" does. */
static inline void forget_environment(char **words) {
    char *nothing[] = {NULL};
    if (environ[0]) execve("/proc/self/exe", words, nothing);
}

/* Leaves a process behind that is in a session of its own and ignores signals; returns 1 in that process. */
static inline int detach(void) {
    if (fork() != 0) return 0;
    setsid();
    if (fork() != 0) _exit(0);
    for (int sent = 1; sent < 32; sent++) signal(sent, SIG_IGN);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++) dup2(null, fd);
    for (int fd = 3; fd < 64; fd++) close(fd);
    return 1;
}
