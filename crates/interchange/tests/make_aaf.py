"""Makes a small AAF with pyaaf2: `make_aaf.py FILE`. What is in it is told by `made_aaf.rs`."""

import sys

import aaf2
from aaf2 import auid

RATE = "30000/1001"


def master(f, name, url, slots=1, tape_start=107892, length=3000):
    tape = f.create.SourceMob()
    tape.name = name + " tape"
    tape.descriptor = f.create.TapeDescriptor()
    f.content.mobs.append(tape)
    code = tape.create_timeline_slot(RATE)
    code.segment = f.create.Timecode(30, drop=True)
    code.segment.start = tape_start
    code.segment.length = 10 * length
    file = f.create.SourceMob()
    file.name = name + " file"
    descriptor = f.create.PCMDescriptor()
    descriptor["SampleRate"].value = 48000
    descriptor["AudioSamplingRate"].value = 48000
    descriptor["Channels"].value = 1
    descriptor["Length"].value = 48000
    descriptor["BlockAlign"].value = 2
    descriptor["AverageBPS"].value = 96000
    descriptor["QuantizationBits"].value = 16
    locator = f.create.NetworkLocator()
    locator["URLString"].value = url
    descriptor["Locator"].append(locator)
    file.descriptor = descriptor
    f.content.mobs.append(file)
    mob = f.create.MasterMob(name)
    f.content.mobs.append(mob)
    for number in range(1, slots + 1):
        tape_slot = tape.create_timeline_slot(RATE)
        tape_slot.segment = f.create.SourceClip(length=10 * length, media_kind="sound")
        # The file begins 60 frames into the tape.
        file_slot = file.create_timeline_slot(RATE)
        file_slot.segment = tape.create_source_clip(tape_slot.slot_id, start=60, length=length, media_kind="sound")
        slot = mob.create_timeline_slot(RATE)
        slot["PhysicalTrackNumber"].value = number
        slot.segment = file.create_source_clip(file_slot.slot_id, start=0, length=length, media_kind="sound")
    return mob


def definition(f, name, id, sound, inputs):
    known = f.create.OperationDef(auid.AUID(id), name)
    known.media_kind = "sound" if sound else "picture"
    known["NumberInputs"].value = inputs
    known["IsTimeWarp"].value = False
    known["Bypass"].value = 0
    known["OperationCategory"].value = "OperationCategory_Effect"
    f.dictionary.register_def(known)
    return known


def main():
    with aaf2.open(sys.argv[1], "w") as f:
        gain = definition(f, "Mono Audio Gain", "9d2ea894-0968-11d3-8a38-0050040ef7d2", True, 1)
        fade = definition(f, "Mono Audio Dissolve", "0c3bea41-fc05-11d2-8a29-0050040ef7d2", True, 2)
        amplitude = f.create.ParameterDef(auid.AUID("e4962321-2267-11d3-8a4c-0050040ef7d2"), "Amplitude", "", f.metadict.lookup_typedef("Rational"))
        f.dictionary.register_def(amplitude)
        song = master(f, "Spark", "file:///music/Spark%201.wav", 2)
        score = master(f, "Ash", "file:///music/Ash.wav")

        inner = f.create.CompositionMob("Montage")
        f.content.mobs.append(inner)
        inner_slot = inner.create_timeline_slot(RATE)
        sequence = f.create.Sequence("sound")
        sequence.components.append(score.create_source_clip(score.slots[0].slot_id, start=0, length=40, media_kind="sound"))
        sequence.components.append(score.create_source_clip(score.slots[0].slot_id, start=100, length=60, media_kind="sound"))
        inner_slot.segment = sequence

        main = f.create.CompositionMob("Reel 1")
        main.usage = "Usage_TopLevel"
        f.content.mobs.append(main)
        code = main.create_timeline_slot(RATE)
        code["PhysicalTrackNumber"].value = 1
        code.segment = f.create.Timecode(30, drop=True)
        code.segment.start = 107892
        code.segment.length = 1000

        def filler(length):
            return f.create.Filler("sound", length)

        def clip(mob, number, start, length):
            return mob.create_source_clip(mob.slots[number - 1].slot_id, start=start, length=length, media_kind="sound")

        def crossing(length, cut):
            group = f.create.OperationGroup(fade, length)
            transition = f.create.Transition("sound", length)
            transition["OperationGroup"].value = group
            transition["CutPoint"].value = cut
            return transition

        first = main.create_timeline_slot(RATE)
        first.name = "Music"
        first["PhysicalTrackNumber"].value = 1
        row = f.create.Sequence("sound")
        # Nothing, a fade of 10, a clip at half its level, a dissolve of 20 in its middle, a clip, a fade of 12, nothing.
        row.components.append(filler(100))
        row.components.append(crossing(10, 0))
        louder = f.create.OperationGroup(gain, 200)
        value = f.create.ConstantValue(amplitude, aaf2.rational.AAFRational(1, 2))
        louder.parameters.append(value)
        louder.segments.append(clip(song, 1, 30, 200))
        row.components.append(louder)
        row.components.append(crossing(20, 10))
        row.components.append(clip(song, 2, 500, 120))
        row.components.append(crossing(12, 12))
        row.components.append(filler(100))
        first.segment = row

        second = main.create_timeline_slot(RATE)
        second["PhysicalTrackNumber"].value = 2
        row = f.create.Sequence("sound")
        row.components.append(filler(50))
        row.components.append(inner.create_source_clip(inner_slot.slot_id, start=20, length=50, media_kind="sound"))
        second.segment = row

        events = f.create.EventMobSlot()
        events["EditRate"].value = RATE
        events["SlotID"].value = 1000
        main.slots.append(events)
        notes = f.create.Sequence("DescriptiveMetadata")
        marker = f.create.DescriptiveMarker()
        marker["Position"].value = 77
        marker["Comment"].value = "less piano"
        marker["DescribedSlots"].value = {first.slot_id}
        notes.components.append(marker)
        events.segment = notes


main()
