"""The least that must be lost, by HiGHS: a master programme chooses cells to hide, and for every need that a choice
does not meet, what its flow lacks becomes a new row of the master (Fischetti and Salazar, 2001). Insiders are left
out, so that it may be less than what is needed against them."""
import time

import highspy

QUIET = (("output_flag", False), ("threads", 1))
FAR = 1e4


def model():
    made = highspy.Highs()
    for name, value in QUIET:
        made.setOptionValue(name, value)
    return made


class Attacker:
    def __init__(self, system):
        self.cells = system["cells"]
        self.model = model()
        for _ in self.cells:
            self.model.addVar(0, 0)
        for equation in system["equations"]:
            self.model.addRow(0, 0, len(equation), [c for c, _ in equation], [f for _, f in equation])
        self.columns = [[] for _ in self.cells]
        for row, equation in enumerate(system["equations"]):
            for c, f in equation:
                self.columns[c].append((row, f))

    def cut(self, chosen, target, sign, amount):
        """Cells of which so much must be hidden; `None` if enough is."""
        for number, (cell, share) in enumerate(zip(self.cells, chosen)):
            self.model.changeColBounds(number, -cell["value"] * share, FAR * share)
        if sign > 0:
            self.model.changeColBounds(target, 0, amount)
        else:
            self.model.changeColBounds(target, -amount, 0)
        self.model.changeColCost(target, -sign)
        self.model.run()
        reached = -self.model.getInfo().objective_function_value
        duals = self.model.getSolution().row_dual
        self.model.changeColCost(target, 0)
        if reached > amount - 1e-6:
            return None
        row = {}
        for number, cell in enumerate(self.cells):
            if number == target or cell["state"] == "fixed":
                continue
            slope = -sum(duals[r] * f for r, f in self.columns[number])
            room = cell["value"] if slope > 1e-9 else FAR if slope < -1e-9 else 0
            if room:
                row[number] = min(amount, abs(slope) * room)
        return row


def optimum(system, limit):
    """The least loss, a bound for it, and seconds; the loss is `None` if the time was not enough."""
    start = time.monotonic()
    cells = system["cells"]
    attacker = Attacker(system)
    master = model()
    master.setOptionValue("mip_rel_gap", 0.001)
    for cell in cells:
        hidden = cell["state"] in ("hidden", "latent")
        master.addVar(1 if hidden else 0, 0 if cell["state"] == "fixed" else 1)
    loss = [max(1, c["value"]) if c["state"] == "open" else 0 for c in cells]
    for number, cost in enumerate(loss):
        master.changeColCost(number, cost)
    goals = []
    for number, cell in enumerate(cells):
        if "need" in cell:
            goals += [(number, -1, cell["value"] - cell["need"][0]), (number, 1, cell["need"][1] - cell["value"])]
    bound, are_whole = 0, False
    while time.monotonic() - start < limit:
        master.setOptionValue("time_limit", max(1.0, limit - (time.monotonic() - start)) + master.getRunTime())
        master.run()
        chosen = list(master.getSolution().col_value)
        info = master.getInfo()
        bound = max(bound, info.mip_dual_bound if are_whole else info.objective_function_value)
        if are_whole:
            chosen = [round(c) for c in chosen]
        rows = [(row, goal[2]) for goal in goals if (row := attacker.cut(chosen, *goal)) is not None
                and sum(f * chosen[c] for c, f in row.items()) < goal[2] - 1e-4]
        if not rows and are_whole:
            return sum(cost for cost, c in zip(loss, chosen) if c), bound, time.monotonic() - start
        if not rows:
            are_whole = True
            for number in range(len(cells)):
                master.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        for row, least in rows:
            master.addRow(least, highspy.kHighsInf, len(row), list(row), list(row.values()))
    return None, bound, time.monotonic() - start
