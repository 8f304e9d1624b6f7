/* daemon MARK: leaves a process behind, with an empty environment, which bears the mark as its argument for ten minutes. */
#include "attack.h"

int main(int count, char **words) {
    begin();
    if (count != 2) return 2;
    forget_environment(words);
    say("tried: a daemon");
    if (detach()) {
        sleep(600);
        _exit(0);
    }
    return end();
}
