"""Puts tracks into a show that is not open: `large.py SHOW < tracks.json`, a list of objects by column.

A library of 100,000 tracks cannot be imported in a test: that many sound files would take hours to make.
"""

import json
import sqlite3
import sys


def main():
    tracks = json.load(sys.stdin)
    names = list(tracks[0])
    document = sqlite3.connect(sys.argv[1])
    with document:
        marks = ", ".join(f":{name}" for name in names)
        document.executemany(f"INSERT INTO track ({', '.join(names)}) VALUES ({marks})", tracks)
    document.close()


main()
