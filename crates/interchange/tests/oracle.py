"""What other programs see in a file of a cutting room, a line for each thing. `oracle.py KIND FILE`.

Bars divide the fields. Labels are as the file writes them, real time is in milliseconds.
"""

import pathlib
import re
import sys


def edl(path):
    import pycmx

    with open(path, encoding="utf-8", errors="replace", newline=None) as file:
        lists = pycmx.parse_cmx3600(file, tolerant=True)
    for event in lists.events:
        for edit in event.edits:
            tracks = (["V1"] if edit.channels.video else []) + [f"A{number}" for number in sorted(edit.channels.channels)]
            for track in tracks:
                # Black is no clip.
                if edit.source == "BL":
                    continue
                name = edit.clip_name or ""
                yield "event", track, edit.record_in, edit.record_out, edit.source_in, edit.source_out, name
    text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    for at, colour, name in re.findall(r"^\*\s?LOC: (\S+) (\w+) *(.*?) *$", text, re.M):
        yield "marker", at, colour.lower(), name
    # pycmx does not read Avid's table of markers; its columns stand where the heading has them.
    for colour, name, at in re.findall(r"^\* +\d+  (\w+) +(\S+) +(\d\d:\d\d:\d\d:\d\d) ", text, re.M):
        yield "marker", at, colour.lower(), name


def srt(path):
    import srt as library

    text = pathlib.Path(path).read_text(encoding="utf-8-sig")
    for said in library.parse(text):
        plain = re.sub(r"<[^>]*>", "", said.content).strip("♪ \n")
        millis = [round(time.total_seconds() * 1000) for time in (said.start, said.end)]
        yield "said", millis[0], millis[1], plain.replace("\n", "/")


def vtt(path):
    import webvtt

    for said in webvtt.read(path):
        yield "said", round(said.start_in_seconds * 1000), round(said.end_in_seconds * 1000), said.text.replace("\n", "/")


def fountain(path):
    from screenplay_tools.fountain.parser import Parser

    parser = Parser()
    parser.add_text(pathlib.Path(path).read_text(encoding="utf-8"))
    yield from scenes(parser.script)


def fdx(path):
    from screenplay_tools.fdx.parser import Parser

    yield from scenes(Parser().parse(pathlib.Path(path).read_text(encoding="utf-8")))


def scenes(script):
    for element in script.elements:
        if type(element).__name__ == "SceneHeading":
            yield "scene", getattr(element, "scene_number", None) or "", element.text.strip()


def protools(path):
    """No library reads the versions of these ten years; this reads the rows by their tabs alone."""
    track = ""

    def time(cell):
        minutes = re.fullmatch(r"(\d+):(\d\d)", cell)
        return str((int(minutes[1]) * 60 + int(minutes[2])) * 1000) if minutes else cell

    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if cells[0] == "TRACK NAME:":
            track = cells[1]
        elif len(cells) == 7 and cells[0].isdigit() and cells[6] in ("Muted", "Unmuted"):
            yield "event", track, time(cells[3]), time(cells[4]), cells[2]
        elif len(cells) >= 6 and cells[0].isdigit() and cells[3] in ("Samples", "Ticks"):
            yield "marker", time(cells[1]), cells[4]


def avid(path):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        user, at, track, colour, comment, _ = line.split("\t")
        yield "marker", at, track, colour, comment, user


if __name__ == "__main__":
    for fields in globals()[sys.argv[1]](sys.argv[2]):
        print("|".join(str(field) for field in fields))
