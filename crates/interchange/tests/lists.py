"""What OpenTimelineIO's adapters see in an EDL or an ALE, a line for each clip. `lists.py edl|ale FILE RATE`.

EDL: `clip|TRACK|FROM|LENGTH|SOURCE IN|NAME`, in frames, FROM counted from the first clip of its track, since the adapter keeps
no place of a track. ALE: `clip|NAME|SOURCE IN|LENGTH`.
"""

import sys

import opentimelineio as otio


def frames(time, rate):
    return round(time.rescaled_to(rate).value)


def edl(path, rate):
    line = otio.adapters.read_from_file(path, adapter_name="cmx_3600", rate=rate, ignore_timecode_mismatch=True)
    for track in line.tracks:
        name = "V1" if track.name == "V" else track.name
        clips = [(clip, clip.range_in_parent()) for clip in track.find_clips()]
        first = min((frames(own.start_time, rate) for _, own in clips), default=0)
        for clip, own in clips:
            source = frames(clip.source_range.start_time, rate) if clip.source_range else -1
            at, length = frames(own.start_time, rate) - first, frames(own.duration, rate)
            reel = clip.metadata.get("cmx_3600", {}).get("reel", "")
            # An event without a name is called by its number there; black is no clip.
            called = "" if clip.name.isdigit() or clip.name == reel else clip.name
            if reel != "BL":
                yield "clip", name, at, length, source, called


def ale(path, rate):
    for clip in otio.adapters.read_from_file(path, adapter_name="ale", fps=rate).find_clips():
        own = clip.source_range
        yield "clip", clip.name, frames(own.start_time, rate), frames(own.duration, rate)


if __name__ == "__main__":
    for fields in globals()[sys.argv[1]](sys.argv[2], float(sys.argv[3])):
        print("|".join(str(field) for field in fields))
