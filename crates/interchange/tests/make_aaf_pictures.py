"""Makes AAFs of picture with pyaaf2: `make_aaf_pictures.py clips|stack FILE`. What is in them is told by `made_aaf.rs`."""

import sys

import aaf2
from aaf2 import auid

RATE = 25


def master(f, name):
    tape = f.create.SourceMob()
    tape.name = name + " tape"
    tape.descriptor = f.create.TapeDescriptor()
    f.content.mobs.append(tape)
    slot = tape.create_timeline_slot(RATE)
    slot.segment = f.create.SourceClip(length=9000, media_kind="picture")
    mob = f.create.MasterMob(name)
    f.content.mobs.append(mob)
    own = mob.create_timeline_slot(RATE)
    own.segment = tape.create_source_clip(slot.slot_id, start=0, length=240, media_kind="picture")
    return mob


def definition(f, name, id, warp=False):
    known = f.create.OperationDef(auid.AUID(id), name)
    known.media_kind = "picture"
    known["NumberInputs"].value = -1
    known["IsTimeWarp"].value = warp
    known["Bypass"].value = 0
    known["OperationCategory"].value = "OperationCategory_Effect"
    f.dictionary.register_def(known)
    return known


def stack(f):
    stacking = definition(f, "Submaster", "11111111-2222-3333-4444-555555555501")
    title = definition(f, "Title_2", "11111111-2222-3333-4444-555555555502")
    motion = definition(f, "Motion Control", "11111111-2222-3333-4444-555555555503", True)
    pier, gull, card = master(f, "Pier"), master(f, "Gull"), master(f, "Card")
    reel = f.create.CompositionMob("Reel")
    reel.usage = "Usage_TopLevel"
    f.content.mobs.append(reel)
    code = reel.create_timeline_slot(RATE)
    code.segment = f.create.Timecode(RATE, drop=False)
    code.segment.start = 90000
    code.segment.length = 100

    def clip(mob, start, length):
        return mob.create_source_clip(mob.slots[0].slot_id, start=start, length=length, media_kind="picture")

    def row(*parts):
        sequence = f.create.Sequence("picture")
        for part in parts:
            sequence.components.append(part)
        return sequence

    def seen(length):
        through = f.create.ScopeReference("picture", length)
        through["RelativeScope"].value = 1
        through["RelativeSlot"].value = 1
        return through

    def effect(known, length, *inputs):
        group = f.create.OperationGroup(known, length)
        group.media_kind = "picture"
        for one in inputs:
            group.segments.append(one)
        return group

    slot = reel.create_timeline_slot(RATE)
    slot.segment = row(
        effect(stacking, 40, row(clip(pier, 10, 40)), row(seen(10), clip(gull, 50, 15), seen(15))),
        effect(title, 20, row(seen(20)), clip(card, 0, 20)),
        effect(motion, 30, row(clip(pier, 99, 1))),
    )


def main():
    with aaf2.open(sys.argv[2], "w") as f:
        if sys.argv[1] == "clips":
            master(f, "Pier take 2")
        else:
            stack(f)


main()
