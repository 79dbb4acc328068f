#pragma once

// The encrypting and decrypting of one secret for the bus, and the session's path, are in the part of libsecret
// whose interface it does not promise to keep (it has kept it since 0.18, and Debian ships it in the same library).
#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

#include <signal.h>
#include <sys/prctl.h>

#include "keys.h"

// Swift cannot call a C function of variable arguments, and prctl is one.
static inline int forbid_dumps_and_tracing(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Swift cannot compare two handlers, which C imports as functions. What is ignored stays so, as for every program.
static inline void forget_handler(int number) {
    if (signal(number, SIG_DFL) == SIG_IGN) signal(number, SIG_IGN);
}
