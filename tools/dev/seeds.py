#!/usr/bin/env python3
"""Makes what a fuzz target begins with: small files by ffmpeg, and texts. `seeds.py TARGET FOLDER`."""

import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

TAGS = ["-metadata", "title=Spark", "-metadata", "artist=Ann", "-metadata", "date=2019", "-metadata", "genre=Folk"]

# File name and the arguments that make it, by target.
SOUND = {
    "wav": [
        ("pcm.wav", "-c:a pcm_s16le"),
        ("float.wav", "-c:a pcm_f32le"),
        ("wide.wav", "-c:a pcm_s24le -rf64 always"),
        ("alaw.wav", "-c:a pcm_alaw"),
        ("adpcm.wav", "-c:a adpcm_ms"),
        ("ima.wav", "-c:a adpcm_ima_wav"),
    ],
    "aiff": [("pcm.aiff", "-c:a pcm_s16be -write_id3v2 1"), ("law.aiff", "-c:a pcm_mulaw")],
    "caf": [("pcm.caf", "-c:a pcm_s16be"), ("alac.caf", "-c:a alac"), ("aac.caf", "-c:a aac")],
    "flac": [("a.flac", "-c:a flac"), ("b.flac", "-c:a flac -sample_fmt s32")],
    "ogg": [
        ("a.ogg", "-c:a libvorbis"),
        ("a.opus", "-c:a libopus"),
        ("a.oga", "-c:a flac -f ogg"),
    ],
    "mp3": [
        ("a.mp3", "-c:a libmp3lame -b:a 64k -write_id3v1 1"),
        ("v.mp3", "-c:a libmp3lame -q:a 7"),
        ("p.mp3", "-c:a libmp3lame -b:a 32k -write_xing 0 -id3v2_version 0"),
    ],
    "aac": [("a.aac", "-c:a aac -b:a 48k")],
    "mp4": [
        ("a.m4a", "-c:a aac -b:a 48k"),
        ("fast.m4a", "-c:a aac -b:a 48k -movflags +faststart"),
        ("alac.m4a", "-c:a alac"),
        ("flac.mp4", "-c:a flac -strict -2"),
        ("opus.mp4", "-c:a libopus -strict -2"),
        ("dash.mp4", "-c:a aac -movflags +dash+frag_keyframe -frag_duration 100000"),
        ("ismv.mp4", "-c:a aac -f ismv -frag_duration 100000"),
    ],
}
MOVIE = [
    ("a.mov", "-c:v mpeg4 -timecode 01:00:00:00 -c:a pcm_s16le"),
    ("a.mp4", "-c:v mpeg4 -c:a aac -b:a 48k"),
    ("a.mkv", "-c:v mpeg4 -c:a flac"),
    ("a.webm", "-c:v libvpx -b:v 50k -c:a libopus"),
    ("a.mxf", "-c:v mpeg2video -c:a pcm_s16le -ar 48000"),
    ("a.avi", "-c:v mpeg4 -c:a libmp3lame"),
]
# Targets that are given the inside of such files.
INSIDE = {"id3": ["mp3"], "tail_tags": ["mp3"], "comments": ["flac"], "ilst": ["mp4"], "chunks": ["wav"]}

