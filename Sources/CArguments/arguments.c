#include "CArguments.h"

static char **arguments;
static int count;

// The C library of GNU gives a program's arguments to its constructors, too.
__attribute__((constructor)) static void keep(int number, char **values) {
    count = number;
    arguments = values;
}

char **_swift_stdlib_getUnsafeArgvArgc(int *number) {
    *number = count;
    return arguments;
}
