"""Counts how often each choice was taken, on forms."""

import json
import sys


def say(message):
    sys.stdout.write(json.dumps(message, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


class Problem(Exception):
    pass


class Counts:
    def __init__(self):
        self.run = None
        self.tally = {}

    def start(self, message):
        unknown = set(message["options"]) - {"minimum"}
        if unknown:
            raise Problem("there is no option " + ", ".join(sorted(unknown)))
        self.run = message
        self.tally = {q["name"]: {} for q in (message["survey"] or {"questions": []})["questions"]}

    def responses(self, message):
        units = message["unit"]
        for name, column in message["columns"].items():
            counts = self.tally[name]
            for unit, value in zip(units, column["values"]):
                if unit != "person" or value is None:
                    continue
                for choice in value if isinstance(value, list) else [value]:
                    counts[choice] = counts.get(choice, 0) + 1
                counts["answered"] = counts.get("answered", 0) + 1

    def merge(self, state):
        for name, counts in state.items():
            for choice, count in counts.items():
                self.tally[name][choice] = self.tally[name].get(choice, 0) + count

    def section(self):
        tables = []
        for question in (self.run["survey"] or {"questions": []})["questions"]:
            counts = self.tally[question["name"]]
            answered = counts.get("answered", 0)
            rows = [
                [c["name"], c["label"], counts.get(c["name"], 0), {"of": counts.get(c["name"], 0), "in": answered}]
                for c in question["choices"]
                if counts.get(c["name"], 0) >= self.run["options"]["minimum"]
            ]
            forms = {"unit": ["form"]}
            several = "/" if question["type"] == "select_multiple" else ""
            whole = {"where": {**forms, question["name"]: []}}
            part = {"where": forms, "keys": {"choice": question["name"] + several}}
            tables.append({
                "name": question["name"], "title": question["label"],
                "base": {"answered": answered, "missing": None, "counts": whole},
                "dimensions": [question["name"]], "overlapping": question["type"] == "select_multiple",
                "columns": [
                    {"name": "choice", "label": "Choice", "kind": "key"},
                    {"name": "label", "label": "Answer", "kind": "text"},
                    {"name": "responses", "label": "Responses", "kind": "count", "counts": part},
                    {"name": "share", "label": "Share", "kind": "share", "from": "responses", "whole": whole},
                ],
                "rows": rows,
            })
        return {"title": "Choices counted", "tables": tables, "notes": ["Counted on forms."]}


def main():
    counts = Counts()
    for line in sys.stdin:
        try:
            message = json.loads(line)
            kind = message["type"]
            if kind == "hello":
                say({"type": "hello", "protocol": 1, "name": "choice-counts", "version": "1.0.0"})
            elif kind == "start":
                counts.start(message)
            elif kind == "responses":
                counts.responses(message)
            elif kind == "tally":
                say({"type": "tally", "state": counts.tally})
            elif kind == "merge":
                counts.merge(message["state"])
            elif kind == "finish":
                say({"type": "section", "section": counts.section()})
            else:
                raise Problem("there is no message of that type")
        except Problem as problem:
            say({"type": "error", "message": str(problem)})
            return 1
        except (ValueError, KeyError, TypeError, AttributeError):
            say({"type": "error", "message": "a message could not be understood"})
            return 1
    return 0


sys.exit(main())
