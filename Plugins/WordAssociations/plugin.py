"""word-associations: pairs of words that come up in the same text more often than chance would have it.

Speaks Engage's plugin protocol, version 1: a line of JSON for each message, on standard input and output.
Needs Python 3.8 and its standard library only.
"""

import json
import math
import re
import sys
import unicodedata
from collections import Counter
from itertools import combinations

NAME, VERSION, PROTOCOL = "word-associations", "1.0.0", 1

# Letters and the marks that belong to them; an apostrophe within a word.
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# English words that hold sentences together and say nothing by themselves.
STOP_WORDS = frozenset(
    """a about after again all also am an and any are aren't as at be because been before being but by can can't could
    couldn't did didn't do does doesn't doing don't done down even ever for from get gets go going got had hadn't has
    hasn't have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just
    know let like make me more most much my no nor not now of off on once one only or other our out over own people
    really same say see she should shouldn't so some such than that that's the their them then there there's these they
    they're they've thing things this those though through to too under until up us very was wasn't we we're we've were
    weren't what when where which while who whom why will with won't would wouldn't you you're your""".split()
)

# Of a very long text only so many different words are looked at.
MOST_WORDS = 400


class Problem(Exception):
    """What is wrong, in words for the person who asked for the analysis."""


def words_of(text, shortest):
    """The different words of a text, folded, in order of the alphabet."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found = {word for word in WORD.findall(folded) if len(word) >= shortest and word not in STOP_WORDS}
    return sorted(found)[:MOST_WORDS]


def log_likelihood(both, one, other, total):
    """Dunning's G² of a 2 × 2 table (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence").

    both: responses with both words; one, other: with each of them; total: all responses with a text.
    """
    cells = [both, one - both, other - both, total - one - other + both]
    rows, columns = [one, total - one], [other, total - other]
    expected = [rows[i] * columns[j] / total for i in (0, 1) for j in (0, 1)]
    return 2 * sum(seen * math.log(seen / due) for seen, due in zip(cells, expected) if seen > 0)


class Associations:
    """Counts in how many responses each word, and each two words together, come up."""

    def start(self, message):
        options = message["options"]
        unknown = set(options) - {"minimum", "shortest", "pairs"}
        if unknown:
            raise Problem("there is no option " + ", ".join(sorted(unknown)))
        self.minimum, self.shortest, self.most = options["minimum"], options["shortest"], options["pairs"]
        self.questions = (message["survey"] or {"questions": []})["questions"]
        self.answered, self.missing, self.words, self.pairs = 0, 0, Counter(), Counter()

    def responses(self, message):
        columns = [column["values"] for column in message["columns"].values()]
        if not columns:
            return
        for texts in zip(*columns):
            said = "\n".join(text for text in texts if text)
            if not said.strip():
                self.missing += 1
                continue
            self.answered += 1
            words = words_of(said, self.shortest)
            self.words.update(words)
            self.pairs.update(combinations(words, 2))

    def tally(self):
        return {
            "answered": self.answered,
            "missing": self.missing,
            "words": self.words,
            "pairs": [[one, other, count] for (one, other), count in self.pairs.items()],
        }

    def merge(self, state):
        self.answered += state["answered"]
        self.missing += state["missing"]
        self.words.update(state["words"])
        for one, other, count in state["pairs"]:
            self.pairs[one, other] += count

    def found(self):
        """Pairs that come up together more often than chance, the surest first."""
        pairs = []
        for (one, other), both in self.pairs.items():
            expected = self.words[one] * self.words[other] / self.answered
            if both >= self.minimum and both > expected:
                strength = log_likelihood(both, self.words[one], self.words[other], self.answered)
                pairs.append((-round(strength, 9), one, other, both, expected, strength))
        return sorted(pairs)[: self.most]

    def section(self):
        found = self.found()
        # Words are what people wrote: the column's kind keeps them within the house.
        table = {
            "name": "associations",
            "title": "Words that come up together",
            "base": {"answered": self.answered, "missing": self.missing},
            "dimensions": [question["name"] for question in self.questions],
            "overlapping": True,
            "columns": [
                {"name": "rank", "label": "Rank", "kind": "key"},
                {"name": "word", "label": "Word", "kind": "quote"},
                {"name": "with", "label": "Together with", "kind": "quote"},
                {"name": "responses", "label": "Responses with both", "kind": "count"},
                {"name": "share", "label": "Share", "kind": "share", "from": "responses"},
                {"name": "expected", "label": "By chance", "kind": "number"},
                {"name": "lift", "label": "Times as often", "kind": "number"},
                {"name": "g_squared", "label": "G²", "kind": "number"},
            ],
            "rows": [
                [
                    str(place), one, other, both, {"of": both, "in": self.answered},
                    expected, both / expected, strength,
                ]
                for place, (_, one, other, both, expected, strength) in enumerate(found, 1)
            ],
        }
        notes = [
            "A response counts once for a pair, however often it has the words. By chance: how many responses would "
            "have both if the words had nothing to do with each other. Ordered by G² (Dunning 1993), which says how "
            "sure an association is, not how strong.",
            "Words that come up together are a place to begin reading, not a finding.",
        ]
        if not self.answered:
            notes.insert(0, "Nobody wrote anything.")
        elif not found:
            notes.insert(0, "Too few to say: no two words came up together often enough.")
        return {
            "title": "Words that come up together",
            "tables": [table],
            "measures": [
                {"name": "answered", "table": "associations", "value": self.answered},
                {"name": "words", "table": "associations", "value": len(self.words)},
            ],
            "notes": notes,
        }


def say(message):
    sys.stdout.write(json.dumps(message, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


def converse(lines, analysis):
    """Answers the host's messages, one line each, until it says no more."""
    for line in lines:
        message = json.loads(line)
        kind = message["type"]
        if kind == "hello":
            if message["protocol"] != PROTOCOL:
                raise Problem(f"this plugin speaks version {PROTOCOL} of the protocol")
            say({"type": "hello", "protocol": PROTOCOL, "name": NAME, "version": VERSION})
        elif kind == "start":
            analysis.start(message)
        elif kind == "responses":
            analysis.responses(message)
        elif kind == "tally":
            say({"type": "tally", "state": analysis.tally()})
        elif kind == "merge":
            analysis.merge(message["state"])
        elif kind == "finish":
            say({"type": "section", "section": analysis.section()})
        else:
            raise Problem("there is no message of that type")


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        converse(sys.stdin, Associations())
    except Problem as problem:
        say({"type": "error", "message": str(problem)})
        return 1
    except (ValueError, KeyError, TypeError, AttributeError):
        say({"type": "error", "message": "a message could not be understood"})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
