#!/usr/bin/env python3
"""An attacker who has nothing but what is published: finds the interval in which every protected cell must lie.

Reads JSON from a file named, or from standard input: a list of systems, each with
  cells: [[lowest, highest or null, whole], …]: what is published; a hidden cell is [0, null, true]
  equations: [[[cell, factor], …], …]: each adds up to zero
  needs: [[cell, atMost, atLeast], …]
  empty: cells known to be zero, whatever is hidden
  members: cells in which somebody is counted who knows that; looked at where `insiders` is true. They may find out
    one more: that a cell which is a sum of theirs and others holds at least themselves.
Writes a JSON list: for each system, what it found out: [[cell, insider or null, lowest, highest], …], where lowest is
null if the cell can be as low as it must, and highest if as high. Where `stopsAtFirst` is true one is enough.
With HiGHS through highspy, or through SciPy where that is not there.
"""
import json
import sys

TOLERANCE = 1e-6
# Further than any need: nothing holds what gets there.
FAR = 100_000.0

try:
    import highspy
except ImportError:
    highspy = None
if highspy is None:
    import numpy
    from scipy import optimize


class Highs:
    """One system in HiGHS; a question changes only the objective and one bound."""

    def __init__(self, system):
        self.cells = system["cells"]
        self.model = highspy.Highs()
        self.model.setOptionValue("output_flag", False)
        self.model.setOptionValue("threads", 1)
        self.model.setOptionValue("mip_rel_gap", 0.0)
        self.model.setOptionValue("mip_abs_gap", 1e-9)
        for low, high, _ in self.cells:
            self.model.addVar(low, FAR if high is None else high)
        for equation in system["equations"]:
            size = sum(abs(f) * self.cells[c][0] for c, f in equation)
            slack = 0 if all(self.cells[c][2] for c, _ in equation) else 1e-9 * (1 + size)
            self.model.addRow(
                -slack, slack, len(equation), [c for c, _ in equation], [f for _, f in equation])
        self.are_whole = False
        self.possible = None

    def bound(self, cell, low):
        high = self.cells[cell][1]
        self.model.changeColBounds(cell, low, FAR if high is None else high)

    def extreme(self, cell, sign):
        """Where sign times the cell is least."""
        self.model.changeColCost(cell, sign)
        value = self.run(cell, sign, False)
        if value is not None:
            self.possible = solution = list(self.model.getSolution().col_value)
            if any(c[2] and abs(x - round(x)) > TOLERANCE for c, x in zip(self.cells, solution)):
                value = self.run(cell, sign, True)
                self.possible = list(self.model.getSolution().col_value)
        self.model.changeColCost(cell, 0)
        return value

    def run(self, cell, sign, whole):
        if whole != self.are_whole:
            for number, (_, _, is_whole) in enumerate(self.cells):
                if is_whole:
                    kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
                    self.model.changeColIntegrality(number, kind)
            self.are_whole = whole
        self.model.run()
        status = self.model.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return self.model.getSolution().col_value[cell]
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        raise RuntimeError(f"HiGHS stopped: {status}")


class SciPy:
    """The same with scipy.optimize.milp."""

    def __init__(self, system):
        self.cells = system["cells"]
        self.low = numpy.array([c[0] for c in self.cells], float)
        self.high = numpy.array([FAR if c[1] is None else c[1] for c in self.cells], float)
        self.whole = numpy.array([1 if c[2] else 0 for c in self.cells])
        rows = numpy.zeros((len(system["equations"]), len(self.cells)))
        for number, equation in enumerate(system["equations"]):
            for cell, factor in equation:
                rows[number, cell] += factor
        slack = 1e-9 * (1 + abs(rows) @ self.low)
        self.rows = optimize.LinearConstraint(rows, -slack, slack) if len(rows) else ()

    def bound(self, cell, low):
        self.low[cell] = low

    def extreme(self, cell, sign):
        costs = numpy.zeros(len(self.cells))
        costs[cell] = sign
        bounds = optimize.Bounds(self.low, self.high)
        self.possible = None
        found = optimize.milp(costs, integrality=self.whole, bounds=bounds, constraints=self.rows)
        if found.status == 0:
            self.possible = list(found.x)
            return found.x[cell]
        if found.status == 2:
            return None
        raise RuntimeError(found.message)


def parts_of(whole, equations, empty):
    """Cells that add up to it with others, and their parts; itself."""
    parts = {whole}
    for _ in equations:
        for equation in equations:
            for sign in (1, -1):
                one = [c for c, f in equation if f * sign > 0]
                if len(one) != 1:
                    continue
                others = {c for c, _ in equation} - {one[0]}
                if one[0] in parts:
                    parts |= others
                filled = others - set(empty)
                if len(filled) == 1 and filled <= parts:
                    parts.add(one[0])
    return parts


def attack(system):
    found = []
    model = Highs(system) if highspy else SciPy(system)
    parts = {need[0]: parts_of(need[0], system["equations"], system["empty"]) for need in system["needs"]}
    possible = []

    def is_beyond(cell, sign, limit, insider):
        """Whether sign times the cell can't be down to the limit; what was seen to be possible, is not asked again."""
        slack = TOLERANCE * max(1, abs(limit))
        for one in possible:
            if sign * one[cell] <= sign * limit + slack and (insider is None or one[insider] > 1 - TOLERANCE):
                return None
        value = model.extreme(cell, sign)
        if value is None:
            raise RuntimeError("what is published contradicts itself")
        possible.append(model.possible)
        return value if sign * value > sign * limit + slack else None

    for insider in [None] + (system["members"] if system["insiders"] else []):
        if insider is not None:
            model.bound(insider, max(1, system["cells"][insider][0]))
        for cell, at_most, at_least in system["needs"]:
            if insider is not None:
                at_least -= 1
                at_most += 1 if insider in parts[cell] else 0
            lowest = is_beyond(cell, 1, at_most, insider)
            highest = is_beyond(cell, -1, at_least, insider)
            if lowest is not None or highest is not None:
                found.append([cell, insider, lowest, highest])
                if system["stopsAtFirst"]:
                    return found
        if insider is not None:
            model.bound(insider, system["cells"][insider][0])
    return found


def main():
    with open(sys.argv[1]) if len(sys.argv) > 1 else sys.stdin as file:
        systems = json.load(file)
    # In one process: a pool of them that is started with SIGTERM blocked, as Foundation does, may never end.
    json.dump([attack(system) for system in systems], sys.stdout)


if __name__ == "__main__":
    main()
