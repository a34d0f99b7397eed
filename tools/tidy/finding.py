"""What a rule reports, and the files it looks at."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One sentence about one line. `line` counts from 1; 0 means the whole file."""

    path: str
    line: int
    sentence: str

    def __str__(self):
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.sentence}"


class Tree:
    """The files of the project that are, or could be, under version control."""

    def __init__(self, root):
        self.root = Path(root)
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=self.root, check=True, capture_output=True, text=True,
        ).stdout
        self.paths = sorted({path for path in listed.split("\0") if path and (self.root / path).is_file()})

    def under(self, *folders, endings=None):
        """Paths inside any of `folders` ("" is the whole tree) whose name ends in one of `endings`."""
        for path in self.paths:
            inside = any(folder == "" or path == folder or path.startswith(folder + "/") for folder in folders)
            if inside and (endings is None or path.endswith(tuple(endings))):
                yield path

    def text(self, path):
        """The file's text, or None when it is not UTF-8 text."""
        try:
            text = (self.root / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return None
        return None if "\0" in text else text

    def lines(self, path):
        """(number, line) pairs of a text file; nothing for any other file."""
        return enumerate((self.text(path) or "").splitlines(), start=1)
