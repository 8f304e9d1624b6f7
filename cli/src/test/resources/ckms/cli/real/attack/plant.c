/* plant link|fifo|sparse TARGET PATH...: puts a link to the target, a FIFO, or 2 TiB of nothing in the place of files. */
#include "attack.h"

int main(int count, char **words) {
    begin();
    for (int i = 3; i < count; i++) {
        unlink(words[i]);
        int failed = strcmp(words[1], "link") == 0 ? symlink(words[2], words[i])
                : strcmp(words[1], "fifo") == 0    ? mkfifo(words[i], 0644)
                                                   : 0;
        if (strcmp(words[1], "sparse") == 0) {
            int fd = open(words[i], O_WRONLY | O_CREAT, 0644);
            failed = fd < 0 || ftruncate(fd, 2LL << 40) != 0;
        }
        say("tried: %s at %s: %s", words[1], words[i], failed ? strerror(errno) : "there");
    }
    return end();
}
