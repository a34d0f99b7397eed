"""Circles of values among the pages' files are found, and what only looks like one is left alone."""

import unittest

import scripts


class Scripts(unittest.TestCase):
    def found(self, **files):
        sources = {f"ui/src/{name.replace('__', '/')}.ts": text for name, text in files.items()}
        return [(finding.path.removeprefix("ui/src/"), finding.line, finding.sentence)
                for finding in scripts.findings(sources)]

    def test_two_files_that_import_values_of_each_other_go_round(self):
        self.assertEqual(
            self.found(a="// a\nimport { b } from './b'\n", b="export { a } from './a'\n"),
            [("a.ts", 2, "files import each other in a circle: a.ts → b.ts → a.ts.")],
        )

    def test_the_way_may_be_long_and_lead_through_folders(self):
        [(_, _, sentence)] = self.found(
            a="import b from './b'", b="import {\n  c,\n  type D,\n} from './c'", c__index="import '../a'")
        self.assertEqual(sentence, "files import each other in a circle: a.ts → b.ts → c/index.ts → a.ts.")

    def test_types_count_for_nothing(self):
        for line in ["import type { B } from './b'", "import { type B, type C } from './b'", "export type { B } from './b'",
                     "// import { b } from './b'", "/* import { b } from './b' */"]:
            self.assertEqual(self.found(a=line, b="import { a } from './a'"), [], line)

    def test_a_value_among_types_counts(self):
        self.assertEqual(len(self.found(a="import { type B, b } from './b'", b="import { a } from './a'")), 1)

    def test_one_way_is_no_circle(self):
        self.assertEqual(self.found(a="import { b } from './b'", b="import { c } from './c'", c="import { x } from 'x'"), [])


if __name__ == "__main__":
    unittest.main()
