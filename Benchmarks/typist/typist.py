#!/usr/bin/env python3
"""A person at a keyboard: types ten forms and two tables' notes of the sample into `engage enter`.

Reads each screen as a person would, waits before each answer, types at a given speed, and says how long it took;
then imports the same answers from CSV into another workspace and compares what is counted.
It needs tmux and nothing else but Engage.
"""
import argparse
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EVENT = "we-stand-together-2019"
SAMPLE = "Surveys/we-stand-together/samples/we-stand-together-2019.csv"
TMUX = "engage-typist"


def tmux(*words, **options):
    return subprocess.run(["tmux", "-L", TMUX, *words], check=True, capture_output=True, text=True, **options).stdout


class Screen:
    """A terminal of 80 by 24."""

    def __init__(self, command, folder, pace, shots):
        self.pace, self.shots, self.keys, self.number = pace, shots, 0, 0
        tmux("new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder), command)

    def text(self):
        return tmux("capture-pane", "-p", "-J")

    def wait_for(self, pattern, seconds=10):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = self.text()
            found = re.search(pattern, text)
            if found:
                return found
            time.sleep(0.01)
        sys.exit(f"the screen does not show {pattern!r}:\n{text}")

    def keep(self, name):
        if self.shots:
            self.number += 1
            (self.shots / f"{self.number:03}-{name}.txt").write_text(self.text())

    def type(self, text):
        """Characters at the pace of a typist."""
        for character in text:
            self.key("-l", character)

    def press(self, *names):
        for name in names:
            self.key(name)

    def key(self, *words):
        start = time.monotonic()
        tmux("send-keys", *words)
        self.keys += 1
        # Sending takes time as well, which no hand would notice.
        time.sleep(max(0, start + self.pace - time.monotonic()))

    def close(self):
        subprocess.run(["tmux", "-L", TMUX, "kill-server"], capture_output=True)


class Paper:
    """What lies beside the keyboard: some forms and tables of one session of the invented sample."""

    def __init__(self, session, forms, tables):
        with open(ROOT / SAMPLE, newline="", encoding="utf-8") as file:
            self.rows = list(csv.DictReader(file))
        of = [row for row in self.rows if row["session"] == session]
        self.forms = [row for row in of if row["unit"] == "person"][:forms]
        self.tables = [row for row in of if row["unit"] == "table"][:tables]
        for table in self.tables:
            for name in ("concerns", "suggestions"):
                # Points as a flip chart has them, typed one by one.
                table[name] = "; ".join(line.removeprefix("• ") for line in table[name].splitlines())

    def write(self, path):
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [name for name in self.rows[0] if name != "submitted_at"], extrasaction="ignore")
            writer.writeheader()
            writer.writerows(self.forms + self.tables)


class Typist:
    def __init__(self, screen, questions, think):
        self.screen, self.think = screen, think
        self.by_label = {" ".join(q["label"].split()): q for q in questions}

    def question(self):
        """The question on the screen; None at the end of a form."""
        found = self.screen.wait_for(r"Question \S+ \(\d+ of \d+\)[^\n]*\n((?:[^\n]*\S[^\n]*\n)+)|Is this right\?")
        if not found.group(1):
            return None
        label = " ".join(found.group(1).split())
        matches = [q for known, q in self.by_label.items() if label.startswith(known)]
        if not matches:
            sys.exit(f"no such question: {label}")
        return max(matches, key=lambda q: len(q["label"]))

    def key_of(self, question, name):
        names = [choice["name"] for choice in question["choices"]]
        return name if all(n.lstrip("-").isdigit() for n in names) else str(names.index(name) + 1)

    def form(self, row):
        self.screen.wait_for(r"What is it\?")
        self.screen.press("1")
        self.screen.wait_for("Form number")
        self.screen.type(row["key"])
        self.screen.press("Enter")
        while (question := self.question()) is not None:
            if not any(row.get(name) for name in self.rest(question)):
                # The pages about oneself are blank: straight to the end.
                self.screen.keep("rest-blank")
                self.screen.press("M-e")
                continue
            time.sleep(self.think)
            self.answer(question, row.get(question["name"], ""))
            self.screen.keep(question["name"])
        time.sleep(self.think)
        self.screen.keep("end")
        self.screen.press("Enter")

    def rest(self, question):
        names = [q["name"] for q in self.by_label.values()]
        return names[names.index(question["name"]):]

    def answer(self, question, value):
        before = self.screen.text()
        if not value:
            self.screen.press("Enter")
        elif question["type"] == "select_multiple":
            for name in value.split(";"):
                self.screen.type(self.key_of(question, name))
            self.screen.press("Enter")
        elif question["choices"]:
            self.screen.type(self.key_of(question, value))
        else:
            self.screen.type(value)
            self.screen.press("Enter")
        self.moved_on(before)

    def moved_on(self, before):
        """Waits until something else is asked; a text that looks personal is looked at and stored."""
        place = re.search(r"Question \S+ \(\d+ of", before)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            text = self.screen.text()
            if "store it as it is" in text:
                time.sleep(self.think)
                self.screen.press("1")
            found = re.search(r"Question \S+ \(\d+ of", text)
            if found is None and "Is this right?" in text or found and found.group() != place.group():
                return
            time.sleep(0.01)
        sys.exit(f"nothing else is asked:\n{self.screen.text()}")

    def table(self, row):
        self.screen.wait_for(r"What is it\?")
        self.screen.press("2")
        answers = {
            "Whose notes are they": "1", "Number or name of the table|Form number": row["key"] + "\n",
            "How many people": row["people"] + "\n", "Who led the discussion|Who took the notes": "\n",
        }
        while not re.search(r"Question \S+ \(", before := self.screen.text()):
            for asked, answer in answers.items():
                if re.search(asked, before, re.IGNORECASE):
                    self.screen.keep("table")
                    time.sleep(self.think)
                    self.screen.type(answer.rstrip("\n"))
                    if answer.endswith("\n"):
                        self.screen.press("Enter")
                    until = time.monotonic() + 5
                    while self.screen.text() == before and time.monotonic() < until:
                        time.sleep(0.01)
                    break
            time.sleep(0.01)
        while (question := self.question()) is not None:
            before = self.screen.text()
            for point in filter(None, row[question["name"]].split("; ")):
                time.sleep(self.think / 2)
                self.screen.type(point)
                self.screen.press("Enter")
                if "store it as it is" in self.screen.text():
                    self.screen.press("1")
            self.screen.keep("points")
            self.screen.press("Enter")
            self.moved_on(before)
        self.screen.keep("table-end")
        self.screen.press("Enter")


