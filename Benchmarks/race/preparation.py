"""All that must be there before a race: the shared bench, its data, the peers, Engage and a workspace."""
import glob
import os
import shutil
import subprocess
import sys

from race import codebook
from race.measure import RaceStopped

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(HERE)
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "bench")
WORK = os.path.join(HERE, ".work")
BENCH = os.path.join(WORK, "bench")
PYTHON = os.path.join(WORK, "venv", "bin", "python")


def tell(words):
    print(words, file=sys.stderr, flush=True)


def call(*command, folder=ROOT):
    done = subprocess.run(command, cwd=folder, stdout=sys.stderr)
    if done.returncode != 0:
        raise RaceStopped(f"this failed: {' '.join(command)}")


def copy_bench():
    """The peers write beside themselves, so they are raced from a copy."""
    if not os.path.isfile(os.path.join(SHARED, "gen.py")):
        raise RaceStopped(
            "NO BENCHMARK WAS RUN: the peers and the generator of the data are not there.\n"
            f"They are expected in {os.path.relpath(SHARED)}, beside this repository.")
    for folder, _, files in os.walk(SHARED):
        goal = os.path.join(BENCH, os.path.relpath(folder, SHARED))
        os.makedirs(goal, exist_ok=True)
        for name in files:
            shutil.copyfile(os.path.join(folder, name), os.path.join(goal, name))


def make_venv():
    """The peers' Python, with nothing but what they need."""
    wanted = os.path.join(HERE, "requirements.txt")
    there = os.path.join(WORK, "venv", "requirements.txt")
    if os.path.exists(there) and open(there).read() == open(wanted).read():
        return
    tell("Installing what the peers need …")
    call(sys.executable, "-m", "venv", os.path.join(WORK, "venv"))
    call(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted)
    shutil.copyfile(wanted, there)
    if shutil.which("sqlite3") is None:
        raise RaceStopped("the peer sqlite3 is not there: apt-get install sqlite3")


def generate(count):
    """The same answers every time; made once."""
    if not os.path.exists(data(f"survey-{count}.csv")) or not os.path.exists(data(f"text-{count}.txt")):
        tell(f"Generating {count:,} responses …")
        call(PYTHON, os.path.join(BENCH, "gen.py"), str(count), folder=BENCH)


def data(name):
    return os.path.join(BENCH, "data", name)


def results(*parts):
    return os.path.join(BENCH, "out", *parts)


def build_engage():
    """Engage as it ships, from the sources as they are."""
    call("make", "build")
    return os.path.join(ROOT, ".build", "release", "engage")


def build_xlsx_baseline():
    """The program that writes a workbook with nothing but the library."""
    program = os.path.join(WORK, "xlsx_baseline")
    call("cc", "-O2", "-o", program, os.path.join(HERE, "race", "xlsx_baseline.c"), "-lxlsxwriter")
    return program


def build_exact_groups():
    """The program that finds near-identical comments without missing any."""
    program = os.path.join(WORK, "exact_groups")
    os.makedirs(results("neardup"), exist_ok=True)
    call("c++", "-O3", "-w", "-std=c++20", "-o", program, os.path.join(BENCH, "src", "neardup.cpp"))
    return program


def make_workbook(count):
    """The generated answers as a workbook, numbers as numbers."""
    path = os.path.join(WORK, f"survey-{count}.xlsx")
    if not os.path.exists(path):
        tell(f"Writing {count:,} responses as a workbook …")
        call(PYTHON, os.path.join(HERE, "race", "write_workbook.py"), data(f"survey-{count}.csv"), path)
    return path


def make_workspace(count):
    """A workspace of its own for every number of responses, with the codebook that the peers use."""
    folder = os.path.join(WORK, f"workspace-{count}")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "workspace"), folder)
    with open(os.path.join(folder, "Surveys", "bench", "codebook.bench.yaml"), "w", encoding="utf-8") as file:
        file.write(codebook.from_json(data("codebook.json")))
    return folder


def remove_store(folder):
    for path in glob.glob(os.path.join(folder, "engage.sqlite*")):
        os.remove(path)
