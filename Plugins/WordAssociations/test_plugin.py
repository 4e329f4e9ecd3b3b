"""Run with: python3 -m unittest discover Plugins/WordAssociations"""

import json
import pathlib
import subprocess
import sys
import unittest

import plugin

START = {
    "type": "start",
    "survey": {"questions": [{"name": "said", "type": "text", "label": "Said"}]},
    "options": {"minimum": 2, "shortest": 3, "pairs": 10},
}


def analysis(*texts, **options):
    made = plugin.Associations()
    made.start({**START, "options": {**START["options"], **options}})
    made.responses({"type": "responses", "columns": {"said": {"values": list(texts), "missing": {}}}})
    return made


class WordsTests(unittest.TestCase):
    def test_words_are_folded_and_stop_words_left_out(self):
        self.assertEqual(plugin.words_of("The POLICE, the police! They’re late", 3), ["late", "police"])

    def test_words_of_any_script_count(self):
        self.assertEqual(plugin.words_of("Straße, CAFÉ 101 школа", 3), ["café", "strasse", "школа"])


class StrengthTests(unittest.TestCase):
    def test_g_squared_is_dunnings(self):
        # Dunning (1993), table 2: "the swiss": A B 110, A ~B 2442, ~A B 111, ~A ~B 29114; -2 log λ = 270.72.
        self.assertAlmostEqual(plugin.log_likelihood(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114), 270.72, 2)

    def test_independent_words_have_none(self):
        self.assertAlmostEqual(plugin.log_likelihood(1, 2, 2, 4), 0)


class AssociationTests(unittest.TestCase):
    def test_pairs_count_responses_and_not_words(self):
        made = analysis("bus station bus station", "bus station", "school", "mosque")
        rows = made.section()["tables"][0]["rows"]
        self.assertEqual([row[1:4] for row in rows], [["bus", "station", 2]])
        self.assertEqual(rows[0][4], {"of": 2, "in": 4})
        self.assertEqual(rows[0][5:7], [1.0, 2.0])

    def test_merged_parts_equal_the_whole(self):
        texts = ["bus station late", "bus station", None, "late school bus", "school late", "  "]
        whole = analysis(*texts).section()
        one, other = analysis(*texts[:2]), analysis(*texts[2:])
        other.merge(json.loads(json.dumps(one.tally())))
        self.assertEqual(other.section(), whole)

    def test_nobody_and_nothing_in_common_are_told(self):
        self.assertIn("Nobody wrote anything.", analysis().section()["notes"])
        self.assertIn("Too few to say", analysis("bus", "school").section()["notes"][0])

    def test_an_unknown_option_is_an_error(self):
        with self.assertRaises(plugin.Problem):
            analysis("bus", colour="red")


class ProtocolTests(unittest.TestCase):
    def converse(self, *lines):
        path = pathlib.Path(__file__).with_name("plugin.py")
        done = subprocess.run([sys.executable, path], input="".join(line + "\n" for line in lines),
                              capture_output=True, encoding="utf-8", timeout=60)
        return [json.loads(line) for line in done.stdout.splitlines()], done.returncode

    def test_a_conversation_ends_in_a_section(self):
        said, status = self.converse(
            json.dumps({"type": "hello", "protocol": 1, "name": "Engage", "version": "0"}),
            json.dumps(START),
            json.dumps({"type": "responses", "columns": {"said": {"values": ["bus station", "bus station", "a"]}}}),
            json.dumps({"type": "finish"}))
        self.assertEqual([message["type"] for message in said], ["hello", "section"])
        self.assertEqual(status, 0)

    def test_rubbish_is_answered_with_an_error(self):
        said, status = self.converse("rubbish")
        self.assertEqual([message["type"] for message in said], ["error"])
        self.assertEqual(status, 1)


if __name__ == "__main__":
    unittest.main()