TEXTS = {
    "scenes": ["number,slugline,in,out,moods,intensity,characters\n22A,INT. HARBOUR,01:00:00:00,01:00:10:00,sad,7,Mara\n"],
    "catalogue": ["Title;Artist;Writer;Share;ISRC\nSpark;Ann;Ben;50%;NOUM71900421\n", "title,publisher\n\"a\",\"b\"\n"],
    "edl": [
        "TITLE: x\nFCM: NON-DROP FRAME\n001  AX V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n001  BX AA/V D 010 00:00:08:08 00:00:08:18 01:00:00:00 01:00:00:10\n* TO CLIP NAME: Spark\nM2   BX  -25.0  00:00:08:08\nAUD 3 4\n* LOC: 01:00:00:01 RED Hit\n* A2 VOL = +3.0 DB\nSPLIT: AUDIO DELAY= 00:00:00:05\n",
        "001  001 V C 01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01\nnote |C:ResolveColorBlue |M:Hit |D:25\n>>> SOURCE AX AX 060a2b34\n* SOURCE FILE: a.wav\n",
    ],
    "session_text": ["SESSION NAME:\tEP\nSAMPLE RATE:\t48000.000000\nSESSION START TIMECODE:\t00:59:50:00\nTIMECODE FORMAT:\t25 Frame\n\nT R A C K  L I S T I N G\nTRACK NAME:\tMX (Stereo)\nCOMMENTS:\ta\nb\nSTATE: Muted\nCHANNEL \tEVENT   \tCLIP NAME \tSTART TIME \tEND TIME \tDURATION \tSTATE\n1 \t1 \tSpark.L \t01:00:00:00\t01:00:05:00\t00:00:05:00\tUnmuted\n\nM A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS\n1   \t01:00:00:00  \t480000            \tSamples  \tHit                              \tDoor\n"],
    "ale": [
        "Heading\nFIELD_DELIM\tTABS\nFPS\t25\n\nColumn\nName\tTape\tStart\tEnd\tTracks\n\nData\nSpark\tA001\t01:00:00:00\t01:00:10:00\tVA1A2\n",
    ],
    "markers": [
        "Dana\t01:00:10:00\tV1\tred\tless piano\t25\nBen\t50\tA6\tcyan\t\t1\n",
        "#,Name,Start,End,Length,Color\nR1,\"Verse, one\",0:05.000,0:10.500,0:05.500,FF0000\n",
    ],
    "reaper": [
        "<REAPER_PROJECT 0.1 \"7.0\" 0\n  PROJOFFS 3600.0 0 0\n  MARKER 1 0.4 \"1M01 Dana: less piano [nd:note]\" 0 0 1\n  MARKER 2 1 Rain 1 0 1\n  MARKER 2 2 \"\" 1\n  <TRACK\n    NAME \"Songs\"\n    VOLPAN 0.5 0 -1 -1 1\n    MUTESOLO 0 0 0\n    ISBUS 1 1\n    NCHAN 2\n    <ITEM\n      POSITION 20\n      LENGTH 40\n      FADEIN 1 0.48 0 1 0 0 0\n      FADEOUT 5 0.96 1 5 0 0 0\n      MUTE 0 0\n      NAME '1M02 Spark [nd:3K9X0A7B2QF]'\n      VOLPAN 1 0 0.47 -1\n      SOFFS 1.92\n      PLAYRATE 1.5 1 0\n      <SOURCE SECTION\n        STARTPOS 4\n        <SOURCE WAVE\n          FILE \"a b.wav\" 1\n        >\n      >\n      TAKE SEL\n      NAME two\n      <SOURCE MIDI\n        HASDATA 1 960 QN\n      >\n    >\n  >\n>\n",
    ],
    "chapters": [
        "CHAPTER01=00:00:01.500\nCHAPTER01NAME=One\n",
        ";FFMETADATA1\ntitle=x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=90500\ntitle=A\\=b\n",
        "<Chapters><EditionEntry><ChapterAtom><ChapterTimeStart>00:00:01.5</ChapterTimeStart><ChapterDisplay><ChapterString>A &amp; b</ChapterString></ChapterDisplay></ChapterAtom></EditionEntry></Chapters>",
    ],
    "subtitles": [
        "1\n00:00:01,000 --> 00:00:02,500\n<i>MARY: Come in</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n",
        "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.500\n<v Mary>Come in &amp; sit</v>\n",
        "0:00:01.000,0:00:02.500\nCome in.\n",
        "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\nDialogue: 0,0:00:01.00,0:00:02.50,D,,{\\an8}Come, in\n",
    ],
    "fountain": [
        "Title: x\n\n# Act\n\nINT. BAR - NIGHT #2A#\n\n= Who\n\nThe jukebox plays \"Blue Moon\". [[note\nmore]]\n\n/* out */\nMARA ^\n(quietly)\n~la la\n\nCUT TO:\n",
    ],
    "fdx": [
        '<FinalDraft><Content><Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="1 3/8" Page="2"/><Text>INT. BAR </Text><Text>- NIGHT &amp; DAY</Text></Paragraph><Paragraph><DualDialogue><Paragraph Type="Character"><Text>JUN</Text></Paragraph></DualDialogue></Paragraph></Content></FinalDraft>',
    ],
    "profile": ['{"id":"x","name":"X"}'],
    "letter": ["Dear {{ licensor.name }},\n\n{% for right in rights %}* {{ right.title }}\n{% endfor %}"],
    "sheet_template": ["#let data = json(sys.inputs.data)\n= Title\n"],
    "logo": ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L9 9"/></svg>'],
    "edits": [
        '{"type":"addParty","set":{"kind":"company","name":"Harbour"}}',
        '{"type":"removePlacements","placements":[1]}',
    ],
    "reply": [
        '{"needledropReply":1,"about":"","payload":"{\\"package\\":\\"1f\\",\\"reviewer\\":1,\\"answers\\":[]}","signature":"'
        + "A" * 43
        + '"}',
        '{"package":"1f","reviewer":1,"savedAt":"2026-11-29T10:00:00Z","answers":[{"type":"note","key":"kkkkkkkkkkkkkkkkkkkkkk",'
        '"at":"2026-11-29T10:00:00Z","cue":1,"from":1,"until":2,"body":"a","drawing":[{"shape":"line","points":[[0,0],[1,1]]}]}]}',
        "Hi\n-----BEGIN NEEDLEDROP REPLY-----\ne30\n-----END NEEDLEDROP REPLY-----\n",
    ],
    "otio": [
        '{"OTIO_SCHEMA":"Timeline.1","name":"Cut","global_start_time":{"OTIO_SCHEMA":"RationalTime.1","rate":24,"value":86400},'
        '"tracks":{"OTIO_SCHEMA":"Stack.1","markers":[{"OTIO_SCHEMA":"Marker.2","name":"hit","color":"RED","comment":"x",'
        '"marked_range":{"start_time":{"rate":24,"value":9},"duration":{"rate":24,"value":1}}}],"children":[{"OTIO_SCHEMA":"Track.1",'
        '"kind":"Audio","children":[{"OTIO_SCHEMA":"Gap.1","source_range":{"start_time":{"rate":24,"value":0},"duration":{"rate":24,'
        '"value":NaN}}},{"OTIO_SCHEMA":"Transition.1","in_offset":{"rate":24,"value":5},"out_offset":{"rate":24,"value":5}},'
        '{"OTIO_SCHEMA":"Clip.2","name":"Spark","effects":[{"OTIO_SCHEMA":"LinearTimeWarp.1","time_scalar":0.5}],'
        '"media_references":{"DEFAULT_MEDIA":{"OTIO_SCHEMA":"ExternalReference.1","target_url":"file:///a.wav"}},'
        '"source_range":{"start_time":{"rate":24,"value":3},"duration":{"rate":24,"value":50}}}]}]}}'
    ],
    "fcpxml": [
        '<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.10"><resources><format id="r1" frameDuration="1001/30000s"/>'
        '<asset id="r2" name="a" start="0s" duration="100s" hasAudio="1"><media-rep src="file:///a.wav"/></asset><media id="r3" '
        'name="c"><sequence format="r1" tcStart="0s"><spine><ref-clip ref="r3" offset="0s" duration="9s"/></spine></sequence>'
        '</media></resources><project name="p"><sequence format="r1" tcStart="3600s" tcFormat="DF"><spine><gap offset="3600s" '
        'duration="50s"><asset-clip ref="r2" lane="-1" offset="1s" start="2s" duration="9s"><adjust-volume amount="-6dB"/>'
        '<timeMap><timept time="0s" value="0s"/><timept time="9s" value="18s"/></timeMap><marker start="3s" value="m"/>'
        '</asset-clip></gap><transition offset="3650s" duration="1s"/><ref-clip ref="r3" offset="3650s" duration="5s"/></spine>'
        "</sequence></project></fcpxml>"
    ],
    "xmeml": [
        '<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="5"><sequence id="s"><name>c</name><duration>90</duration><rate>'
        "<timebase>30</timebase><ntsc>TRUE</ntsc></rate><timecode><string>01:00:00;00</string><displayformat>DF</displayformat>"
        "</timecode><media><audio><track><transitionitem><start>0</start><end>9</end><alignment>start-black</alignment>"
        '</transitionitem><clipitem id="a"><name>Spark</name><start>-1</start><end>60</end><in>5</in><out>65</out><file id="f">'
        "<pathurl>file://localhost/a.wav</pathurl></file><filter><effect><effectid>audiolevels</effectid><parameter>"
        "<parameterid>level</parameterid><value>0.5</value></parameter></effect></filter><marker><in>9</in><out>-1</out></marker>"
        '</clipitem><clipitem id="b"><start>60</start><end>80</end><in>0</in><sequence id="s"/></clipitem></track></audio></media>'
        "</sequence></xmeml>"
    ],
    "show": [],
}


