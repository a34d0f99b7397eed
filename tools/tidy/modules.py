"""Modules of a Rust crate do not go round in circles.

Beside each other stand the modules of one parent, each with all that is inside it. None of them may use, by whatever way, one
that uses it. A module uses another when it names something of it, as a path or in a `use`; what is named through a re-export
counts as used where it is defined. A parent and what is inside it are one house: the parent puts its rooms together, and they
may use what it holds for them. What tests name does not count.
"""

import re
from pathlib import PurePosixPath

from finding import Finding

# Circles that stay, with the reason: the modules of one, as `crate::module`.
KEPT = {
    # The grammar of names is recursive: a person may be followed by a company in brackets, and a company by a person.
    frozenset(
        {
            "model::credits::commas",
            "model::credits::company",
            "model::credits::marks",
            "model::credits::person",
            "model::credits::split",
        }
    ),
}

TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|r(?P<hash>\#*)".*?"(?P=hash)|b?"(?:\\.|[^"\\])*"|b?'(?:\\.[^']*|[^'\\\n])'"""
    r"""|(?P<word>(?:r\#)?[A-Za-z_]\w*)|(?P<sign>::|[{}()\[\];,*=#!<>&.|])|\s+|.""",
    re.DOTALL,
)
ITEM = {"fn", "struct", "enum", "trait", "type", "const", "static", "union", "macro_rules"}


def check(tree):
    for root in tree.under("crates", "src-tauri/src", endings=["/src/lib.rs", "/src/main.rs"]):
        folder = PurePosixPath(root).parent
        crate = folder.parent.name
        sources = {path: tree.text(path) or "" for path in tree.under(str(folder), endings=[".rs"])}
        yield from findings(crate, read_crate(root, sources))


def findings(crate, modules):
    """`modules` maps a module's path (a tuple of names, `()` the crate) to its `Module`."""
    # Of each parent: which of its modules uses which other, and where it says so.
    beside = {}
    for name, module in modules.items():
        for line, path in module.paths:
            other = resolved(modules, name, path)
            if other is None:
                continue
            shared = next((at for at, (one, two) in enumerate(zip(name, other)) if one != two), None)
            if shared is not None:
                uses = beside.setdefault(name[:shared], {})
                uses.setdefault(other[:shared + 1], {})
                uses.setdefault(name[:shared + 1], {}).setdefault(other[:shared + 1], (module.file, line))
    for uses in beside.values():
        for circle in circles(uses):
            if frozenset("::".join((crate, *name)) for name in circle) in KEPT:
                continue
            name = circle[0]
            way = way_round(uses, circle, name)
            file, line = uses[name][way[1]]
            yield Finding(file, line, f"modules go round in a circle: {' → '.join('::'.join(name) for name in way)}.")


class Module:
    """What is read of a module: what it defines, what it re-exports, and which paths it writes."""

    def __init__(self, file):
        self.file = file
        self.items = set()
        self.exports = []  # (name or "*", path) of each `pub use`
        self.paths = []  # (line, path) as written
        self.children = set()


def read_crate(root, sources):
    """The modules of the crate whose root is `root`; `sources` maps paths of files to their text."""
    modules = {}

    def read(name, file, folder):
        module = modules[name] = Module(file)
        tokens = list(tokens_of(sources[file]))
        block(name, module, file, folder, tokens, 0, len(tokens))

    def block(name, module, file, folder, tokens, start, end):
        at = start
        while at < end:
            word, line = tokens[at]
            if word == "#" and at + 1 < end and tokens[at + 1][0] in "[!":
                at, tests = attribute(tokens, at)
                if tests:
                    at = after_item(tokens, at, end)
                continue
            if word == "mod" and at + 2 < end and tokens[at + 2][0] in "{;" and is_name(tokens[at + 1][0]):
                child = (*name, tokens[at + 1][0])
                module.children.add(tokens[at + 1][0])
                if tokens[at + 2][0] == ";":
                    inside = f"{folder}/{child[-1]}"
                    found = next((path for path in (f"{inside}.rs", f"{inside}/mod.rs") if path in sources), None)
                    if found is not None:
                        read(child, found, inside)
                    at += 3
                else:
                    close = closing(tokens, at + 2, end)
                    inner = modules[child] = Module(file)
                    block(child, inner, file, f"{folder}/{child[-1]}", tokens, at + 3, close)
                    at = close + 1
                continue
            if word == "use":
                stop = next(at for at in range(at, end) if tokens[at][0] == ";")
                public = is_public(tokens, at)
                for path, known_as in use_tree(tokens, at + 1, stop, ()):
                    module.paths.append((line, path))
                    if public:
                        module.exports.append((known_as, path))
                at = stop + 1
                continue
            if word in ITEM and at + 1 < end and is_name(tokens[at + 1][0]):
                module.items.add(tokens[at + 1][0])
            if is_name(word) and (at == 0 or tokens[at - 1][0] != "::") and at + 2 < end and tokens[at + 1][0] == "::":
                path = [word]
                while at + 2 < end and tokens[at + 1][0] == "::" and is_name(tokens[at + 2][0]):
                    path.append(tokens[at + 2][0])
                    at += 2
                module.paths.append((line, tuple(path)))
            at += 1

    read((), root, str(PurePosixPath(root).parent))
    return modules


