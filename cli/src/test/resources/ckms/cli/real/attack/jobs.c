/* Takes all jobs of the job server, which any make of the build may do, and gives back more than there were. */
#include "attack.h"

int main(void) {
    char token;
    int taken = 0;
    begin();
    int pipe = open("/proc/self/fd/8", O_RDWR | O_NONBLOCK);
    while (pipe >= 0 && read(pipe, &token, 1) == 1) taken++;
    say("tried: took %d jobs", taken);
    for (int i = 0; pipe >= 0 && i < 40000 && write(pipe, "!", 1) == 1; i++) taken--;
    say("tried: gave %d jobs too many", -taken);
    return end();
}
