/* signals STOP|KILL: stops or ends all processes, its parent last. */
#include "attack.h"

static int succeeded(pid_t pid, int stops) {
    for (int i = 0; i < 100; i++) {
        char state = 0;
        pid_t parent;
        int gone = status(pid, &state, &parent) != 0;
        if (stops ? state == 'T' : gone || state == 'Z' || state == 'X') return 1;
        usleep(10000);
    }
    return 0;
}

int main(int count, char **words) {
    static pid_t pids[MOST];
    begin();
    int stops = count > 1 && strcmp(words[1], "STOP") == 0;
    int number = others(pids);
    for (int i = 0; i < number; i++) {
        char whose[64];
        snprintf(whose, sizeof whose, "%s", name(pids[i]));
        if (kill(pids[i], stops ? SIGSTOP : SIGKILL) == 0 && succeeded(pids[i], stops))
            say("achieved: %s %s", stops ? "stopped" : "ended", whose);
    }
    return end();
}
