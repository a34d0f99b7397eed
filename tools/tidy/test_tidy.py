"""Each rule finds what it is for and leaves alone what looks like it: `python3 -m unittest discover -s tools/tidy`."""

import unittest

import crates
import exports
import pages
import words


def sentences(findings):
    return [finding.sentence for finding in findings]


class Crates(unittest.TestCase):
    def found(self, crate, *dependencies, for_tests=False):
        packages = {name: ("Cargo.toml", []) for name in crates.MAY_IMPORT}
        packages[crate] = (f"{crate}/Cargo.toml", [(dependency, for_tests) for dependency in dependencies])
        return sentences(crates.findings(packages, lambda manifest, name: 1))

    def test_an_edge_of_the_table_passes(self):
        self.assertEqual(self.found("store", "model", "timebase", "rusqlite"), [])

    def test_an_edge_against_the_table_is_found(self):
        self.assertEqual(self.found("model", "store"), ["`model` may not depend on `store`."])

    def test_a_crate_outside_its_home_is_found(self):
        self.assertEqual(self.found("studio", "tauri-build"), ["`tauri-build` belongs to needledrop-app alone."])

    def test_a_crate_that_only_its_tests_use_may_come_from_anywhere_outside(self):
        self.assertEqual(self.found("deliver", "ebur128"), ["`ebur128` belongs to media, playback and sample alone."])
        self.assertEqual(self.found("deliver", "ebur128", for_tests=True), [])
        self.assertEqual(self.found("sample", "media", for_tests=True), ["`sample` may not depend on `media`."])

    def test_tests_may_look_at_everything_but_the_window(self):
        self.assertEqual(self.found("tests", "store", "rusqlite"), [])
        self.assertEqual(self.found("tests", "tauri"), ["`tauri` belongs to needledrop-app alone."])

    def test_a_new_crate_needs_a_row(self):
        self.assertEqual(len(self.found("helpers")), 1)


class Exports(unittest.TestCase):
    def unused(self, **texts):
        named = {path.replace("__", "/").replace("_", "."): text for path, text in texts.items()}
        return [name for _, _, name in exports.unused({f"ui/src/{path}": text for path, text in named.items()})]

    def test_what_nothing_imports_is_found(self):
        self.assertEqual(self.unused(a_ts="export const one = 1\nexport function two() {}"), ["one", "two"])

    def test_what_somebody_imports_is_left_alone(self):
        a = "export const one = 1\nexport type Two = 2\nexport class Three {}"
        b = "import { one, type Two } from './a'\nimport {\n  Three as Four,\n} from '../src/a'"
        self.assertEqual(self.unused(a_ts=a, b_svelte=b), [])

    def test_a_whole_file_may_be_asked_for(self):
        a = "export const one = 1"
        self.assertEqual(self.unused(a_ts=a, b_ts="import * as all from './a'"), [])
        self.assertEqual(self.unused(a_ts=a, b_ts="const late = () => import('./a')"), [])

    def test_what_is_handed_on_must_be_asked_for_too(self):
        texts = {"lib__a_ts": "export const one = 1", "lib__index_ts": "export { one } from './a'"}
        self.assertEqual(self.unused(**texts), ["one"])
        self.assertEqual(self.unused(**texts, b_ts="import { one } from './lib'"), [])


