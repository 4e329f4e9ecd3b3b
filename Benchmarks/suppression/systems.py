"""Random systems of cells, as reports make them; the same on every run."""
import random

THRESHOLD = 5


def cell(value, state=None):
    if 0 < value < THRESHOLD:
        return {"value": value, "state": "hidden", "need": [0, THRESHOLD]}
    return {"value": value, "state": state or "open"}


def total(parts, whole):
    return [[whole, 1]] + [[part, -1] for part in parts]


def table(rows, columns, primaries, seed):
    """A table with all its margins, in which so many cells are small."""
    source = random.Random(seed)
    counts = [[source.randint(5, 60) if source.random() < 0.85 else 0 for _ in range(columns)]
              for _ in range(rows)]
    for place in source.sample(range(rows * columns), primaries):
        counts[place // columns][place % columns] = source.randint(1, 4)
    system = {"cells": [cell(value) for row in counts for value in row], "equations": []}

    def add(value):
        system["cells"].append(cell(value))
        return len(system["cells"]) - 1

    wholes = [add(sum(row)) for row in counts]
    heads = [add(sum(row[column] for row in counts)) for column in range(columns)]
    everybody = add(sum(map(sum, counts)))
    for row in range(rows):
        system["equations"].append(total(range(row * columns, (row + 1) * columns), wholes[row]))
    for column in range(columns):
        inner = range(column, rows * columns, columns)
        system["equations"].append(total(inner, heads[column]))
    system["equations"] += [total(wholes, everybody), total(heads, everybody)]
    return system


def event(people, questions, seed, groups=(8, 6)):
    """Tables of every question by session and by role, with shared margins, of one event."""
    source = random.Random(seed)
    system = {"cells": [], "equations": []}
    numbers = {}

    def skewed(size):
        return min(source.randrange(size), source.randrange(size))

    answers = [source.choice((2, 3, 4, 5)) for _ in range(questions)]
    persons = [[skewed(size) for size in groups] + [skewed(size) for size in answers] for _ in range(people)]

    def number(key):
        if key not in numbers:
            count = sum(all(person[where] == value for where, value in key) for person in persons)
            numbers[key] = len(system["cells"])
            system["cells"].append(cell(count))
        return numbers[key]

    for question in range(questions):
        where = len(groups) + question
        for group, size in enumerate(groups):
            for value in range(size):
                key = ((group, value),)
                inner = [number(key + ((where, answer),)) for answer in range(answers[question])]
                system["equations"].append(total(inner, number(key)))
            for answer in range(answers[question]):
                key = ((where, answer),)
                inner = [number(((group, value),) + key) for value in range(size)]
                system["equations"].append(total(inner, number(key)))
    for group, size in [*enumerate(groups), *((len(groups) + q, a) for q, a in enumerate(answers))]:
        system["equations"].append(total([number(((group, value),)) for value in range(size)], number(())))
    return system


def many(tables, seed):
    """Tables that have nothing to do with each other, at once."""
    system = {"cells": [], "equations": []}
    for index in range(tables):
        other = table(8, 6, 10, seed + index)
        shift = len(system["cells"])
        system["cells"] += other["cells"]
        system["equations"] += [[[c + shift, f] for c, f in equation] for equation in other["equations"]]
    return system
