import json
import os
import sys

NAME = "talks-rubbish"


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def hello(protocol=1):
    say({"type": "hello", "protocol": protocol, "name": NAME, "version": "1.0.0"})


def section(rows, **more):
    columns = [
        {"name": "what", "label": "What", "kind": "key"},
        {"name": "count", "label": "Count", "kind": "count"},
    ]
    table = {"name": "counts", "title": "Counts", "columns": columns, "rows": rows}
    say({"type": "section", "section": {"title": "Counts", "tables": [table], **more}})


total = 0
for line in sys.stdin:
    message = json.loads(line)
    kind = message["type"]
    if kind == "hello":
        os.write(1, bytes(range(128, 256)) + b"\n")
    elif kind == "responses":
        total += message["count"]
    elif kind == "tally":
        say({"type": "tally", "state": total})
    elif kind == "merge":
        total += message["state"]
    elif kind == "finish":
        section([["all", total]])
