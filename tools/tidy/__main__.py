"""Holds the tree against the rules that no compiler knows: `python3 tools/tidy`.

Prints `file:line: sentence` for each finding and ends with status 1 if there are any.
"""

import subprocess
import sys
from pathlib import Path

import crates
import exports
import modules
import pages
import scripts
import words
from finding import Tree


def main():
    tree = Tree(Path(__file__).resolve().parents[2])
    found = sorted(finding for rules in (crates, exports, modules, pages, scripts, words) for finding in rules.check(tree))
    for finding in found:
        print(finding)
    print(f"{len(tree.paths)} files, {len(found)} to change")
    return 1 if found else 0


try:
    sys.exit(main())
except subprocess.CalledProcessError as error:
    print(f"{' '.join(error.cmd[:2])} failed: {error.stderr.strip()}", file=sys.stderr)
    sys.exit(2)
