#pragma once

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Swift cannot call a C function of variable arguments, such as prctl.
static inline int forbid_dumps_and_tracing(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Whether the system gives this user no more processes, of which each thread is one. A signal handler may ask: nothing
// else of the C library that makes one is safe there. (POSIX.1-2024; the library shows it to GNU programs alone.)
extern pid_t _Fork(void);
static inline int is_out_of_processes(void) {
    pid_t child = _Fork();
    if (child == 0) _exit(0);
    if (child < 0) return errno == EAGAIN;
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    return 0;
}

// Swift cannot compare two handlers, which C imports as functions. What is ignored stays so, as for every program.
static inline void forget_handler(int number) {
    if (signal(number, SIG_DFL) == SIG_IGN) signal(number, SIG_IGN);
}
