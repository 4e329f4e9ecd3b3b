"""The works of the race: who does what, with which commands, and what must come out equal."""
import os
from dataclasses import dataclass, field

from race import agreement
from race.measure import Contestant, RaceStopped
from race.preparation import (
    BENCH, HERE, PYTHON, WORK, build_exact_groups, build_xlsx_baseline, call, data, make_workbook, make_workspace, remove_store,
    results, tell)

PEERS = os.path.join(BENCH, "peers")


@dataclass
class Work:
    """One row of the table. `reach` and `aim` are ratios of CPU time."""

    title: str
    count: int
    reach: float
    aim: float
    engage: Contestant
    peer: Contestant
    differences: object
    found: list = field(default_factory=list)

    @property
    def ratio(self):
        return self.engage.median("cpu") / self.peer.median("cpu")

    @property
    def contestants(self):
        return [self.engage, self.peer]


class Course:
    """The works at one number of responses, on one workspace, in the order in which they must run."""

    def __init__(self, engage, count):
        self.program = engage
        self.count = count
        self.workspace = make_workspace(count)
        os.makedirs(os.path.join(WORK, "printed"), exist_ok=True)
        os.makedirs(results(), exist_ok=True)

    def engage(self, work, *commands, before=lambda: None):
        return Contestant(
            "Engage", [[self.program, *command] for command in commands], self.workspace,
            self.printed(work, "engage"), before)

    def peer(self, work, name, *command):
        return Contestant(name, [[*command]], BENCH, self.printed(work, "peer"))

    def printed(self, work, who):
        return os.path.join(WORK, "printed", f"{work}-{self.count}-{who}")

    def importing(self, *more):
        return ["import", data(f"survey-{self.count}.csv"), "--event", "bench", "--key", "response_id", *more]

    def forget(self):
        remove_store(self.workspace)

    def import_csv(self):
        engage = self.engage("import", self.importing("--format", "json"), before=self.forget)
        peer = self.peer(
            "import", "sqlite3 .import", "sh", os.path.join(PEERS, "import_sqlite_cli.sh"), str(self.count),
            "plain")
        return Work(
            "import CSV into the store", self.count, 1.5, 0.8, engage, peer,
            lambda: agreement.rows_imported(engage.printed, peer.printed, self.count))

    def import_xlsx(self):
        """The same answers from a workbook into the store, against a reader that only reads."""
        workbook = make_workbook(self.count)
        engage = self.engage(
            "xlsx", ["import", workbook, "--event", "bench", "--key", "response_id", "--format", "json"],
            before=self.forget)
        peer = self.peer(
            "xlsx", "python-calamine, reading alone", PYTHON, os.path.join(HERE, "race", "read_calamine.py"),
            workbook)
        return Work(
            "import XLSX into the store", self.count, 1.2, 0.7, engage, peer,
            lambda: agreement.rows_imported(engage.printed, peer.printed, self.count))

    def closed_questions(self):
        call(PYTHON, os.path.join(PEERS, "import_py.py"), "duckdb", str(self.count), folder=BENCH)
        engage = self.engage("closed", ["report", "closed", "--event", "bench", "--format", "json"])
        peer = self.peer(
            "closed", "DuckDB, own file", PYTHON, os.path.join(PEERS, "closed_duckdb.py"), str(self.count),
            "store")
        return Work(
            "closed questions, three crosstabs", self.count, 1.5 if self.count <= 100_000 else 3, 0.7, engage,
            peer, lambda: agreement.closed_answers(engage.printed, results("closed", f"duckdb_store-{self.count}.json")))

    def themes(self):
        engage = self.engage("themes", ["report", "themes", "--event", "bench", "--format", "json"])
        peer = self.peer(
            "themes", "pyahocorasick, flat file", PYTHON, os.path.join(PEERS, "themes_py.py"),
            "pyahocorasick", str(self.count))
        return Work(
            "400 phrases in 40 themes", self.count, 1, 0.25, engage, peer,
            lambda: agreement.themes(engage.printed, results("themes", f"pyahocorasick-{self.count}.json")))

    def campaigns(self):
        """Groups of near-identical comments. Those of the exact program in C++ are the truth; the peer's, whose
        sketches may miss some, are told beside."""
        exact = build_exact_groups()
        call(exact, str(self.count), folder=BENCH)
        engage = self.engage(
            "campaigns", [
                "analyse", "campaigns", "--event", "bench", "--question", "comment", "--option",
                "shortest_copy=15", "--option", "members=yes", "--format", "json"])
        peer = self.peer(
            "campaigns", "datasketch, 128 permutations", PYTHON, os.path.join(PEERS, "neardup_py.py"),
            "datasketch", str(self.count))

        def differences():
            truth = results("neardup", f"limit_prefixfilter-{self.count}.json")
            for said in agreement.groups_missed(results("neardup", f"datasketch-{self.count}.json"), truth):
                tell(f"  {peer.name}: {said}")
            return agreement.groups(engage.printed, truth)

        return Work(
            "groups of near-identical comments", self.count, 0.1, 0.025, engage, peer, differences)

    def export(self):
        """Every answer of the store as a workbook, against the library that writes it, alone, from a CSV file."""
        answers, workbook, bare = (
            os.path.join(self.workspace, name) for name in ("answers.csv", "answers.xlsx", "bare.xlsx"))
        writing = ["export", "--survey", "bench", "-o"]
        self.engage("export-csv", [*writing, answers, "--lossless"]).run()
        engage = self.engage("export", [*writing, workbook])
        peer = self.peer(
            "export", "libxlsxwriter alone, in C", build_xlsx_baseline(), answers, bare, agreement.kinds(answers))
        return Work(
            "every answer to a workbook", self.count, 1.15, 1.05, engage, peer,
            lambda: agreement.workbooks(workbook, bare))

    def one_pass(self):
        """All sections of a recipe in one pass, against the dearest of them alone, the same program."""
        whole = self.engage("pass", ["report", "workbook", "--event", "bench", "--format", "json"])
        dearest = Contestant(
            "its dearest section alone",
            [[self.program, "analyse", "theme-counts", "--event", "bench", "--question", "comment", "--question",
              "suggestion", "--option", "codebook=bench", "--format", "json"]],
            self.workspace, self.printed("pass", "peer"))
        return Work(
            "all sections in one pass", self.count, 1.3, 1.3, whole, dearest,
            lambda: agreement.same_section(whole.printed, dearest.printed, "theme-counts"))

    def whole_way(self):
        """From the CSV to the workbook; what is in it is compared through the JSON of the same report."""
        workbook = os.path.join(self.workspace, "workbook.xlsx")
        report = ["report", "workbook", "--event", "bench"]
        engage = self.engage("whole", self.importing(), [*report, "-o", workbook], before=self.forget)
        peer = self.peer(
            "whole", "lean Python", PYTHON, os.path.join(PEERS, "e2e.py"), "lean", str(self.count), "report")

        def differences():
            if not os.path.getsize(workbook):
                raise RaceStopped("the workbook is empty")
            shown = self.engage("whole-json", [*report, "--format", "json"])
            shown.run()
            yield from agreement.closed_answers(
                shown.printed, results("closed", f"e2e_lean_report-{self.count}.json"))
            yield from agreement.themes(shown.printed, results("themes", f"e2e_lean_report-{self.count}.json"))

        return Work(
            "CSV to workbook, whole processes", self.count, 0.8, 0.4, engage, peer, differences)
