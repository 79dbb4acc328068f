#pragma once

// From where Swift's standard library has the arguments of `CommandLine`.
//
// Its own function of this name searches the stack for them, for which it reads /proc/self/maps whenever a program
// starts: a tenth of the time that ours takes to start. A program that brings this function is linked with it instead.
// Where the standard library is a shared one, and no part of the program, its own is still used.
char **_swift_stdlib_getUnsafeArgvArgc(int *number);
