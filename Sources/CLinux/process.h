#pragma once

#include <signal.h>
#include <sys/prctl.h>

// Swift cannot call a C function of variable arguments, such as prctl.
static inline int forbid_dumps_and_tracing(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Swift cannot compare two handlers, which C imports as functions. What is ignored stays so, as for every program.
static inline void forget_handler(int number) {
    if (signal(number, SIG_DFL) == SIG_IGN) signal(number, SIG_IGN);
}
