#pragma once

// Where Swift's standard library has `CommandLine` from. Its own function comes with a search for the arguments on the
// stack, for which it reads /proc/self/maps whenever a program starts: a tenth of the time that ours takes to do so. A
// program that has this one is linked without it. Where the standard library is no part of the program, nothing
// changes.
char **_swift_stdlib_getUnsafeArgvArgc(int *number);
