/// A plugin in Python, with its standard library only.
enum PythonTemplate {
  static let manifest = #"""
    # What Engage has to know before it starts the plugin; `engage plugins check FOLDER` checks it.
    plugin: %NAME%
    version: 0.1.0
    provides: %NAME%                       # analyses that provide the same can stand in for each other
    title: "%TITLE%"
    summary: "Counts how often each choice was taken."
    language: python
    protocol: 1
    command: [python3, plugin.py]
    merge: yes                             # parts of the responses can be counted apart and added up
    needs: {types: [select_one, scale, select_multiple], free_text: no, identities: no}
    questions: optional                    # --question: unused, optional, required
    by: unused                             # --by: unused, optional, required
    options:
      - {name: minimum, type: integer, from: 0, to: 1000000, default: 0, summary: "Choices taken by fewer are left out.", example: minimum=5}
    example: "engage analyse %NAME% --survey we-stand-together"
    limits: {seconds: 600, memory_mb: 1024}

    """#

  static let plugin = #"""
    """%NAME%: counts how often each choice was taken.

    Speaks Engage's plugin protocol, version 1: a line of JSON for each message, on standard input and output. Whatever is
    to be read by people goes to standard error. Change `Tally` to count what you want to know.
    """

    import json
    import sys

    NAME, VERSION, PROTOCOL = "%NAME%", "0.1.0", 1


    class Problem(Exception):
        """What is wrong, in words for the person who asked for the analysis."""


    class Tally:
        def start(self, message):
            """Before the first response: the questions, their choices, and the options, checked by Engage."""
            unknown = set(message["options"]) - {"minimum"}
            if unknown:
                raise Problem("there is no option " + ", ".join(sorted(unknown)))
            self.minimum = message["options"]["minimum"]
            self.questions = (message["survey"] or {"questions": []})["questions"]
            self.counts = {
                question["name"]: {"answered": 0, "missing": 0, "choices": {}} for question in self.questions
            }

        def add(self, message):
            """Some thousand responses at a time, by column; `null` is a missing answer."""
            for question in self.questions:
                counts = self.counts[question["name"]]
                values = message["columns"][question["name"]]["values"]
                for unit, value in zip(message["unit"], values):
                    if unit != "person":  # the notes of a table are nobody's form
                        continue
                    if value is None:
                        counts["missing"] += 1
                        continue
                    counts["answered"] += 1
                    for choice in value if isinstance(value, list) else [value]:
                        counts["choices"][choice] = counts["choices"].get(choice, 0) + 1

        def state(self):
            """Everything counted so far, as JSON: what `merge` of another process is given."""
            return self.counts

        def merge(self, state):
            for name, other in state.items():
                counts = self.counts[name]
                counts["answered"] += other["answered"]
                counts["missing"] += other["missing"]
                for choice, count in other["choices"].items():
                    counts["choices"][choice] = counts["choices"].get(choice, 0) + count

        def section(self):
            """What goes into the report: tables of raw numbers; how they look is Engage's business."""
            return {
                "title": "%TITLE%",
                "tables": [self.table(question) for question in self.questions],
                "notes": ["Forms only."],
            }

        def table(self, question):
            counts = self.counts[question["name"]]
            rows = []
            for choice in question["choices"]:
                count = counts["choices"].get(choice["name"], 0)
                if count >= self.minimum:
                    share = {"of": count, "in": counts["answered"]}
                    rows.append([choice["name"], choice["label"], count, share])
            # Whom each figure counts: what stands in several tables can then be held together and protected.
            forms = {"unit": ["form"]}
            several = "/" if question["type"] == "select_multiple" else ""
            whole = {"where": {**forms, question["name"]: []}}
            part = {"where": forms, "keys": {"choice": question["name"] + several}}
            return {
                "name": question["name"],
                "title": question["label"],
                "base": {"answered": counts["answered"], "missing": counts["missing"], "counts": whole},
                "dimensions": [question["name"]],
                "overlapping": question["type"] == "select_multiple",
                "columns": [
                    {"name": "choice", "label": "Choice", "kind": "key"},
                    {"name": "label", "label": "Answer", "kind": "text"},
                    {"name": "responses", "label": "Responses", "kind": "count", "counts": part},
                    {"name": "share", "label": "Share", "kind": "share", "from": "responses", "whole": whole},
                ],
                "rows": rows,
            }


