"""Circles of modules are found, and what only looks like one is left alone."""

import unittest

import modules


class Modules(unittest.TestCase):
    def found(self, **files):
        """Files by module, `a__b` for `a::b`; the root is `lib`."""
        path = lambda name: "crates/x/src/" + ("lib.rs" if name == "lib" else name.replace("__", "/") + ".rs")
        sources = {path(name): text for name, text in files.items()}
        read = modules.read_crate("crates/x/src/lib.rs", sources)
        return [(finding.path.removeprefix("crates/x/src/"), finding.line, finding.sentence)
                for finding in modules.findings("x", read)]

    def test_two_modules_that_name_each_other_go_round(self):
        self.assertEqual(
            self.found(lib="mod a;\nmod b;", a="use std::fmt;\nuse crate::b::B;\npub struct A;",
                       b="pub struct B;\nfn b(_: crate::a::A) {}"),
            [("a.rs", 2, "modules go round in a circle: a → b → a.")],
        )

    def test_the_way_may_be_long(self):
        [(_, _, sentence)] = self.found(
            lib="mod a;\nmod b;\nmod c;\nmod d;", a="use crate::b::B;", b="use crate::c::C; pub struct B;",
            c="use crate::a::a; pub struct C;", d="use crate::a::a;")
        self.assertEqual(sentence, "modules go round in a circle: a → b → c → a.")

    def test_what_is_named_through_a_re_export_is_used_where_it_is_defined(self):
        self.assertEqual(len(self.found(
            lib="mod a; mod b; pub use a::A; pub use b::{B as Bee, C};", a="use crate::Bee; pub struct A;",
            b="use crate::A; pub struct B; pub struct C;")), 1)
        self.assertEqual(self.found(
            lib="mod a; mod b; pub use a::A; pub use b::B;", a="use crate::B; pub struct A;", b="pub struct B;"), [])

    def test_a_parent_and_what_is_inside_it_are_one_house(self):
        self.assertEqual(self.found(
            lib="mod a;", a="mod b; use b::B; pub struct A;", a__b="use super::A; pub struct B(A);"), [])

    def test_what_is_inside_counts_for_its_parent_beside_others(self):
        found = self.found(
            lib="mod a; mod c;", a="mod b; pub struct A;", a__b="use crate::c::C; pub struct B(C);",
            c="use crate::a::A; pub struct C(A);")
        self.assertEqual(found, [("a/b.rs", 1, "modules go round in a circle: a → c → a.")])

    def test_modules_written_inside_their_parent_are_seen(self):
        found = self.found(lib="mod a { pub struct A; fn a(_: super::b::B) {} }\nmod b { use super::a::A; pub struct B(A); }")
        self.assertEqual(len(found), 1)

    def test_tests_strings_and_comments_do_not_count(self):
        self.assertEqual(self.found(
            lib="mod a; mod b;", a="use crate::b::B; pub struct A;",
            b="// crate::a::A\npub struct B(&'static str); const S: &str = \"crate::a::A\"; const R: &str = r#\"crate::a::A\"#;\n"
              "#[cfg(test)]\nmod tests { use crate::a::A; }\n#[test]\nfn t() { crate::a::A; }\n"), [])

    def test_lifetimes_and_letters_are_told_apart(self):
        self.assertEqual(len(self.found(
            lib="mod a; mod b;", a="fn f<'a>(x: &'a str, y: char) -> bool { y == '\"' } use crate::b::B; pub struct A;",
            b="use crate::a::A; pub struct B;")), 1)


if __name__ == "__main__":
    unittest.main()