def tokens_of(text):
    line = 1
    for found in TOKEN.finditer(text):
        if found["word"] or found["sign"]:
            yield found[0], line
        line += found[0].count("\n")


def is_name(word):
    return word[0].isalpha() or word[0] == "_"


def is_public(tokens, at):
    before = [tokens[back][0] for back in range(max(0, at - 6), at)]
    if before and before[-1] == "pub":
        return True
    return bool(before) and before[-1] == ")" and "pub" in before[-5:]


def attribute(tokens, at):
    """Past the attribute at `at`; whether it keeps what follows for tests."""
    at += 1 if tokens[at + 1][0] == "[" else 2
    close = closing(tokens, at, len(tokens))
    words = [word for word, _ in tokens[at:close]]
    return close + 1, words[1:2] == ["test"] or (words[1:2] == ["cfg"] and "test" in words and "not" not in words)


def after_item(tokens, at, end):
    while at < end:
        word = tokens[at][0]
        if word == "#":
            at, _ = attribute(tokens, at)
            continue
        if word == ";":
            return at + 1
        if word == "{":
            return closing(tokens, at, end) + 1
        at = closing(tokens, at, end) + 1 if word in "([" else at + 1
    return end


def closing(tokens, at, end):
    depth = 0
    for place in range(at, end):
        word = tokens[place][0]
        if word in "([{":
            depth += 1
        elif word in ")]}":
            depth -= 1
            if depth == 0:
                return place
    return end - 1


def use_tree(tokens, at, end, before):
    """(path, the name it has here) for each name of a `use`."""
    path = list(before)
    while at < end:
        word = tokens[at][0]
        if word == "{":
            close = closing(tokens, at, end)
            part = at + 1
            while part < close:
                depth, stop = 0, part
                while stop < close and (depth or tokens[stop][0] != ","):
                    depth += {"{": 1, "}": -1}.get(tokens[stop][0], 0)
                    stop += 1
                yield from use_tree(tokens, part, stop, tuple(path))
                part = stop + 1
            return
        if word == "as":
            yield tuple(path), tokens[at + 1][0]
            return
        if word == "*":
            yield (*path, "*"), "*"
            return
        if word != "::":
            path.append(word)
        at += 1
    if path:
        if path[-1] == "self" and len(path) > 1:
            path.pop()
        yield tuple(path), path[-1]


def resolved(modules, name, path, seen=frozenset()):
    """The module that `path`, as written in the module `name`, names something of; None where it leads out of the crate."""
    here, rest = name, list(path)
    if rest[0] == "crate":
        here, rest = (), rest[1:]
    elif rest[0] in ("self", "super"):
        while rest and rest[0] in ("self", "super"):
            here = here[:-1] if rest[0] == "super" else here
            rest = rest[1:]
    elif rest[0] not in modules[name].children:
        return None
    while rest:
        if (*here, rest[0]) in modules:
            here, rest = (*here, rest[0]), rest[1:]
            continue
        if rest[0] in modules[here].items or (here, rest[0]) in seen:
            return here
        for known_as, exported in modules[here].exports:
            if known_as == rest[0]:
                return resolved(modules, here, exported, seen | {(here, rest[0])})
        for known_as, exported in modules[here].exports:
            whole = resolved(modules, here, exported[:-1], seen | {(here, rest[0])}) if known_as == "*" else None
            if whole is not None and rest[0] in modules[whole].items:
                return whole
        return here
    return here


def circles(uses):
    """The sets of modules that use each other, by whatever way (Tarjan)."""
    number, low, stack, found = {}, {}, [], []

    def visit(name):
        number[name] = low[name] = len(number)
        stack.append(name)
        for other in uses[name]:
            if other not in number:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], number[other])
        if low[name] == number[name]:
            circle = set()
            while True:
                circle.add(stack.pop())
                if name in circle:
                    break
            if len(circle) > 1:
                found.append(sorted(circle))

    for name in sorted(uses):
        if name not in number:
            visit(name)
    return found


def way_round(uses, circle, name):
    """From `name` back to `name`, the shortest way."""
    ways, seen = [[name]], set()
    while ways:
        way = ways.pop(0)
        for step in sorted(set(uses[way[-1]]) & set(circle)):
            if step == name:
                return [*way, step]
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    raise AssertionError("a circle that does not close")
