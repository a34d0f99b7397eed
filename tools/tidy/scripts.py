"""Files of the pages do not import each other in circles.

An import of types alone is gone when the pages are built, so it counts for nothing; what imports a value is run before.
"""

import posixpath
import re

from finding import Finding
from modules import circles, way_round

SOURCE = "ui/src"
COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)", re.DOTALL)
IMPORT = re.compile(r"""(?m)^[ \t]*(?:import|export)\s(?P<names>[^'";]*?)\bfrom\s*['"](?P<from>\.[^'"]*)['"]|^[ \t]*import\s*['"](?P<bare>\.[^'"]*)['"]""")
ENDINGS = ("", ".ts", ".svelte.ts", "/index.ts")


def check(tree):
    paths = [path for path in tree.under(SOURCE, endings=(".ts", ".svelte")) if ".test." not in path]
    yield from findings({path: tree.text(path) or "" for path in paths})


def findings(sources):
    """`sources` maps paths to their texts."""
    uses = {path: dict(reversed(list(imported(path, text, sources)))) for path, text in sources.items()}
    for circle in circles(uses):
        start = circle[0]
        way = way_round(uses, circle, start)
        names = " → ".join(path.removeprefix(SOURCE + "/") for path in way)
        yield Finding(start, uses[start][way[1]], f"files import each other in a circle: {names}.")


def imported(path, text, sources):
    """(file, line) of each import of a value."""
    bare = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in IMPORT.finditer(bare):
        if found["names"] is not None and is_of_types(found["names"]):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["from"] or found["bare"]))
        file = next((target + ending for ending in ENDINGS if target + ending in sources), None)
        if file is not None and file != path:
            yield file, bare.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1


def is_of_types(names):
    """Of what stands between `import` and `from`: whether it is all types."""
    if re.match(r"type\b(?!\s*,)", names.strip()):
        return True
    listed = re.fullmatch(r"\s*\{(.*)\}\s*", names, re.DOTALL)
    if not listed:
        return False
    each = [name.strip() for name in listed[1].split(",") if name.strip()]
    return bool(each) and all(re.match(r"type\s+\w", name) for name in each)
