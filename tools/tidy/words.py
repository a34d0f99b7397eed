"""What must not stand in the text of a file, and how long a file may be."""

import re

from finding import Finding

# These hold the patterns themselves.
OWN = "tools/tidy"
LONGEST = 400
COUNTED = (".rs", ".ts", ".mts", ".mjs", ".js", ".svelte", ".css", ".py", ".sh", ".sql", ".typ")

ANYWHERE = [
    (re.compile(r"\b(?:TODO|FIXME|XXX)\b"), "finish it, or file an issue; no reminders in the code."),
    (re.compile(r"(?<![\w./-])/root/|(?<![\w./-])/work/(?:main|shared)\b|(?<![\w./-])/home/(?!you\b|me\b|user\b)\w+/"),
     "a path of one machine."),
    (re.compile(r"registry\.npmjs\.org|(?:index|static)\.crates\.io|files\.pythonhosted\.org|pypi\.org|--(?:extra-)?index-url"),
     "the name of a registry host; packages are named, not where they come from."),
]
RUST = [
    (re.compile(r"\bdbg!\s*\("), "`dbg!` left behind."),
    (re.compile(r"\b(?:todo|unimplemented)!\s*\("), "unfinished code."),
    (re.compile(r"#\[ignore\b"), "a test that does not run."),
]
SCRIPT = [
    (re.compile(r"\bconsole\.(?:log|debug)\b"), "`console.log` left behind."),
    (re.compile(r"\b(?:test|it|describe|suite|bench)\.(?:only|skip|todo|skipIf|fails)\b"), "a test that does not run, or hides others."),
    (re.compile(r"\b(?:skip|only|todo):\s*(?:true\b|['\"])"), "a test that does not run, or hides others."),
    (re.compile(r"@ts-(?:ignore|nocheck)\b"), "types are mended, not switched off."),
]
# Words that the window and its messages no longer say, and what they say instead: docs/glossary.md.
RETIRED = [
    (re.compile(r"\bBring in\b"), "Import"),
    (re.compile(r"\b[Ww]aved away\b"), "dismissed"),
    (re.compile(r"\bMap of keys\b"), "Keyboard shortcuts"),
    (re.compile(r"\bFind it…"), "Locate…"),
    (re.compile(r"\bTo mend\b"), "Needs attention"),
    (re.compile(r"\btwice\?"), "Possible duplicate"),
    (re.compile(r"\bTake out of\b|\btaken out of the library\b"), "Remove from"),
    (re.compile(r"\bPlays silently\b"), "No audio device"),
    (re.compile(r"\bCut in two\b"), "Split"),
    (re.compile(r"\bNothing is called that\b"), "No results"),
    (re.compile(r"\bWritten: "), "Saved"),
    (re.compile(r"\bOur wording\b"), "Reset to the default wording"),
    (re.compile(r"\bis no (?:date|title|society|rights holder|Excel)\b"), "is not a …"),
    (re.compile(r"\bbelong into\b"), "belong in"),
    (re.compile(r"\bGive (?:up the gesture|the drag up)\b"), "Cancel"),
    (re.compile(r"\b[Bb]rought in\b|\bTake in\b"), "Import"),
    (re.compile(r"\bCan hardly be anything else\b|\bMay be so\b|\bUsually so\b"), "Almost certain, Likely, Possible"),
    (re.compile(r"\bare one now\b"), "merged"),
    (re.compile(r"\bNobody knows yet\b"), "Not known yet"),
    (re.compile(r"\bNobody has asked\b"), "Not requested"),
    (re.compile(r"\bhas left the house\b"), "Nothing has been issued"),
    (re.compile(r"\bhas all of these words\b"), "No tracks match this search"),
    (re.compile(r"\bNot where they were\b"), "Missing"),
    (re.compile(r"\bNot sent after all\b"), "Mark as not sent"),
    (re.compile(r"\bwas not asked for\b"), "not requested"),
    (re.compile(r"\b[Nn]obody has said which\b"), "has no … yet"),
    (re.compile(r"\bMake my own from\b"), "Duplicate"),
    (re.compile(r"\bcarry their capacity\b"), "Show role after name"),
    (re.compile(r"\bBefore all of these\b"), "Start"),
    (re.compile(r"[a-z] …[<'`\"]"), "an ellipsis without a space before it"),
]
SQL = re.compile(
    r"\b(?:SELECT\s+[\w*(\"]|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|PRAGMA\s+\w"
    r"|CREATE\s+(?:TABLE|INDEX|UNIQUE|TRIGGER|VIEW|VIRTUAL)\b)"
)
FLOAT = re.compile(r"\b(?:f32|f64)\b|(?<![\w.])\d+\.\d+(?![\w.]|\.\d)")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def check(tree):
    found = []
    for path in tree.paths:
        if not path.startswith(OWN + "/"):
            found += check_file(path, tree.text(path))
    return found


def check_file(path, text):
    if text is None or is_generated(path):
        return
    if path.endswith("package-lock.json"):
        yield from lock_file(path, text)
        return
    if path.endswith(".lock"):
        return
    lines = text.splitlines()
    rules = ANYWHERE + (RUST if path.endswith(".rs") else SCRIPT if is_script(path) else [])
    for number, line in enumerate(lines, start=1):
        for pattern, sentence in rules:
            if pattern.search(line):
                yield Finding(path, number, sentence)
    if path.endswith((".rs", ".svelte", ".ts")) and ".test." not in path:
        yield from retired(path, lines)
    if path.endswith(".rs"):
        yield from sql(path, lines)
        yield from floats(path, lines)
    yield from length(path, len(lines))


def is_generated(path):
    return path.startswith("ui/src/generated/")


def is_script(path):
    return path.endswith((".ts", ".mts", ".mjs", ".js", ".svelte"))


def lock_file(path, text):
    for number, line in enumerate(text.splitlines(), start=1):
        if '"resolved"' in line:
            yield Finding(path, number, "the lock file names a host; install with omit-lockfile-registry-resolved=true.")


def sql(path, lines):
    """Statements outside the store. Tests may look into a document as an outsider would."""
    if path.startswith(("crates/store/", "tests/", "benches/")) or "/tests/" in path or path.endswith("/tests.rs"):
        return
    for number, line in enumerate(lines, start=1):
        if line.strip() == "#[cfg(test)]":
            return
        if not line.lstrip().startswith("//") and SQL.search(line):
            yield Finding(path, number, "SQL is written in crates/store and migrations alone.")


def retired(path, lines):
    """What a person reads; comments and tests are not shown to anybody."""
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith(("//", "*", "/*", "<!--")):
            continue
        for pattern, instead in RETIRED:
            if pattern.search(line):
                yield Finding(path, number, f"the window says “{instead}” here: docs/glossary.md.")


def floats(path, lines):
    """Time, money and shares are whole numbers, so the crates that define them know no float."""
    if not path.startswith(("crates/model/", "crates/timebase/")):
        return
    for number, line in enumerate(lines, start=1):
        code = STRING.sub('""', line.split("//")[0])
        if FLOAT.search(code):
            yield Finding(path, number, "time, money and shares are whole numbers; no float in this crate.")


def length(path, count):
    if path.endswith(COUNTED) and count > LONGEST:
        yield Finding(path, 0, f"{count} lines; a file has at most {LONGEST}. Split it along a noun.")
