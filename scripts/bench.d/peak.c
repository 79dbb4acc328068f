// Prints how much memory a program had at most, in KiB, as this program's last line of standard output.
// From Python it cannot be told: a process started there has had the memory of Python, until its exec.
//
//   peak PROGRAM ARGUMENT...

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
    struct rusage usage;
    int status;
    if (count < 2) return 2;
    pid_t child = fork();
    if (child == 0) {
        execv(arguments[1], arguments + 1);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status) return 1;
    printf("\n%ld\n", usage.ru_maxrss);
    return 0;
}
