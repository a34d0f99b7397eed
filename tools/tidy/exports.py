"""What ui/src exports is imported somewhere, or has no need to be exported: dead code hides behind exports."""

import posixpath
import re

from finding import Finding

SOURCE = "ui/src"
# Generated names are all of the core's; a test and a benchmark may be the only one that imports something.
GENERATED = f"{SOURCE}/generated/"
ENDINGS = (".ts", ".svelte")

DECLARED = re.compile(r"^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function|class|interface|type|enum) (\w+)")
IMPORTED = re.compile(r"""(import|export)\s+(?:type\s+)?([^'"]*?)\s*from\s*(['"])(\.[^'"]*)\3|import\(\s*(['"])(\.[^'"]*)\5""")
BRACES = re.compile(r"\{([^}]*)\}")


def check(tree):
    texts = {path: tree.text(path) or "" for path in tree.under("ui", endings=ENDINGS)}
    for path, number, name in unused(texts):
        yield Finding(path, number, f"nothing imports `{name}`: remove it, or do not export it.")


def unused(texts):
    """Of each text by its path, the exports that no other asks for, as (path, line, name)."""
    asked = set()
    for path, text in texts.items():
        for match in IMPORTED.finditer(text):
            target = resolved(path, match[4] or match[6], texts)
            asked |= {(target, name) for name in names(match[2])} if match[2] else {(target, "*")}
    for path, text in texts.items():
        if not path.startswith(SOURCE) or path.startswith(GENERATED) or ".test." in path or (path, "*") in asked:
            continue
        for number, name in exported(text):
            if (path, name) not in asked:
                yield path, number, name


def exported(text):
    for number, line in enumerate(text.splitlines(), start=1):
        declared = DECLARED.match(line)
        if declared:
            yield number, declared[1]
        elif line.startswith("export {") or line.startswith("export type {"):
            for braces in BRACES.findall(line):
                yield from ((number, name.split(" as ")[-1]) for name in parts(braces))


def names(clause):
    """What an import or an export asks of the file that it is from; `*` is all of it."""
    found = {name.split(" as ")[0] for braces in BRACES.findall(clause) for name in parts(braces)}
    return found | ({"*"} if "*" in clause else set())


def parts(braces):
    return [part.strip().removeprefix("type ") for part in braces.split(",") if part.strip()]


def resolved(path, target, texts):
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    for candidate in (beside, f"{beside}.ts", f"{beside}/index.ts", beside.removesuffix(".js") + ".ts"):
        if candidate in texts:
            return candidate
    return beside