class Pages(unittest.TestCase):
    def imports(self, path, line):
        return sentences(pages.imports(path, [(1, line)]))

    def colours(self, path, line):
        return len(list(pages.colours(path, [(1, line)])))

    def test_only_ipc_speaks_to_the_shell(self):
        line = "import { invoke } from '@tauri-apps/api/core'"
        self.assertEqual(len(self.imports("ui/src/pages/Spot.svelte", line)), 1)
        self.assertEqual(self.imports("ui/src/lib/ipc.ts", line), [])

    def test_timeline_imports_no_component(self):
        self.assertEqual(len(self.imports("ui/src/timeline/draw.ts", "import A from '../App.svelte'")), 1)

    def test_a_command_that_nobody_asks_for_is_found(self):
        commands = [(1, "  cut: { takes: { cut: CutId }; answers: CutView }"), (2, "  undo: {"), (3, "    takes: null")]
        self.assertEqual(sentences(pages.unasked(commands, ["ask('cut', { cut })", "ipc.ask('undo')"])), [])
        found = sentences(pages.unasked(commands, ["cut.undo()", "ask(\n  'cut',"]))
        self.assertEqual(found, ["nothing in ui/src asks for the command `undo`: use it, or remove it."])

    def test_widgets_do_not_know_pages(self):
        line = "import { open } from '../pages/open'"
        self.assertEqual(self.imports("ui/src/widgets/Row.svelte", line), ["widgets may not import from pages."])
        self.assertEqual(self.imports("ui/src/pages/Spot.svelte", "import Row from '../widgets/Row.svelte'"), [])

    def test_the_page_for_directors_reaches_the_shell_by_no_way(self):
        sources = {
            "ui/src/review/Screen.svelte": "<script>\n  import { a } from '../lib/a'\n  import type { T } from '../lib/ipc'\n</script>",
            "ui/src/lib/a.ts": "import {\n  b,\n} from './b.svelte'",
            "ui/src/lib/b.svelte.ts": "export const b = 1",
            "ui/src/lib/ipc.ts": "import { invoke } from '@tauri-apps/api/core'",
        }
        self.assertEqual([], list(pages.reaches(sources)))
        sources["ui/src/lib/b.svelte.ts"] = "import * as ipc from './ipc'"
        self.assertIn("ui/src/lib/b.svelte.ts imports ui/src/lib/ipc", list(pages.reaches(sources))[0].sentence)

    def test_colours_are_found_in_styles_and_in_code(self):
        for path, line in [
            ("ui/src/A.svelte", "  color: #fff;"),
            ("ui/src/A.svelte", "  border: 1px solid red;"),
            ("ui/src/A.svelte", "  background: rgb(1 2 3);"),
            ("ui/src/a.ts", "context.fillStyle = '#ff9d4d80'"),
            ("ui/src/a.ts", "context.strokeStyle = 'white'"),
        ]:
            self.assertEqual(self.colours(path, line), 1, line)

    def test_sizes_of_type_and_spaces_are_tokens(self):
        found = lambda line: len(list(pages.sizes("ui/src/widgets/Meter.svelte", [(1, line)])))
        for line in [
            "    font-size: 12.5px;",
            "    font: 600 12px/1.4 var(--face);",
            "    padding: 3px var(--space-2);",
            "    margin: 0 0 -6px;",
            "    gap: 5px 0;",
            "    row-gap: 0.5rem;",
            "    padding-left: calc(2px + var(--gutter));",
            "  @media (max-width: 1360px) {",
        ]:
            self.assertEqual(found(line), 1, line)
        for line in [
            "    font-size: var(--text-small);",
            "    font: inherit;",
            "    padding: 1px var(--space-2);",
            "    margin-left: -1px;",
            "    margin-left: calc(-1 * var(--space-1) - 1px);",
            "    margin: 0 auto;",
            "    width: 12px;",
            "    grid-template-columns: 30px minmax(120px, 1.6fr);",
            "  @media (prefers-reduced-motion: reduce) {",
            "  @container style(--window: small) {",
        ]:
            self.assertEqual(found(line), 0, line)

    def test_retired_words_are_kept_out_of_what_a_person_reads(self):
        found = lambda line: len(list(words.retired("ui/src/actions/deliver.ts", [line])))
        self.assertEqual(found("    title: 'Bring in a profile of cue sheets…',"), 1)
        self.assertEqual(found("  say(`Written: ${path}`, 'good')"), 1)
        self.assertEqual(found("// What was waved away stays away."), 0)
        self.assertEqual(found("    title: 'Import a cue sheet profile…',"), 0)

    def test_what_only_looks_like_a_colour_passes(self):
        for path, line in [
            ("ui/src/A.svelte", "{#each rows as row}"),
            ("ui/src/A.svelte", "  color: var(--ink);"),
            ("ui/src/A.svelte", "  white-space: nowrap;"),
            ("ui/src/A.svelte", "<p>&#123;</p>"),
            ("ui/src/a.ts", "  this.#add(row)"),
            ("ui/src/a.ts", "  #bad = 1"),
            ("ui/src/a.ts", "// issue #123"),
        ]:
            self.assertEqual(self.colours(path, line), 0, line)


class Words(unittest.TestCase):
    def found(self, path, text):
        return sentences(words.check_file(path, text))

    def test_sql_has_one_home(self):
        query = 'const Q: &str = "SELECT id FROM cue";'
        self.assertEqual(len(self.found("crates/studio/src/a.rs", query)), 1)
        self.assertEqual(self.found("crates/store/src/a.rs", query), [])
        self.assertEqual(self.found("crates/studio/src/a.rs", "#[cfg(test)]\nmod tests {\n" + query), [])

    def test_floats_stay_out_of_time_and_model(self):
        self.assertEqual(len(self.found("crates/timebase/src/a.rs", "fn at(x: f64) {}")), 1)
        self.assertEqual(len(self.found("crates/model/src/a.rs", "let x = 0.5;")), 1)
        self.assertEqual(self.found("crates/model/src/a.rs", 'let x = "23.976"; // 23.976 fps'), [])
        self.assertEqual(self.found("crates/model/src/a.rs", "for n in 0..5 { pair.0.1 }"), [])
        self.assertEqual(self.found("crates/media/src/a.rs", "let x: f32 = 0.5;"), [])

    def test_tests_that_do_not_run_are_found(self):
        self.assertEqual(len(self.found("crates/model/src/a.rs", "#[ignore]")), 1)
        self.assertEqual(len(self.found("ui/src/a.test.ts", "test.only('x', () => {})")), 1)
        self.assertEqual(self.found("crates/model/src/a.rs", "rows.skip(1)"), [])

    def test_paths_of_one_machine_are_found(self):
        self.assertEqual(len(self.found("README.md", "see /home/dana/show")), 1)
        self.assertEqual(self.found("README.md", "GET /work/12 and src/root/x"), [])

    def test_files_have_at_most_400_lines(self):
        self.assertEqual(self.found("a.rs", "\n" * 400), [])
        self.assertEqual(len(self.found("a.rs", "\n" * 401)), 1)
        self.assertEqual(self.found("ui/src/generated/a.ts", "\n" * 900), [])


if __name__ == "__main__":
    unittest.main()
