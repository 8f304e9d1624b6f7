/*
 * To be preloaded: counts what java does to files below FAULT_BELOW, and at the operation number FAULT_AT ends it with
 * SIGKILL, or, where FAULT_ERRNO says which error, has that operation fail, and all later ones too with FAULT_STAYS; the
 * file FAULT_HIT, which is not below, then tells that it came to that. What java starts is left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096

static const char *below;
static long at;
static int error, stays;
static atomic_long operations;
static atomic_char ours[FDS];

__attribute__((constructor)) static void begin(void) {
    char exe[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (length > 5 && strncmp(exe + length - 5, "/java", 5) == 0 && getenv("FAULT_BELOW")) {
        below = getenv("FAULT_BELOW");
        at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
        error = getenv("FAULT_ERRNO") ? atoi(getenv("FAULT_ERRNO")) : 0;
        stays = getenv("FAULT_STAYS") != NULL;
    }
}

static int is_below(int folder, const char *path) {
    char whole[2 * PATH_MAX];
    if (!below) return 0;
    if (path[0] == '/') return strncmp(path, below, strlen(below)) == 0;
    if (folder == AT_FDCWD) return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, whole, PATH_MAX);
    return length >= (ssize_t)strlen(below) && strncmp(whole, below, strlen(below)) == 0;
}

/* Whether the operation is to fail. */
static int fault(void) {
    long number = atomic_fetch_add(&operations, 1) + 1;
    if (at == 0 || (stays && error ? number < at : number != at)) return 0;
    mknod(getenv("FAULT_HIT"), S_IFREG | 0600, 0);
    if (!error) kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

static int is_ours(int fd) { return fd >= 0 && fd < FDS && ours[fd]; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                                       \
    int name(const char *path, int flags, ...) {                         \
        va_list more;                                                    \
        va_start(more, flags);                                           \
        mode_t mode = va_arg(more, mode_t);                              \
        va_end(more);                                                    \
        int writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(AT_FDCWD, path); \
        if (writes && fault()) return -1;                                \
        int fd = REAL(name)(path, flags, mode);                          \
        if (fd >= 0 && fd < FDS) ours[fd] = writes;                      \
        return fd;                                                       \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                     \
    int name(int folder, const char *path, int flags, ...) {             \
        va_list more;                                                    \
        va_start(more, flags);                                           \
        mode_t mode = va_arg(more, mode_t);                              \
        va_end(more);                                                    \
        int writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(folder, path); \
        if (writes && fault()) return -1;                                \
        int fd = REAL(name)(folder, path, flags, mode);                  \
        if (fd >= 0 && fd < FDS) ours[fd] = writes;                      \
        return fd;                                                       \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    if (fd >= 0 && fd < FDS) ours[fd] = 0;
    return REAL(close)(fd);
}

#define ON_PATH(name, path, folder, parameters, arguments) \
    int name parameters {                                  \
        if (is_below(folder, path) && fault()) return -1;  \
        return REAL(name) arguments;                       \
    }
ON_PATH(unlink, path, AT_FDCWD, (const char *path), (path))
ON_PATH(unlinkat, path, folder, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(rmdir, path, AT_FDCWD, (const char *path), (path))
ON_PATH(remove, path, AT_FDCWD, (const char *path), (path))
ON_PATH(mkdir, path, AT_FDCWD, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, path, folder, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH(symlink, path, AT_FDCWD, (const char *to, const char *path), (to, path))
ON_PATH(link, path, AT_FDCWD, (const char *from, const char *path), (from, path))
ON_PATH(rename, path, AT_FDCWD, (const char *from, const char *path), (from, path))
ON_PATH(renameat, path, folder, (int a, const char *from, int folder, const char *path), (a, from, folder, path))
ON_PATH(chmod, path, AT_FDCWD, (const char *path, mode_t mode), (path, mode))

#define ON_FD(type, name, parameters, arguments)   \
    type name parameters {                         \
        if (is_ours(fd) && fault()) return -1;     \
        return REAL(name) arguments;               \
    }
ON_FD(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
ON_FD(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t offset), (fd, bytes, count, offset))
ON_FD(int, fsync, (int fd), (fd))
ON_FD(int, fdatasync, (int fd), (fd))
ON_FD(int, fchmod, (int fd, mode_t mode), (fd, mode))
ON_FD(int, ftruncate64, (int fd, off64_t length), (fd, length))
ON_FD(int, futimens, (int fd, const struct timespec times[2]), (fd, times))
