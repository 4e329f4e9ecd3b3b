import json
import os
import sys
import time

NAME = "leaves-a-child"


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


if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
    os._exit(0)

total = 0
for line in sys.stdin:
    message = json.loads(line)
    kind = message["type"]
    if kind == "hello":
        hello()
    elif kind == "responses":
        total += message["count"]
    elif kind == "tally":
        say({"type": "tally", "state": total})
    elif kind == "merge":
        total += message["state"]
    elif kind == "finish":
        section([["all", total]])
