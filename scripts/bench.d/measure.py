#!/usr/bin/env python3
"""Measures whole processes in turn, A B C D A B C D …, on the keyrings that scripts/bench has started."""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

import report

REFERENCE = "/usr/bin/docker-credential-secretservice"


def server(number):
    return f"registry-{number}.example.com"


class Keyring:
    def __init__(self, text, profile=None):
        size, self.place = text.split("=", 1)
        place = self.place
        self.size = int(size)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": f"{place}/home",
            "XDG_RUNTIME_DIR": f"{place}/run",
            "XDG_DATA_HOME": f"{place}/data",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={place}/run/bus",
            "DOCKER_CREDENTIAL_PAT_TIMEOUT": "600",
        }
        if profile:
            self.environment["DOCKER_CREDENTIAL_PAT_PROFILE"] = profile


class Call:
    """One program's way of doing a verb: what it is given, and how it has to end."""

    def __init__(self, name, command, keyring, text="", status=0, contains=b"", before=None):
        self.name, self.command, self.keyring = name, command, keyring
        self.text, self.status, self.contains, self.before = text, status, contains, before
        # What it took the last time, with what goes before.
        self.lasted = 0

    def run(self):
        """Runs it once, after what goes before: wall and CPU seconds."""
        if not self.before:
            return self.run_alone()
        # GNOME Keyring reads its whole file again once it was changed in another second than the one that it knows of.
        # Whom that hits is chance, and at 10,000 items a third of an erase: so all happens within one second.
        left = 1 - time.time() % 1
        if left < 2 * self.lasted:
            time.sleep(left)
        start = time.perf_counter()
        self.before.run()
        measured = self.run_alone()
        self.lasted = time.perf_counter() - start
        return measured

    def run_alone(self):
        """Input comes through a pipe, as a client gives it."""
        text = self.text() if callable(self.text) else self.text
        reading, writing = os.pipe()
        os.write(writing, text.encode())
        os.close(writing)
        output = os.memfd_create("output")
        streams = [(os.POSIX_SPAWN_DUP2, reading, 0), (os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
        start = time.perf_counter()
        child = os.posix_spawn(self.command[0], self.command, self.keyring.environment, file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        os.close(reading)
        written = os.pread(output, 1 << 24, 0)
        os.close(output)
        if os.waitstatus_to_exitcode(status) != self.status or self.contains not in written:
            sys.exit(f"error: {' '.join(self.command)} went wrong: {written[:400].decode(errors='replace')}")
        return wall, usage.ru_utime + usage.ru_stime


class Bench:
    def __init__(self, options):
        self.options = options
        self.ours, self.floor = options.helper, f"{options.tools}/floor"
        self.keyrings = [Keyring(text) for text in options.keyrings]
        self.rounds = options.rounds or (30 if options.short else 100)
        # The seconds that one verb at one size may take.
        self.budget = 4 if options.short else 240
        self.times = {}
        self.stored = 0
        # What to measure, as verbs and sizes; without it, all.
        self.only = None

    def measure(self, verb, size, calls):
        """All calls once to warm up, and then round by round, each round beginning with another call."""
        if self.only is not None and (verb, size) not in self.only:
            return
        print(f"measuring {verb}, {size} items", file=sys.stderr)
        start = time.perf_counter()
        for call in calls:
            call.run()
        cost = time.perf_counter() - start
        if cost < 1:
            for call in calls * 4:
                call.run()
        rounds = max(1 if cost > self.budget else 3, min(self.rounds, int(self.budget / cost)))
        for number in range(rounds):
            turn = number % len(calls)
            for call in calls[turn:] + calls[:turn]:
                self.times.setdefault((verb, size, call.name), []).append(call.run())

    def results(self):
        for (verb, size, name), measured in self.times.items():
            walls = sorted(wall for wall, _ in measured)
            yield {
                "verb": verb,
                "size": size,
                "program": name,
                "rounds": len(walls),
                "median": statistics.median(walls),
                "p95": walls[min(len(walls) - 1, int(len(walls) * 0.95))],
                "cpu": statistics.median(cpu for _, cpu in measured),
            }

    def of_each(self, verb, keyring, text="", floor_text=None, contains=b"", status=0, before=None, named=None):
        """Measures the verb of each program, under another name if it is measured in several ways."""
        floor_text = text if floor_text is None else floor_text
        self.measure(named or verb, keyring.size, [
            Call("helper", [self.ours, verb], keyring, text, status, contains, before),
            Call("reference", [REFERENCE, verb], keyring, text, status, contains, before),
            Call("floor", [self.floor, verb], keyring, floor_text, status, contains, before),
            Call("/bin/true", ["/bin/true"], keyring),
        ])

    def new_credential(self, form):
        def text():
            self.stored += 1
            return form % (server(1), "user-1", f"secret-{self.stored}")
        return text

    def run(self):
        as_json = self.new_credential('{"ServerURL":"%s","Username":"%s","Secret":"%s"}')
        for keyring in self.keyrings:
            last = keyring.size
            self.of_each("get", keyring, server(last), contains=f'"secret-{last}"'.encode() if last > 1 else b'"secret-')
            for name, absent in (("absent", "absent.example.com"), ("absent Hub", "https://index.docker.io/v1/")):
                self.of_each("get", keyring, absent, contains=b"credentials not found", status=1, named=name)
            self.compare_spellings(keyring)
            self.compare_profiles(keyring)
            self.of_each("store", keyring, as_json, self.new_credential("%s\n%s\n%s\n"))
            restore = Call("helper", [self.ours, "store"], keyring, as_json)
            self.of_each("erase", keyring, server(1), before=restore)
            restore.run()
        for keyring in self.keyrings:
            if not self.options.short or keyring.size > 1:
                self.of_each("list", keyring, contains=f'"{server(keyring.size)}":'.encode())
            if keyring.size == 1000:
                self.compare_status(keyring)
        self.compare_starts()
        self.compare_sizes()

    def compare_profiles(self, keyring):
        """A `get` in a profile, which keeps one credential beside those of the default one, and one in the default."""
        name = server(keyring.size)
        stored = '{"ServerURL":"%s","Username":"user","Secret":"secret-of-profile"}' % name
        with_name = Keyring(f"{keyring.size}={keyring.place}", profile="bench")
        Call("helper", [self.ours, "store"], with_name, stored).run()
        self.measure("profile", keyring.size, [
            Call("helper", [self.ours, "get"], with_name, name, contains=b'"secret-of-profile"'),
            Call("default profile", [self.ours, "get"], keyring, name, contains=b'"secret-'),
        ])
        Call("helper", [self.ours, "erase"], with_name, name).run()

    def compare_spellings(self, keyring):
        """A `get` by another name of the same server, and one by the very name."""
        name, contains = server(keyring.size), b'"secret-'
        self.measure("equivalent", keyring.size, [
            Call("helper", [self.ours, "get"], keyring, f"https://{name}/", contains=contains),
            Call("exact get", [self.ours, "get"], keyring, name, contains=contains),
        ])

    def compare_status(self, keyring):
        """Our `status`, which reads all secrets, and our `list`, which reads none, and the same in C: beside the
        reference's, which takes seconds, there would be few rounds."""
        contains = server(keyring.size).encode()
        self.measure("status", keyring.size, [
            Call("helper", [self.ours, "status"], keyring, contains=contains),
            Call("floor's list", [self.floor, "list"], keyring, contains=contains),
            Call("list", [self.ours, "list"], keyring, contains=contains),
        ])

    def compare_starts(self):
        """What needs no keyring."""
        keyring = self.keyrings[0]
        self.measure("start", 0, [
            Call("version", [self.ours, "version"], keyring),
            Call("--help", [self.ours, "--help"], keyring),
            Call("refused", [self.ours, "store"], keyring, '{"ServerURL":""}', 1),
            Call("reference", [REFERENCE, "version"], keyring),
            Call("/bin/true", ["/bin/true"], keyring),
        ])

    def compare_sizes(self):
        """The same `get` on two keyrings in turn, since what is measured minutes apart does not compare."""
        calls = [
            Call(f"helper, {keyring.size} items", [self.ours, "get"], keyring, server(keyring.size))
            for keyring in self.keyrings if keyring.size in (10, 1000)
        ]
        self.measure("growth", 1000, calls)

    def peak(self, program):
        """Peak memory of a `get`, in bytes."""
        ran = subprocess.run(
            [f"{self.options.tools}/peak", program, "get"],
            input=server(1), env=self.keyrings[0].environment, text=True, capture_output=True, check=True)
        return int(ran.stdout.split()[-1]) * 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--plot", type=pathlib.Path)
    parser.add_argument("--helper", required=True)
    parser.add_argument("--tools", required=True)
    parser.add_argument("keyrings", nargs="+", metavar="SIZE=PLACE")
    options = parser.parse_args()
    bench = Bench(options)
    bench.run()
    memory = {name: bench.peak(path) for name, path in
              {"helper": bench.ours, "reference": REFERENCE, "floor": bench.floor}.items()}
    size = os.path.getsize(bench.ours)
    # On a busy machine a median of few rounds may be off: more rounds tell, on the same pile, before anything fails.
    for _ in range(3 if options.short else 0):
        bench.only = report.missed(report.judge(list(bench.results()), memory, size), options)
        if not bench.only:
            break
        bench.run()
    sys.exit(report.write(options, list(bench.results()), memory, size))


main()
