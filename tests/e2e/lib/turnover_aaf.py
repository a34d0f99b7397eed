"""An editor's turnover as AAF, made with pyaaf2: `turnover_aaf.py FILE FOLDER`. At 24 frames from 01:00:00:00, a minute long:
dialogue on A1, music on A5 and A6 in stereo, cut where nothing was cut, and a temp piece whose file nobody has."""

import sys

import aaf2

RATE = 24
HOUR = 24 * 3600


def master(f, name, url, channels, length):
    file = f.create.SourceMob()
    file.name = name
    descriptor = f.create.PCMDescriptor()
    for key, value in (
        ("SampleRate", 48000), ("AudioSamplingRate", 48000), ("Channels", channels), ("Length", length * 2000),
        ("BlockAlign", 2 * channels), ("AverageBPS", 96000 * channels), ("QuantizationBits", 16),
    ):
        descriptor[key].value = value
    locator = f.create.NetworkLocator()
    locator["URLString"].value = url
    descriptor["Locator"].append(locator)
    file.descriptor = descriptor
    f.content.mobs.append(file)
    mob = f.create.MasterMob(name)
    f.content.mobs.append(mob)
    for number in range(1, channels + 1):
        own = file.create_timeline_slot(RATE)
        own.segment = f.create.SourceClip(length=length, media_kind="sound")
        slot = mob.create_timeline_slot(RATE)
        slot["PhysicalTrackNumber"].value = number
        slot.segment = file.create_source_clip(own.slot_id, start=0, length=length, media_kind="sound")
    return mob


def main():
    path, folder = sys.argv[1:3]
    with aaf2.open(path, "w") as f:
        song = master(f, "FIRST SPARK mstr", f"file://{folder}/First%20Spark.wav", 2, 480)
        echo = master(f, "SLNT ECHOES", "file:///Volumes/CUT/slnt%20echoes.wav", 2, 480)
        temp = master(f, "TEMP big one", "file:///Volumes/TEMP/big%20one.wav", 2, 2400)
        voice = master(f, "12-1-A", "file:///Volumes/PROD/12-1-A.wav", 1, 480)
        edit = f.create.CompositionMob("EP104 MX")
        edit.usage = "Usage_TopLevel"
        f.content.mobs.append(edit)
        code = edit.create_timeline_slot(RATE)
        code["PhysicalTrackNumber"].value = 1
        code.segment = f.create.Timecode(RATE, drop=False)
        code.segment.start = HOUR
        code.segment.length = 60 * RATE

        def track(number, name, items):
            slot = edit.create_timeline_slot(RATE)
            slot.name = name
            slot["PhysicalTrackNumber"].value = number
            sequence = f.create.Sequence("sound")
            at = 0
            for start, length, mob, channel, source in items:
                if start > at:
                    sequence.components.append(f.create.Filler("sound", start - at))
                own = mob.slots[channel - 1].slot_id
                sequence.components.append(mob.create_source_clip(own, start=source, length=length, media_kind="sound"))
                at = start + length
            if at < 60 * RATE:
                sequence.components.append(f.create.Filler("sound", 60 * RATE - at))
            slot.segment = sequence

        track(1, "A1 DIALOGUE", [(0, 240, voice, 1, 0)])
        for channel, number in ((1, 5), (2, 6)):
            track(number, f"A{number} MUSIC", [
                (48, 120, song, channel, 24), (168, 72, song, channel, 144),
                (480, 240, echo, channel, 0), (960, 240, temp, channel, 240),
            ])


main()