def ffmpeg(arguments: str, path: pathlib.Path, tags: bool = True) -> bytes | None:
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=440:duration=0.4:sample_rate=44100", "-ac", "2"]
    made = subprocess.run([*command, *arguments.split(), *(TAGS if tags else []), str(path)], capture_output=True)
    return path.read_bytes() if made.returncode == 0 else None


def movie(arguments: str, path: pathlib.Path) -> None:
    picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=0.4"]
    sound = ["-f", "lavfi", "-i", "sine=440:duration=0.4:sample_rate=48000"]
    command = ["ffmpeg", "-v", "error", "-y", *picture, *sound, *arguments.split(), str(path)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        path.unlink(missing_ok=True)


def unpacked(book: bytes) -> bytes:
    """The parts of a workbook, each its name, a line feed and its content, divided by zeros."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return b"\0".join(name.encode() + b"\n" + parts.read(name) for name in parts.namelist())


def society_workbook() -> bytes | None:
    """The workbook that the tests of `deliver` fill, where openpyxl is at hand."""
    script = pathlib.Path(__file__).parents[2] / "crates/deliver/tests/common/workbook.py"
    interpreter = os.environ.get("NEEDLEDROP_PYTHON", "python3")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "template.xlsx"
        made = subprocess.run([interpreter, str(script), str(path), "cached"], capture_output=True)
        return path.read_bytes() if made.returncode == 0 else None


def inside(target: str, data: bytes) -> bytes:
    """The part of a file that a target of tags is given."""
    if target == "id3":
        return data[3:600]
    if target == "chunks":
        return data[12:60] + data[-200:]
    if target == "comments":
        at = data.find(b"Lavf")
        return data[at - 4 : at + 300]
    if target == "ilst":
        at = data.find(b"ilst")
        return data[at + 4 : at + 400]
    return data[-400:]


def workbook() -> bytes:
    out = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        cells = "".join(f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
                        for row, texts in ((1, ("Title", "Writer")), (2, ("Spark", "Ann"))) for column, text in zip("AB", texts))
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    return out.getvalue()


def aaf(seed: pathlib.Path) -> None:
    """An AAF by pyaaf2, where it is there."""
    python = os.environ.get("NEEDLEDROP_PYTHON", sys.executable)
    script = pathlib.Path(__file__).parents[2] / "crates/interchange/tests/make_aaf.py"
    subprocess.run([python, script, seed], check=False)


def main() -> None:
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for kind in INSIDE.get(target, [target]):
        for name, arguments in SOUND.get(kind, []):
            seed = folder / f"seed-{name}"
            if seed.exists():
                continue
            made = ffmpeg(arguments, seed)
            if made is not None and target in INSIDE:
                seed.write_bytes(inside(target, made))
    for number, text in enumerate(TEXTS.get(target, [])):
        (folder / f"seed-{number}.txt").write_text(text)
    if target in ("catalogue", "scenes"):
        (folder / "seed.xlsx").write_bytes(workbook())
    if target == "parts":
        (folder / "seed.parts").write_bytes(unpacked(workbook()))
    if target == "workbook" and (book := society_workbook()) is not None:
        (folder / "seed.parts").write_bytes(unpacked(book))
    if target == "aaf":
        aaf(folder / "seed.aaf")
    if target == "otioz":
        with zipfile.ZipFile(folder / "seed.otioz", "w") as bundle:
            bundle.writestr("content.otio", TEXTS["otio"][0])
            bundle.writestr("version.txt", "1.0.0")
    if target == "movie":
        for name, arguments in MOVIE:
            if not (folder / f"seed-{name}").exists():
                movie(arguments, folder / f"seed-{name}")


main()
