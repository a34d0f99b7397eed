"""What OpenTimelineIO and its adapters see in a time line, a line for each thing. `timelines.py FILE [ADAPTER]`.

`start|MILLISECONDS`, `clip|V or A|FROM|TO|NAME` and `marker|AT|NAME`, in milliseconds from the first frame, sorted and each
once. A clip at a fade from or to nothing reaches as far as the fade does, as it sounds.
"""

import sys

import opentimelineio as otio

RealTime = otio.opentime.RationalTime


def millis(time):
    return round(time.value / time.rate * 1000) if time.rate else 0


def exact(rate):
    """The adapters write 29.97 and 23.976 in many ways."""
    for over in (24000, 30000, 48000, 60000):
        if abs(rate - over / 1001) < 0.005:
            return over / 1001
    return rate


def seconds(time):
    return time.value / exact(time.rate) if time.rate else 0.0


def reach(item):
    parent = item.parent()
    if not isinstance(parent, otio.schema.Track):
        return 0.0, 0.0
    row = list(parent)
    at = next(number for number, other in enumerate(row) if other is item)
    before = after = 0.0

    def silent(number):
        return not 0 <= number < len(row) or isinstance(row[number], otio.schema.Gap)

    if at and isinstance(row[at - 1], otio.schema.Transition) and silent(at - 2):
        before = seconds(row[at - 1].in_offset)
    if at + 1 < len(row) and isinstance(row[at + 1], otio.schema.Transition) and silent(at + 2):
        after = seconds(row[at + 1].out_offset)
    return before, after


def duration(item):
    try:
        return seconds(item.duration())
    except Exception:
        return 0.0


def walk(item, at, kind, window, seen):
    """Lays an item that begins at `at` seconds; `window` is what is seen of it."""
    length = duration(item)
    before, after = reach(item)
    begin, end = max(at - before, window[0]), min(at + length + after, window[1])
    trimmed = item.source_range
    start = seconds(trimmed.start_time) if trimmed else 0.0
    for marker in item.markers:
        origin = start
        if isinstance(item, otio.schema.Clip) and not trimmed:
            origin = seconds(item.trimmed_range().start_time)
        when = at + seconds(marker.marked_range.start_time) - origin
        if begin <= when < end or not isinstance(item, otio.schema.Clip):
            seen.add(("marker", round(when * 1000), marker.name))
    if isinstance(item, otio.schema.Clip):
        if end - begin > 0.0005:
            seen.add(("clip", kind, round(begin * 1000), round(end * 1000), item.name))
        return
    if isinstance(item, otio.schema.Gap):
        return
    inner = at - start
    for child in item:
        if isinstance(child, otio.schema.Transition):
            continue
        if isinstance(item, otio.schema.Track):
            walk(child, inner, kind, (begin, end), seen)
            inner += duration(child)
        else:
            walk(child, inner, kind, (begin, end), seen)


def main():
    path, adapter = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    read = otio.adapters.read_from_file(path, adapter_name=adapter)
    if isinstance(read, otio.schema.SerializableCollection):
        lines = [child for child in read if isinstance(child, otio.schema.Timeline)]
        read = max(lines, key=lambda line: len(list(line.find_clips())))
    seen = set()
    if isinstance(read, otio.schema.Timeline):
        if read.global_start_time:
            print("start", round(seconds(read.global_start_time) * 1000), sep="|")
        stack = read.tracks
    else:
        stack = otio.schema.Stack()
        stack.append(read)
    for marker in stack.markers:
        seen.add(("marker", round(seconds(marker.marked_range.start_time) * 1000), marker.name))
    for track in stack:
        kind = "A" if getattr(track, "kind", "Video") == "Audio" else "V"
        walk(track, 0.0, kind, (-1e9, 1e9), seen)
    for line in sorted(seen, key=str):
        print(*line, sep="|")


main()
