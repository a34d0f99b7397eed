"""Makes the animatic of the sample episode 1x04 "Rising Tide": picture, scenes and hits.

    pip install pycairo
    python3 make.py            # rising-tide.webm, rising-tide.csv, rising-tide-hits.csv
    python3 make.py --still DIR # a PNG from the middle of each shot

Needs ffmpeg with libvpx and a free mono and sans font (DejaVu). Drawn for this project; nothing is taken from elsewhere.
"""

import csv
import subprocess
import sys
from pathlib import Path

import cairo

import roads
import rooms
import water
from brush import H, W, label, vignette

HERE = Path(__file__).parent
RATE = "24000/1001"
BASE = 24  # labels a second at 23.976 NDF
START = 3600 * BASE

# number, slugline, synopsis, moods, intensity, characters, shots as (painter, frames), hits as (shot, seconds, label)
SCENES = [
    ("19", "EXT. HARBOUR TOWN – DAWN", "Mara walks the quay before anyone is up.", "calm;hopeful", 3, "Mara",
     [(water.harbour, 20 * 24)], [(0, 7.0, "title")]),
    ("20", "INT. KITCHEN – DAY", "An argument about the letter. The cup goes over the edge.", "tense;bitter", 6, "Mara;Jun",
     [(rooms.kitchen_wide, 12 * 24), (rooms.kitchen_mara, 8 * 24), (rooms.kitchen_jun, 6 * 24 + 12), (rooms.kitchen_cup, 6 * 24)],
     [(3, 3.0, "cup breaks")]),
    ("21", "INT. CAR – DUSK", "Silence all the way to the coast. Neither says sorry.", "regret;silence", 2, "Mara;Jun",
     [(roads.car_road, 12 * 24), (roads.car_jun, 8 * 24), (roads.car_mara, 7 * 24 + 12)], []),
    ("22", "EXT. PIER – DUSK", "She comes to him after all. First kiss.", "hopeful;bittersweet;romantic", 9, "Mara;Jun",
     [(water.pier_wide, 16 * 24), (water.pier_hands, 8 * 24), (water.pier_faces, 10 * 24), (water.pier_wave, 5 * 24), (water.pier_kiss, 9 * 24)],
     [(1, 4.0, "her hand"), (3, 2.0, "wave breaks"), (4, 3.0, "first kiss")]),
    ("23", "INT. MARA'S FLAT – NIGHT", "Alone with the city. A message from Jun: he leaves tonight.", "longing;reflective", 4, "Mara",
     [(rooms.flat_wide, 10 * 24), (rooms.flat_face, 10 * 24), (rooms.flat_dark, 8 * 24)],
     [(1, 3.0, "message"), (2, 4.0, "light out")]),
    ("24", "EXT. STATION PLATFORM – NIGHT", "Rain. The train goes without him.", "lonely;melancholy", 5, "Jun;Station Guard",
     [(roads.platform_wide, 12 * 24), (roads.platform_leaves, 14 * 24)], [(1, 3.0, "train pulls out")]),
    ("25", "EXT. ROOFTOP – BEFORE DAWN", "Dana's words come back to her. She sees the sea, and runs.", "restless;hopeful", 7, "Mara;Dana",
     [(roads.rooftop, 18 * 24)], [(0, 14.0, "she runs")]),
    ("26", "EXT. SHORE – DAWN", "They meet where the tide turns.", "triumphant;uplifting;romantic", 10, "Mara;Jun",
     [(water.shore_wide, 14 * 24), (water.shore_embrace, 8 * 24), (water.shore_end, 12 * 24)],
     [(0, 6.0, "sun breaks"), (0, 12.5, "they meet"), (2, 2.5, "end title")]),
]


def timecode(frame):
    seconds, frames = divmod(START + frame, BASE)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"


def cutting():
    """Each shot as (painter, first frame, frames, scene's words), in order."""
    frame = 0
    for number, slugline, *_, takes, _ in SCENES:
        for painter, frames in takes:
            yield painter, frame, frames, f"{number} {slugline}"
            frame += frames


def draw(painter, frames, index, words, frame):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, W, H)
    c = cairo.Context(surface)
    painter(c, index / max(frames - 1, 1), index / BASE)
    c.identity_matrix()
    c.reset_clip()
    vignette(c)
    label(c, timecode(frame), 10, H - 10, mono=True)
    label(c, words, W - 10, H - 10, align="right", size=12)
    surface.flush()
    return surface


def write_lists():
    frame = 0
    with open(HERE / "rising-tide.csv", "w", newline="", encoding="utf-8") as scenes, \
            open(HERE / "rising-tide-hits.csv", "w", newline="", encoding="utf-8") as hits:
        scenes, hits = csv.writer(scenes, lineterminator="\n"), csv.writer(hits, lineterminator="\n")
        scenes.writerow(["number", "slugline", "in", "out", "synopsis", "moods", "intensity", "characters"])
        hits.writerow(["at", "label", "scene"])
        for number, slugline, synopsis, moods, intensity, characters, takes, marks in SCENES:
            starts = [frame + sum(frames for _, frames in takes[:index]) for index in range(len(takes) + 1)]
            scenes.writerow([number, slugline, timecode(frame), timecode(starts[-1]), synopsis, moods, intensity, characters])
            for shot, seconds, words in marks:
                hits.writerow([timecode(starts[shot] + round(seconds * BASE)), words, number])
            frame = starts[-1]


def write_picture():
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{W}x{H}", "-r", RATE,
               "-i", "pipe:0", "-an", "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-pix_fmt", "yuv420p",
               "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
               "-c:v", "libvpx-vp9", "-crf", "36", "-b:v", "0", "-g", "24", "-keyint_min", "24", "-deadline", "good",
               "-cpu-used", "3", "-row-mt", "1", "-threads", "2", "-fflags", "+bitexact", "-flags:v", "+bitexact",
               "-metadata", "title=My Heart 1x04 Rising Tide, animatic", str(HERE / "rising-tide.webm")]
    command.remove("-nostdin")
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    for painter, first, frames, words in cutting():
        for index in range(frames):
            encoder.stdin.write(draw(painter, frames, index, words, first + index).get_data())
    encoder.stdin.close()
    if encoder.wait() != 0:
        sys.exit("ffmpeg failed")


def write_stills(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for painter, first, frames, words in cutting():
        for share in (0.5, 0.85):
            index = int(frames * share)
            name = f"{first:05}-{painter.__name__}-{int(share * 100)}.png"
            draw(painter, frames, index, words, first + index).write_to_png(str(folder / name))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--still"]:
        write_stills(Path(sys.argv[2]))
    else:
        write_lists()
        write_picture()
