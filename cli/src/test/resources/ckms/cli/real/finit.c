/* Has the kernel itself load a module's file, compressed or not: finit_module(2). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MODULE_INIT_COMPRESSED_FILE 4

int main(int argc, char **argv) {
    const char *suffix = argc == 2 ? strrchr(argv[1], '.') : "";
    int flags = strcmp(suffix, ".ko") == 0 ? 0 : MODULE_INIT_COMPRESSED_FILE;
    int file = open(argv[1], O_RDONLY | O_CLOEXEC);
    if (file < 0 || syscall(SYS_finit_module, file, "", flags) != 0) {
        printf("%s\n", strerror(errno));
        return 1;
    }
    return 0;
}