    def say(message):
        sys.stdout.write(json.dumps(message, ensure_ascii=False, allow_nan=False) + "\n")
        sys.stdout.flush()


    def converse(lines, tally):
        for line in lines:
            message = json.loads(line)
            kind = message["type"]
            if kind == "hello":
                if message["protocol"] != PROTOCOL:
                    raise Problem(f"this plugin speaks version {PROTOCOL} of the protocol")
                say({"type": "hello", "protocol": PROTOCOL, "name": NAME, "version": VERSION})
            elif kind == "start":
                tally.start(message)
            elif kind == "responses":
                tally.add(message)
            elif kind == "tally":
                say({"type": "tally", "state": tally.state()})
            elif kind == "merge":
                tally.merge(message["state"])
            elif kind == "finish":
                say({"type": "section", "section": tally.section()})
            else:
                raise Problem("there is no message of that type")


    def main():
        sys.stdin.reconfigure(encoding="utf-8")
        sys.stdout.reconfigure(encoding="utf-8")
        try:
            converse(sys.stdin, Tally())
        except Problem as problem:
            say({"type": "error", "message": str(problem)})
            return 1
        except (ValueError, KeyError, TypeError, AttributeError):
            say({"type": "error", "message": "a message could not be understood"})
            return 1
        return 0


    if __name__ == "__main__":
        sys.exit(main())

    """#

  static let test = #"""
    """Run in this folder: python3 -m unittest"""

    import json
    import unittest

    import plugin

    QUESTION = {
        "name": "aware", "type": "select_one", "label": "Aware?",
        "choices": [{"name": "yes", "label": "Yes"}, {"name": "no", "label": "No"}],
    }


    def tally(*answers, minimum=0):
        made = plugin.Tally()
        made.start({"survey": {"questions": [QUESTION]}, "options": {"minimum": minimum}})
        made.add({
            "unit": ["person"] * len(answers) + ["table"],
            "columns": {"aware": {"values": [*answers, "yes"], "missing": {}}},
        })
        return made


    class CountingTests(unittest.TestCase):
        def test_forms_are_counted_and_tables_are_not(self):
            table = tally("yes", "yes", None).section()["tables"][0]
            self.assertEqual([table["base"]["answered"], table["base"]["missing"]], [2, 1])
            self.assertEqual(table["rows"][0], ["yes", "Yes", 2, {"of": 2, "in": 2}])
            self.assertEqual(table["rows"][1], ["no", "No", 0, {"of": 0, "in": 2}])

        def test_merged_parts_equal_the_whole(self):
            one, other = tally("yes", None), tally("no", "yes")
            one.merge(json.loads(json.dumps(other.state())))
            self.assertEqual(one.section(), tally("yes", None, "no", "yes").section())

        def test_an_unknown_option_is_an_error(self):
            with self.assertRaises(plugin.Problem):
                plugin.Tally().start({"survey": None, "options": {"colour": "red"}})


    if __name__ == "__main__":
        unittest.main()

    """#

  static let readme = #"""
    # %TITLE%

    `%NAME%` provides `%NAME%`. Counts how often each choice was taken.

    ```
    engage plugins check %NAME%            # the laws, bad input, none, one response: all of it
    engage analyse %NAME% --survey we-stand-together
    ```

    It is written in Python and runs outside Engage, by the plugin protocol. Its test: `python3 -m unittest` in this folder.

    """#
}
