#!/usr/bin/env python3
"""Times the whole-screen entry of `engage enter` on 200 questions: from key to paint, and from start to question.

The program runs on a pseudo-terminal of 80 × 24 with its store in memory (/dev/shm), so that the disk's sync is
not counted. A key's time ends with the mark that ends the frame painted for it. Ends with 1 if a bar is missed.
"""
import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

PAINTED = b"\x1b[?2026l"
QUESTIONS = 200
BAR_KEY, BAR_START = 16.0, 60.0


def survey():
    lines = ["survey: long", "version: 1", 'title: "Long"', "languages: {default: en}", "units: [person]", "questions:"]
    for number in range(1, QUESTIONS + 1):
        kind = number % 5
        name, label = f"q{number}", f"Question {number}: how is it where you live, all in all?"
        if kind == 0:
            lines += ["  - type: text", f"    name: {name}", f'    label: "{label}"']
        elif kind == 1:
            lines += ["  - type: select_multiple", f"    name: {name}", f'    label: "{label}"', "    choices: some"]
        else:
            lines += ["  - type: select_one", f"    name: {name}", f'    label: "{label}"', "    choices: some"]
        if number % 20 == 4:
            lines.append(f"    relevant: \"${{q{number - 1}}} != 'a'\"")
    choices = ", ".join(f'{key}: "Choice {key}, in some words"' for key in "abcdefg")
    return "\n".join([*lines, "choice_lists:", f"  some: {{{choices}}}", ""])


EVENT = """event: evening
survey: long
title: "Evening"
sessions:
  - {session: one, place: "Rugby", date: 2024-05-01, attended: 50}
"""


def workspace(folder):
    os.makedirs(os.path.join(folder, "Surveys/long/events"))
    with open(os.path.join(folder, "Surveys/long/survey.v1.yaml"), "w") as file:
        file.write(survey())
    with open(os.path.join(folder, "Surveys/long/events/evening.yaml"), "w") as file:
        file.write(EVENT)


class Sitting:
    """The program on a terminal of its own."""

    def __init__(self, program, folder):
        started = time.perf_counter()
        self.process, self.line = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            os.execve(program, [program, "enter", "--entered-by", "Asha"], environment)
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.shown = self.painting()
        self.start = (time.perf_counter() - started) * 1000

    def painting(self):
        """All that is sent until a frame is whole."""
        sent = b""
        while PAINTED not in sent[-64:]:
            if not select.select([self.line], [], [], 20)[0]:
                raise SystemExit(f"nothing is painted: {sent[-300:]!r}")
            sent += os.read(self.line, 65536)
        while select.select([self.line], [], [], 0.002)[0]:
            sent += os.read(self.line, 65536)
        return sent

    def key(self, keys):
        """Types one key and returns the milliseconds until it is painted."""
        started = time.perf_counter()
        os.write(self.line, keys)
        sent = b""
        while PAINTED not in sent:
            if not select.select([self.line], [], [], 20)[0]:
                raise SystemExit(f"nothing is painted for {keys!r}")
            sent += os.read(self.line, 65536)
        taken = (time.perf_counter() - started) * 1000
        while select.select([self.line], [], [], 0.001)[0]:
            sent += os.read(self.line, 65536)
        self.shown = sent
        return taken

    def end(self, how=signal.SIGKILL):
        os.kill(self.process, how)
        used = os.wait4(self.process, 0)[2]
        self.cpu = (used.ru_utime + used.ru_stime) * 1000
        os.close(self.line)


def form(sitting, number, plain, storing):
    """Types a form; keys that store an answer are kept apart from those that do not."""
    for digit in str(number):
        plain.append(sitting.key(digit.encode()))
    storing.append(sitting.key(b"\r"))
    for question in range(1, QUESTIONS + 1):
        kind = question % 5
        if kind == 0:
            for letter in "Buses":
                plain.append(sitting.key(letter.encode()))
            storing.append(sitting.key(b"\r"))
        elif kind == 1:
            plain += [sitting.key(b"2"), sitting.key(b"4")]
            storing.append(sitting.key(b"\r"))
        else:
            storing.append(sitting.key(b"2"))
    storing.append(sitting.key(b"\r"))


def percentile(values, share):
    values = sorted(values)
    return values[min(int(len(values) * share), len(values) - 1)]


def row(what, values, bar):
    figures = [percentile(values, 0.5), percentile(values, 0.99), max(values)]
    print(f"| {what} | {len(values)} | " + " | ".join(f"{value:.1f}" for value in figures) + f" | {bar:.0f} |")
    return figures[1] <= bar


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engage", default=".build/release/engage", metavar="PROGRAM")
    parser.add_argument("--forms", type=int, default=5)
    given = parser.parse_args()
    program = os.path.abspath(given.engage)
    folder = tempfile.mkdtemp(prefix="engage-latency-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    plain, storing, starts, cpu = [], [], [], []
    try:
        workspace(folder)
        sitting = Sitting(program, folder)
        for number in range(1001, 1001 + given.forms):
            form(sitting, number, plain, storing)
        sitting.end()
        for _ in range(20):
            sitting = Sitting(program, folder)
            sitting.end()
            starts.append(sitting.start)
            cpu.append(sitting.cpu)
    finally:
        shutil.rmtree(folder)
    print("| ms | times | median | 99 of 100 | most | bar |\n|---|---|---|---|---|---|")
    good = [
        row("key to paint", plain + storing, BAR_KEY), row("of those, answers stored", storing, BAR_KEY),
        row("start to first question", starts, BAR_START),
        row("of that, CPU (where others keep the machine busy)", cpu, BAR_START)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
