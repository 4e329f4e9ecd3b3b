"""What a command costs, and racing two of them in turn."""
import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field


class RaceStopped(Exception):
    """Something is missing or a command failed: the words are for the person at the keyboard."""


@dataclass
class Cost:
    """What one run took: seconds of CPU (user and system, children included), seconds, megabytes."""

    cpu: float
    wall: float
    peak: float


@dataclass
class Contestant:
    """One side of a race: commands run one after the other, timed together; `before` is not timed.

    What the last run printed is kept in the file `printed`.
    """

    name: str
    commands: list
    folder: str
    printed: str
    before: object = lambda: None
    costs: list = field(default_factory=list)

    def run(self):
        self.before()
        cpu = wall = peak = 0.0
        with open(self.printed, "wb") as output, open(self.printed + ".errors", "wb") as errors:
            for command in self.commands:
                began = time.monotonic()
                process = subprocess.Popen(
                    command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
                _, status, used = os.wait4(process.pid, 0)
                wall += time.monotonic() - began
                cpu += used.ru_utime + used.ru_stime
                peak = max(peak, used.ru_maxrss / 1024)
                process.returncode = os.waitstatus_to_exitcode(status)
                if process.returncode != 0:
                    raise RaceStopped(self.failure(command, process.returncode, errors.name))
        return Cost(cpu, wall, peak)

    def failure(self, command, code, errors):
        with open(errors, encoding="utf-8", errors="replace") as file:
            said = file.read()[-2000:]
        with open(self.printed, encoding="utf-8", errors="replace") as file:
            said = file.read()[-2000:] + said
        return f"{self.name} ended with {code}:\n  {' '.join(command)}\n{said}"

    def median(self, what):
        return statistics.median(getattr(cost, what) for cost in self.costs)

    def span(self, what):
        values = [getattr(cost, what) for cost in self.costs]
        return min(values), max(values)


def race(contestants, rounds, warm_up=1):
    """Runs the contestants in turn, A B A B …; the first `warm_up` rounds do not count."""
    for number in range(warm_up + rounds):
        for contestant in contestants:
            cost = contestant.run()
            if number >= warm_up:
                contestant.costs.append(cost)
