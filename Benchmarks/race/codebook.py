"""The peers' codebook as one of Engage's: plain phrases, no stems, accents kept."""
import json

# Letters and digits make a word for Engage, for the peers "_" does too. The generated texts hold one word
# where that matters; excluding it makes both count the same.
EXCLUDED = {"litter_environment": ["anti_litter"]}


def name(theme):
    """A theme's name as Engage writes it."""
    return theme.replace("_", "-")


def from_json(path):
    with open(path, encoding="utf-8") as file:
        themes = json.load(file)["themes"]
    lines = ["codebook: bench", "version: 1", "matching: {stems: none, accents: keep}", "themes:"]
    for theme in themes:
        lines.append(f"  - theme: {name(theme['id'])}")
        lines.append(f"    title: {quoted(theme['id'].replace('_', ' ').capitalize())}")
        lines.append(f"    match: [{', '.join(map(quoted, theme['phrases']))}]")
        if theme["id"] in EXCLUDED:
            lines.append(f"    exclude: [{', '.join(map(quoted, EXCLUDED[theme['id']]))}]")
    return "\n".join(lines) + "\n"


def quoted(text):
    """JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
