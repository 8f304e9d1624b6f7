// Exchanges two files with each other until it is ended.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

int main(int count, char **names) {
    while (count == 3 && renameat2(AT_FDCWD, names[1], AT_FDCWD, names[2], RENAME_EXCHANGE) == 0) {
    }
    perror("exchange");
    return 1;
}
