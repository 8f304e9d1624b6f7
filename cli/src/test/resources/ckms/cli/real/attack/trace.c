/* Attaches itself to all processes as a debugger does, and reads their memory. */
#include "attack.h"
#include <sys/ptrace.h>
#include <sys/uio.h>

/* With a wrong address, whoever may read is told just that. */
static int reads(pid_t pid) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)0x1000, 1};
    return process_vm_readv(pid, &here, 1, &there, 1, 0) >= 0 || errno == EFAULT;
}

int main(void) {
    static pid_t pids[MOST];
    begin();
    int count = others(pids);
    for (int i = 0; i < count; i++) {
        if (reads(pids[i])) say("achieved: memory of %s", name(pids[i]));
        if (ptrace(PTRACE_SEIZE, pids[i], 0, 0) == 0) say("achieved: trace of %s", name(pids[i]));
    }
    return end();
}
