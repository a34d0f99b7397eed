"""Who may import whom inside ui/src, where colours, type sizes and spaces live, and that every command is asked for."""

import posixpath
import re

from finding import Finding

SOURCE = "ui/src"
COLOURS = ("ui/src/app.css", "ui/src/light.css")
COMMANDS = "ui/src/generated/Commands.ts"
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\1""")

# Areas that an area must not know. What is not named here is free.
MUST_NOT_IMPORT = {
    "lib": {"pages", "widgets", "actions"},
    "generated": {"lib", "time", "timeline", "pages", "widgets", "actions"},
    "time": {"lib", "timeline", "pages", "widgets", "actions"},
    "timeline": {"lib", "pages", "widgets", "actions"},
    "widgets": {"pages", "actions"},
    "actions": {"widgets"},
    "review": {"pages", "widgets", "actions"},
    "director": {"pages", "widgets", "actions"},
}

# What the page for directors is made of works in any browser: none of it may reach the shell, by whatever way.
WITHOUT_SHELL = ("ui/src/review/", "ui/src/director/")
SHELL = re.compile(r"@tauri-apps/|/lib/ipc")
# An import of types alone is gone when the page is built.
VALUES = re.compile(r"""^\s*(?:import(?!\s+type\b)|export(?!\s+type\b))\b[^'"]*?\bfrom\s*(['"])([^'"]+)\1|^\s*import\s*(['"])([^'"]+)\3""", re.MULTILINE)


def check(tree):
    found = []
    for path in tree.under(SOURCE, endings=(".ts", ".svelte")):
        found += imports(path, tree.lines(path))
    for path in tree.under("ui", endings=(".ts", ".svelte", ".css", ".html")):
        if path not in COLOURS:
            found += colours(path, tree.lines(path))
            found += sizes(path, tree.lines(path))
    sources = {path: tree.text(path) or "" for path in tree.under(SOURCE, endings=(".ts", ".svelte"))}
    found += reaches(sources)
    asking = (tree.text(path) or "" for path in tree.under(SOURCE, endings=(".ts", ".svelte")) if path != COMMANDS)
    return found + list(unasked(list(tree.lines(COMMANDS)), asking))


def reaches(sources):
    """Files of the page for directors from which an import leads to the shell; `sources` maps paths to texts."""
    for root in sorted(sources):
        if not root.startswith(WITHOUT_SHELL) or ".test." in root:
            continue
        way = way_to_shell(root, sources)
        if way is not None:
            yield Finding(root, 0, f"the page for directors may not reach the shell: {' imports '.join(way)}.")


def way_to_shell(root, sources):
    """The chain of files from `root` to what speaks to the shell, if there is one."""
    waiting, seen = [(root,)], {root}
    while waiting:
        way = waiting.pop()
        for found in VALUES.finditer(sources[way[-1]]):
            target = found[2] or found[4]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(way[-1]), target)) if target.startswith(".") else target
            if SHELL.search(path):
                return [*way, path]
            for known in (path, f"{path}.ts", f"{path}/index.ts"):
                if known in sources and known not in seen:
                    seen.add(known)
                    waiting.append((*way, known))
    return None


COMMAND = re.compile(r"^  (\w+): \{")
ASKED = re.compile(r"\bask\(\s*'(\w+)'")


def unasked(commands, sources):
    """Commands that no page asks for. One that there is not is an error of types; one that is not registered cannot be written."""
    asked = {name for text in sources for name in ASKED.findall(text)}
    for number, line in commands:
        command = COMMAND.match(line)
        if command and command[1] not in asked:
            yield Finding(COMMANDS, number, f"nothing in ui/src asks for the command `{command[1]}`: use it, or remove it.")


def imports(path, lines):
    area = area_of(path)
    name = posixpath.basename(path)
    speaks_to_shell = path.startswith(f"{SOURCE}/lib/ipc") or ".test." in name
    for number, line in lines:
        if line.lstrip().startswith(("//", "*", "/*")):
            continue
        for _, target in IMPORT.findall(line):
            if target.startswith("@tauri-apps/") and not speaks_to_shell:
                yield Finding(path, number, "only ui/src/lib/ipc speaks to the shell; import from there.")
            if not target.startswith("."):
                continue
            other = area_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
            if area == "timeline" and target.endswith(".svelte"):
                yield Finding(path, number, "timeline draws on its own; it imports no component.")
            if other in MUST_NOT_IMPORT.get(area, ()):
                yield Finding(path, number, f"{area} may not import from {other}.")


def area_of(path):
    """The folder of ui/src that a path is in; "" for what stands beside the folders."""
    parts = path.removeprefix(SOURCE + "/").split("/")
    return parts[0] if len(parts) > 1 else ""


HEX = r"\#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])"
IN_STYLE = re.compile(rf"(?<![\w&{{.]){HEX}")
IN_STRING = re.compile(rf"""(['"`])(?:(?!\1).)*?(?<![\w&]){HEX}""")
FUNCTION = re.compile(r"""(?<![\w-])(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(\s*(?:[\d.]|from\b|srgb|display-p3|\$\{)""")
NAMED = re.compile(
    r"(?:(?<![\w-])(?:color|background(?:-color)?|fill|stroke|border(?:-\w+)*|outline|box-shadow|fillStyle|strokeStyle))"
    r"""\s*[:=]\s*["'`]?[^;"'`}]*(?<![\w-])(?:white|black|red|green|blue|yellow|orange|purple|gr[ae]y|silver|pink|cyan|magenta|brown|gold)(?![\w-])"""
)


def colours(path, lines):
    code = path.endswith(".ts")
    for number, line in lines:
        if line.lstrip().startswith(("//", "*", "/*")):
            continue
        if (IN_STRING if code else IN_STYLE).search(line) or FUNCTION.search(line) or NAMED.search(line):
            yield Finding(path, number, f"colours live in {COLOURS[0]} alone; use one of its tokens.")


# A size of type is one of the tokens, and so is a space; a pixel is for hairlines and what must meet them.
TYPE_SIZE = re.compile(r"(?<![\w-])font(?:-size)?:[^;]*(?<![\w.(-])\d[\d.]*(?:px|pt|rem|em)\b")
SPACE = re.compile(r"(?<![\w-])(?:padding|margin|gap|row-gap|column-gap)(?:-\w+)*:[^;]*(?<![\w.-])-?(?!1px\b|0px\b)\d[\d.]*(?:px|pt|rem|em)\b")
WINDOW_WIDTH = re.compile(r"@media[^{]*\b(?:width|min-width|max-width)\b")


def sizes(path, lines):
    """Sizes of type, spaces, and how wide a small window is."""
    if not path.endswith((".svelte", ".css")):
        return
    for number, line in lines:
        if TYPE_SIZE.search(line):
            yield Finding(path, number, f"a size of type is one of the tokens of {COLOURS}: var(--text-…).")
        if SPACE.search(line):
            yield Finding(path, number, f"a space is one of the tokens of {COLOURS}: var(--space-…) or var(--gutter…); 1px alone is free.")
        if WINDOW_WIDTH.search(line):
            yield Finding(path, number, f"how wide a small window is stands in {COLOURS} alone: @container style(--window: small).")