def engage(program, folder, *words):
    return subprocess.run([program, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def counted(program, folder):
    """Every table of every analysis, and all that the partners' workbook is made from but when it was made of what."""
    analyses = ["attendance", "frequencies", "scales", "theme-counts"]
    report = json.loads(engage(program, folder, "analyse", *analyses, "--event", EVENT, "--format", "json"))
    engage(program, folder, "report", "partner", "--audience", "internal", "--event", EVENT, "-o", "partner.json")
    partner = json.loads((folder / "partner.json").read_text(encoding="utf-8"))
    del partner["made"], partner["sources"]
    return [(s["analysis"], t["name"], t["rows"]) for s in report["sections"] for t in s["tables"]], partner


def workspace(parent, name):
    folder = parent / name
    shutil.copytree(ROOT / "Surveys", folder / "Surveys")
    return folder


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engage", default=str(ROOT / ".build/release/engage"), help="the program")
    options.add_argument("--session", default="leamington-spa")
    options.add_argument("--forms", type=int, default=10)
    options.add_argument("--tables", type=int, default=2)
    options.add_argument("--words", type=float, default=55, help="typing speed, words of five characters a minute")
    options.add_argument("--think", type=float, default=0.8, help="seconds to find the answer on the paper")
    options.add_argument("--shots", type=pathlib.Path, help="a folder to keep the screens in")
    options = options.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    program = str(pathlib.Path(options.engage).resolve())
    with tempfile.TemporaryDirectory() as parent:
        typed, imported = (workspace(pathlib.Path(parent), name) for name in ("typed", "imported"))
        paper = Paper(options.session, options.forms, options.tables)
        questions = json.loads(engage(program, typed, "survey", "show", "we-stand-together", "--format", "json"))["questions"]
        pace = 12 / options.words
        command = f"LANG=C.UTF-8 {program} enter --event {EVENT} --session {options.session} --entered-by Typist; sleep 60"
        screen = Screen(command, typed, pace, options.shots)
        try:
            start = time.monotonic()
            typist = Typist(screen, questions, options.think)
            for row in paper.forms:
                typist.form(row)
            middle = time.monotonic()
            for row in paper.tables:
                typist.table(row)
            screen.wait_for(r"What is it\?")
            end = time.monotonic()
        finally:
            screen.close()
        paper.write(imported / "typed.csv")
        engage(program, imported, "import", "typed.csv", "--event", EVENT)
        same = counted(program, typed) == counted(program, imported)
        print(f"{len(paper.forms)} forms in {(middle - start) / 60:.1f} min, {len(paper.tables)} tables in "
              f"{(end - middle) / 60:.1f} min, together {(end - start) / 60:.1f} min; {screen.keys} keys at "
              f"{options.words:.0f} words a minute, {options.think} s to find each answer")
        print("Counted the same as imported from CSV" if same else "NOT counted the same as imported from CSV")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
