"""What came of the race, as a Markdown table."""
import os
import platform

HEADINGS = [
    "work", "responses", "Engage CPU s", "peer", "peer CPU s", "ratio", "reach", "aim", "wall s", "peak MB",
    "counts",
]


def markdown(works, rounds):
    lines = [
        f"Medians of {rounds} interleaved rounds (lowest–highest), {os.cpu_count()} cores, "
        f"{platform.machine()}. Wall and peak memory: Engage / peer. CPU is user and system time of the whole "
        "process; the ratio is Engage's to the peer's, less is better.",
        "", "| " + " | ".join(HEADINGS) + " |",
        "|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    return "\n".join(lines + ["| " + " | ".join(row(work)) + " |" for work in works])


def row(work):
    engage, peer = work.engage, work.peer
    missed = work.ratio > work.reach
    return [
        work.title, f"{work.count:,}", cpu(engage), peer.name, cpu(peer),
        f"**{work.ratio:.2f}**" + (" (missed)" if missed else ""), f"≤ {work.reach:g}", f"≤ {work.aim:g}",
        f"{engage.median('wall'):.3f} / {peer.median('wall'):.3f}",
        f"{engage.median('peak'):.0f} / {peer.median('peak'):.0f}",
        f"{len(work.found)} DIFFER" if work.found else "equal",
    ]


def cpu(contestant):
    low, high = contestant.span("cpu")
    return f"{contestant.median('cpu'):.3f} ({low:.3f}–{high:.3f})"
