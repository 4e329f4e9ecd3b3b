"""Tries what a plugin may not do, and tells what it could."""

import json
import os
import socket
import sys


def can(action):
    try:
        action()
        return "yes"
    except OSError:
        return "no"


def write(path):
    with open(path, "w") as file:
        file.write("x")
    os.remove(path)


def fill(folder):
    """Writes 128 MB, which lie in memory."""
    written = []
    try:
        for number in range(8):
            written.append(os.path.join(folder, "filling-%d" % number))
            with open(written[-1], "wb") as file:
                file.write(bytes(16_000_000))
    finally:
        for path in written:
            if os.path.exists(path):
                os.remove(path)


def connect():
    with socket.create_server(("127.0.0.1", 0)) as server:
        interfaces = [name for _, name in socket.if_nameindex() if name != "lo"]
        if not interfaces:
            raise OSError("there is no way out")
        server.getsockname()


def rows(options):
    columns_seen = {"unit", "people", "session", "columns", "count", "type"}
    filled = [["fill_" + folder, can(lambda: fill(folder))] for folder in (options["fill"] or "").split()]
    return filled + [
        ["file", can(lambda: open(options["file"]).close())],
        ["own_folder", can(lambda: open("plugin.yaml").close())],
        ["write_own_folder", can(lambda: write("written"))],
        ["write_temporary", can(lambda: write("/tmp/written"))],
        ["write_shared_memory", can(lambda: write("/dev/shm/written"))],
        ["network", can(connect)],
        ["environment", " ".join(sorted(os.environ))],
        ["columns", " ".join(sorted(seen))],
        ["other_keys", " ".join(sorted(keys - columns_seen))],
    ]


seen = set()
keys = set()
options = {}
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        print(json.dumps({"type": "hello", "protocol": 1, "name": "looks-around", "version": "1.0.0"}), flush=True)
    elif message["type"] == "start":
        options = message["options"]
    elif message["type"] == "responses":
        seen |= set(message["columns"])
        keys |= set(message)
    elif message["type"] == "finish":
        table = {
            "name": "surroundings", "title": "What a plugin sees",
            "columns": [{"name": "what", "label": "What", "kind": "key"}, {"name": "seen", "label": "Seen", "kind": "text"}],
            "rows": rows(options),
        }
        print(json.dumps({"type": "section", "section": {"title": "What a plugin sees", "tables": [table]}}), flush=True)
