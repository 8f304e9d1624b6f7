/* No attack: listener NAME PATH listens where network.c connects to, says the port, and ends with its input. */
#include "attack.h"
#include <arpa/inet.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static int listens(const struct sockaddr *address, socklen_t length) {
    int fd = socket(address->sa_family, SOCK_STREAM, 0);
    if (bind(fd, address, length) != 0 || listen(fd, 100) != 0) exit(1);
    return fd;
}

int main(int count, char **words) {
    char byte;
    if (count != 3) return 2;
    struct sockaddr_in tcp = {.sin_family = AF_INET};
    tcp.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = listens((struct sockaddr *)&tcp, sizeof tcp);
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path + 1, words[1], sizeof name.sun_path - 2);
    listens((struct sockaddr *)&name, offsetof(struct sockaddr_un, sun_path) + 1 + strlen(words[1]));
    struct sockaddr_un file = {.sun_family = AF_UNIX};
    strncpy(file.sun_path, words[2], sizeof file.sun_path - 1);
    listens((struct sockaddr *)&file, sizeof file);
    chmod(words[2], 0777);
    socklen_t length = sizeof tcp;
    getsockname(fd, (struct sockaddr *)&tcp, &length);
    say("%d", ntohs(tcp.sin_port));
    while (read(0, &byte, 1) > 0) {}
    return 0;
}
