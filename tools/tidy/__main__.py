"""Holds the tree against the rules that no compiler knows: `python3 tools/tidy`.

Prints `file:line: sentence` for each finding and ends with status 1 if any of them fails. A warning does not fail.
"""

import subprocess
import sys
from pathlib import Path

import crates
import modules
import pages
import scripts
import words
from finding import Tree


def main():
    tree = Tree(Path(__file__).resolve().parents[2])
    found = sorted(finding for rules in (crates, modules, pages, scripts, words) for finding in rules.check(tree))
    for finding in found:
        print(finding)
    failures = sum(finding.fails for finding in found)
    print(f"{len(tree.paths)} files, {failures} to mend, {len(found) - failures} warnings")
    return 1 if failures else 0


try:
    sys.exit(main())
except subprocess.CalledProcessError as error:
    print(f"{' '.join(error.cmd[:2])} failed: {error.stderr.strip()}", file=sys.stderr)
    sys.exit(2)
