/* network PORT NAME PATH: connects to 127.0.0.1, to an abstract socket, and to a socket that is a file. */
#include "attack.h"
#include <arpa/inet.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static void reach(const char *word, const struct sockaddr *address, socklen_t length) {
    int fd = socket(address->sa_family, SOCK_STREAM, 0);
    say("tried: %s", word);
    if (fd >= 0 && connect(fd, address, length) == 0) say("achieved: %s", word);
    if (fd >= 0) close(fd);
}

int main(int count, char **words) {
    begin();
    if (count != 4) return 2;
    struct sockaddr_in tcp = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
    tcp.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    reach("tcp", (struct sockaddr *)&tcp, sizeof tcp);
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path + 1, words[2], sizeof name.sun_path - 2);
    reach("abstract", (struct sockaddr *)&name, offsetof(struct sockaddr_un, sun_path) + 1 + strlen(words[2]));
    struct sockaddr_un file = {.sun_family = AF_UNIX};
    strncpy(file.sun_path, words[3], sizeof file.sun_path - 1);
    reach("socket-file", (struct sockaddr *)&file, sizeof file);
    return end();
}
