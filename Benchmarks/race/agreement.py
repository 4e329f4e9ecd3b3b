"""Whether Engage and a peer counted the same. Every function yields the differences, as words."""
import csv
import json
import re
import zipfile

from race import codebook

SHOWN = 1e-9  # the peers write means and deviations with nine decimals, chi-squared with six
CHI_SQUARED = 1e-6


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def rows_imported(engage, peer_printed, expected):
    result = load(engage)
    with open(peer_printed, encoding="utf-8") as file:
        peer = int(file.read().split()[-1])
    yield from different("rows stored", result["stored"], peer)
    yield from different("rows generated", result["rows"], expected)
    yield from different("rows rejected", result["rejected"], 0)


def closed_answers(engage, peer):
    """Counts of every closed question, the scales and the crosstabs."""
    report, peer = load(engage), load(peer)
    tables = {}
    for section in report["sections"]:
        for table in section["tables"]:
            tables.setdefault((section["analysis"], table["name"]), table)
    for question, counts in peer["options"].items():
        yield from different_maps(question, frequencies(tables, question), counts)
    scales = {row["question"]: row for row in records(tables["scales", "scales"])}
    for question, (answered, mean, deviation) in peer["likert"].items():
        row = scales[question]
        yield from different(f"{question} answered", row["answered"], answered)
        yield from different(f"{question} mean", row["mean"], mean, SHOWN)
        yield from different(f"{question} sd", row["sd"], deviation, SHOWN)
    for title, crosstab in peer["crosstabs"].items():
        yield from different_crosstab(title, report, crosstab)


def frequencies(tables, question):
    if question == "session":
        sessions = [row for row in records(tables["attendance", "sessions"]) if row["session"] != "total"]
        return {row["place"]: row["forms"] for row in sessions}
    found = records(tables["frequencies", question])
    scale = all(row["choice"].isdigit() and len(row["choice"]) == 1 for row in found)
    return {row["choice" if scale else "label"]: row["responses"] for row in found if row["responses"] > 0}


def different_crosstab(title, report, peer):
    """The peer's rows are Engage's columns."""
    by, question = title.split(" x ")
    section, table = next(
        (section, table) for section in report["sections"] if section["analysis"] == "crosstab"
        for table in section["tables"] if table["name"] == f"{question}-by-{by}")
    groups = {
        column["name"]: column["label"] for column in table["columns"]
        if column["name"].startswith(by + "=") and column["kind"] == "count"}
    scale = next(iter(peer["counts"].values())).keys() <= set("12345")
    counts = {label: {} for label in groups.values()}
    for row in records(table):
        for column, label in groups.items():
            if row[column]:
                counts[label][row["choice" if scale else "label"]] = row[column]
    for group in sorted(set(counts) | set(peer["counts"])):
        yield from different_maps(f"{title}: {group}", counts.get(group, {}), peer["counts"].get(group, {}))
    measures = {m["name"]: m["value"] for m in section["measures"] if m.get("table") in (None, table["name"])}
    yield from different(f"{title} chi-squared", measures["chi_squared"], peer["chi2"], CHI_SQUARED)
    yield from different(f"{title} df", measures["df"], peer["dof"])


def themes(engage, peer):
    """Responses of every theme."""
    section = next(s for s in load(engage)["sections"] if s["analysis"] == "theme-counts")
    table = next(t for t in section["tables"] if t["name"] == "themes")
    counts = {row["theme"]: row["responses"] for row in records(table)}
    peer = {codebook.name(theme): responses for theme, (_, responses) in load(peer).items()}
    yield from different_maps("themes", counts, peer)


def groups(engage, exact):
    """The groups of near-identical comments: the same responses in each."""
    section = next(s for s in load(engage)["sections"] if s["analysis"] == "campaigns")
    table = next(t for t in section["tables"] if t["name"] == "members")
    found = {}
    for row in records(table):
        found.setdefault(row["campaign"], set()).add(int(row["response"]))
    yield from different_sets({frozenset(group) for group in found.values()}, exact_groups(exact))


def groups_missed(peer, exact):
    yield from different_sets(exact_groups(peer), exact_groups(exact))


def exact_groups(path):
    return {frozenset(int(key[1:]) for key in group) for group in load(path)["clusters"]}


def different_sets(found, truth):
    for group in sorted(truth - found, key=len):
        yield f"a group of {len(group)} is not found as it is"
    for group in sorted(found - truth, key=len):
        yield f"a group of {len(group)} is none"


# How Engage writes the columns of the generated survey that are no plain text, for the program in C.
KINDS = {"key": "f", "submitted_at": "f", "comment": "f", "suggestion": "f", "people": "n", "version": "n", "date": "d"}


def same_section(one, other, analysis):
    """Whether two reports of Engage show the same tables of an analysis."""
    tables = [
        [section["tables"] for section in load(path)["sections"] if section["analysis"] == analysis]
        for path in (one, other)]
    if not tables[0] or tables[0] != tables[1]:
        yield f"the tables of {analysis} differ"


def kinds(answers):
    """A character for each column of a file of answers; columns of digits alone are numbers."""
    with open(answers, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        seen = {name: set() for name in rows.fieldnames}
        for _, row in zip(range(1000), rows):
            for name, cell in row.items():
                seen[name].add(cell)
    digits = {name for name, cells in seen.items() if all(cell.isdigit() for cell in cells if cell) and any(cells)}
    return "".join(KINDS.get(name, "n" if name in digits else "t") for name in seen)


def workbooks(engage, peer):
    """Whether both hold the same cells below the headings; formats have other numbers in another file."""
    one, other = cells(engage), cells(peer)
    yield from different("cells of the workbook", len(one), len(other))
    if one != other:
        first = next(number for number, pair in enumerate(zip(one, other)) if pair[0] != pair[1])
        yield f"cell {first}: Engage {one[first]}, peer {other[first]}"


def cells(path):
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    below = sheet[sheet.index('<row r="2"'):sheet.index("</sheetData>")]
    return re.sub(r' s="\d+"', "", below).split("</c>")


def records(table):
    names = [column["name"] for column in table["columns"]]
    return [dict(zip(names, row)) for row in table["rows"]]


def different_maps(what, engage, peer):
    for key in sorted(set(engage) | set(peer)):
        yield from different(f"{what}: {key}", engage.get(key, 0), peer.get(key, 0))


def different(what, engage, peer, tolerance=0):
    same = isinstance(engage, (int, float)) and abs(engage - peer) <= tolerance
    if not same:
        yield f"{what}: Engage {engage}, peer {peer}"
