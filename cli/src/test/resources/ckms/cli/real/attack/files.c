/* files WORD=PATH...: appends to files, and makes files in folders. */
#include "attack.h"

int main(int count, char **words) {
    begin();
    for (int i = 1; i < count; i++) {
        char *path = strchr(words[i], '=');
        char inside[PATH_MAX];
        struct stat found;
        *path++ = 0;
        if (stat(path, &found) != 0) {
            say("there is no %s", path);
            continue;
        }
        snprintf(inside, sizeof inside, S_ISDIR(found.st_mode) ? "%s/planted" : "%s", path);
        int fd = open(inside, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, 0644);
        say("tried: %s", inside);
        if (fd >= 0 && write(fd, "EVIL", 4) == 4) say("achieved: %s %s", words[i], inside);
        if (fd >= 0) close(fd);
    }
    return end();
}
