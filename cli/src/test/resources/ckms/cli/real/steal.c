// steal PID FD TEXT: takes a descriptor of another process, and writes TEXT to it.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 4)
        return 64;
    int process = syscall(434, atoi(argv[1]), 0); // pidfd_open
    int stolen = process < 0 ? -1 : syscall(438, process, atoi(argv[2]), 0); // pidfd_getfd
    if (stolen < 0) {
        fprintf(stderr, "not stolen: %s\n", strerror(errno));
        return 1;
    }
    size_t length = strlen(argv[3]);
    return write(stolen, argv[3], length) == (ssize_t)length ? 0 : 2;
}
