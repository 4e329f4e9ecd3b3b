#!/usr/bin/env python3
"""What hiding costs: how long a pattern takes and what it loses, against the least that HiGHS finds.

HiGHS's least is safe against outsiders; the bound that Engage proves holds for patterns safe against insiders, too.

Prints a Markdown table. Seconds are CPU time of the solver, without reading. Needs highspy, and the probe:
  swift build -c release --product EngageDisclosureProbe
Ends with 1 if a bar is missed.
"""
import argparse
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import optimum  # noqa: E402
import systems  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Name, system, the seconds it may take, whether HiGHS can be asked for the least.
COURSE = [
    *((f"20 × 10, 35 small, no. {seed}", systems.table(20, 10, 35, seed), 0.1, True) for seed in range(3)),
    ("50 × 20, 68 small", systems.table(50, 20, 68, 1), 5, True),
    ("40 linked tables of 147 people", systems.event(147, 20, 1), 2, False),
    ("200 tables at once", systems.many(200, 1), 5, False),
]
GREATEST_RATIO = 1.3


def solve(program, system):
    done = subprocess.run([program], input=json.dumps(system) + "\n", capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--probe", default=os.path.join(ROOT, ".build/release/EngageDisclosureProbe"))
    parser.add_argument("--limit", type=float, default=120, help="seconds that HiGHS may take for one")
    given = parser.parse_args()
    print("| system | cells | small | CPU s | at most | loss | bound | least (HiGHS) | ratio | HiGHS s |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    missed = False
    for name, system, bar, is_comparable in COURSE:
        found = solve(given.probe, system)
        if "failure" in found:
            print(f"| {name} | {found['failure']} |")
            missed = True
            continue
        least, ratio, seconds = "", "", ""
        if is_comparable:
            value, bound, took = optimum.optimum(system, given.limit)
            least, seconds = f"{value:.0f}" if value else f"≥ {bound:.0f}", f"{took:.1f}"
            ratio = found["loss"] / (value or bound)
            missed = missed or ratio > GREATEST_RATIO
            ratio = f"{ratio:.3f}"
        missed = missed or found["cpu"] > bar
        needs = sum("need" in cell for cell in system["cells"])
        print(f"| {name} | {len(system['cells'])} | {needs} | {found['cpu']:.3f} | {bar} | {found['loss']:.0f} "
              f"| {found['bound']:.0f} | {least} | {ratio} | {seconds} |")
    return 1 if missed else 0


sys.exit(main())
