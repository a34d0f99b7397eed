"""Makes an AAF of about 2 MB and prints in how many milliseconds pyaaf2 reads its mobs. `timelines.py FILE`."""

import sys
import time

import aaf2


def make(path):
    with aaf2.open(path, "w") as f:
        masters = []
        for number in range(110):
            file = f.create.SourceMob()
            file.name = f"Song {number}.wav"
            descriptor = f.create.PCMDescriptor()
            for name, value in (
                ("SampleRate", 48000),
                ("AudioSamplingRate", 48000),
                ("Channels", 2),
                ("Length", 9600000),
                ("BlockAlign", 6),
                ("AverageBPS", 288000),
                ("QuantizationBits", 24),
            ):
                descriptor[name].value = value
            locator = f.create.NetworkLocator()
            locator["URLString"].value = f"file:///music/Volume%201/Song%20{number}.wav"
            descriptor.locator.append(locator)
            file.descriptor = descriptor
            f.content.mobs.append(file)
            slot = file.create_timeline_slot("25")
            slot.segment = f.create.SourceClip(length=5000, media_kind="sound")
            master = f.create.MasterMob(f"Song {number}")
            f.content.mobs.append(master)
            own = master.create_timeline_slot("25")
            own.segment = file.create_source_clip(slot.slot_id, start=0, length=5000, media_kind="sound")
            masters.append((master, own.slot_id))
        reel = f.create.CompositionMob("Reel")
        reel.usage = "Usage_TopLevel"
        f.content.mobs.append(reel)
        code = reel.create_timeline_slot("25")
        code.segment = f.create.Timecode(25, drop=False)
        code.segment.start = 90000
        code.segment.length = 140000
        for track in range(8):
            slot = reel.create_timeline_slot("25")
            row = f.create.Sequence("sound")
            for number in range(180):
                row.components.append(f.create.Filler("sound", 20))
                master, own = masters[(track * 7 + number) % len(masters)]
                row.components.append(master.create_source_clip(own, start=number, length=80, media_kind="sound"))
            slot.segment = row


def walk(component):
    count = 1
    _ = component.length
    if hasattr(component, "components"):
        for child in component.components:
            count += walk(child)
    elif hasattr(component, "mob_id"):
        _ = (component.mob_id, component.start, component.slot_id)
    return count


def read(path):
    with aaf2.open(path, "r") as f:
        for mob in f.content.mobs:
            _ = mob.name
            for slot in mob.slots:
                _ = (slot.name, slot.edit_rate)
                walk(slot.segment)


path = sys.argv[1]
make(path)
times = []
for _ in range(3):
    start = time.perf_counter()
    read(path)
    times.append((time.perf_counter() - start) * 1000)
print(min(times))
