//! Damaged files: every reader is fed with changed ones, always the same ones, and never breaks. Coverage-guided, the
//! targets in `fuzz/` do it for longer.

use std::path::Path;
use std::time::Instant;

use interchange::timeline::{Hints, READERS, ReadError, read_as, read_timeline};
use timebase::FrameRate;

const SEEDS: &[&str] = &[
    "TITLE: x\nFCM: NON-DROP FRAME\n001  AX V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n001  BX AA/V D 010 00:00:08:08 00:00:08:18 01:00:00:00 01:00:00:10\n* TO CLIP NAME: Spark é\nM2   BX  -25.0  00:00:08:08\nAUD 3 4\n* LOC: 01:00:00:01 RED Hit\n* A2 VOL = +3.0 DB\n* PATCH BX: FROM SOURCE 2 TO RECORD 2\nSPLIT: AUDIO DELAY= 00:00:00:05\n* Number  Color   Marker Name  Start TC    End TC      Duration    Track  Part        Comment\n*      1  White   DANA  01:02:12:00                         V1                 Phone\n>>> SOURCE AX AX 060a2b34\n* SOURCE FILE: a.wav\n",
    "001  001 V C 23:59:59:00 00:00:00:01 23:59:59:00 00:00:00:00\nnote |C:ResolveColorBlue |M:Hit |D:25\n",
    "SESSION NAME:\tEP\nSAMPLE RATE:\t48000.000000\nSESSION START TIMECODE:\t00:59:50:00\nTIMECODE FORMAT:\t25 Frame\n\nT R A C K  L I S T I N G\nTRACK NAME:\tMX (Stereo)\nCOMMENTS:\ta\nb\nSTATE: Muted\nCHANNEL \tEVENT   \tCLIP NAME \tSTART TIME \tEND TIME \tDURATION \tSTATE\n1 \t1 \tSpark.L \t01:00:00:00\t01:00:05:00\t00:00:05:00\tUnmuted\n1 \t2 \tX \t6|1| 000\t13|3| 480\t-\tMuted\n1 \t3 \tX \t37+08.60\t0:25.025\t-\tMuted\n\nM A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tTRACK NAME\tTRACK TYPE\tCOMMENTS\n1   \t11|1| 000  \t480000            \tSamples  \tHit                              \tMX\tTrack\tDoor\n more\n",
    "Dana\t01:00:10:00\tV1\tred\tless piano\t25\nBen\t50\tA6\tcyan\t\t1\n",
    "#,Name,Start,End,Length,Color\nR1,\"Verse, one\",0:05.000,0:10.500,0:05.500,FF0000\nM1,Hit,01:00:00:00,,12,\n",
    "Heading\nFIELD_DELIM\tTABS\nFPS\t25\n\nColumn\nName\tTape\tStart\tEnd\tTracks\n\nData\nSpark\tA001\t01:00:00:00\t01:00:10:00\tVA1A2\n",
    "CHAPTER01=00:00:01.500\nCHAPTER01NAME=One\n",
    ";FFMETADATA1\ntitle=x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=90500\ntitle=A\\=b\n",
    "<Chapters><EditionEntry><ChapterAtom><ChapterTimeStart>00:00:01.5</ChapterTimeStart><ChapterDisplay><ChapterString>A &amp; b</ChapterString></ChapterDisplay></ChapterAtom></EditionEntry></Chapters>",
    "1\n00:00:01,000 --> 00:00:02,500\n<i>MARY: Come in</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n♪ la ♪\n",
    "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.500\n<v Mary>Come in &amp; sit</v>\n",
    "0:00:01.000,0:00:02.500\nCome in.\n",
    "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\nDialogue: 0,0:00:01.00,0:00:02.50,D,,{\\an8}Come, in\n",
    "Title: x\n\n# Act\n\nINT. BAR - NIGHT #2A#\n\n= Who\n\nThe jukebox plays “Blue Moon”. [[note\nmore]]\n\n/* out */\nMARA ^\n(quietly)\n~la la\n\nCUT TO:\n",
    "<FinalDraft><Content><Paragraph Number=\"1\" Type=\"Scene Heading\"><SceneProperties Length=\"1 3/8\" Page=\"2\"/><Text>INT. BAR </Text><Text>- NIGHT &amp; DAY</Text></Paragraph><Paragraph><DualDialogue><Paragraph Type=\"Character\"><Text>JUN</Text></Paragraph></DualDialogue></Paragraph></Content></FinalDraft>",
];

/// Pieces that readers look for.
const PIECES: &[&str] = &[
    "\t",
    "\n",
    "\r",
    "\r\n\r\n",
    ":",
    ";",
    "00:00:00:00",
    "99:99:99:99",
    "-1",
    "9223372036854775807",
    "0",
    "|",
    "+",
    "-->",
    "[[",
    "]]",
    "/*",
    "*/",
    "<",
    ">",
    "&",
    "&#0;",
    "]]>",
    "<!--",
    "\u{feff}",
    "é",
    "♪",
    "\u{2028}",
    "#",
    ".",
    "=",
    "AA/V",
    "M2 AX 000.0",
    "|C:",
    "TRACK NAME:\t",
    "INT. ",
    "<Paragraph>",
    "</Paragraph>",
    "\0",
    "(",
    "{",
    "\\",
];

/// Numbers that follow each other the same way each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % most.max(1) as u64).unwrap_or(0)
    }
}

fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            2 => {
                let end = (at + dice.below(80)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, again);
            }
            3 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap_or(0),
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

/// A reader's own fault is caught and told in these words: it must never be.
fn is_fault(error: &ReadError) -> bool {
    matches!(error, ReadError::Damaged { reason, .. } if reason.contains("as it should be"))
}

#[test]
fn no_damage_breaks_a_reader() {
    let rounds: usize = std::env::var("NEEDLEDROP_DAMAGED").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    let mut dice = Dice(20_261_129);
    let mut seeds: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).collect();
    if let Some(folder) = std::env::var_os("NEEDLEDROP_SAMPLES") {
        for part in ["edl", "protools", "markers", "subtitles", "script"] {
            let entries = std::fs::read_dir(Path::new(&folder).join(part)).into_iter().flatten().flatten();
            seeds
                .extend(entries.filter_map(|entry| std::fs::read(entry.path()).ok()).filter(|seed| seed.len() < 8_192));
        }
    }
    for seed in &seeds {
        for _ in 0..rounds {
            let bytes = changed(seed, &mut dice);
            let start = Instant::now();
            let mut tried = vec![read_timeline(&bytes, &Hints::default())];
            for reader in READERS.iter().filter(|reader| !matches!(reader.id, "aaf" | "otio" | "fcpxml" | "xmeml")) {
                tried.push(read_as(reader.id, &bytes, &Hints { rate: Some(FrameRate::F29_97Drop) }));
            }
            for read in tried {
                match read {
                    Ok(timeline) => {
                        assert!(timeline.events.iter().all(|event| event.track < timeline.tracks.len()));
                        if let Some(counting) = timeline.counting() {
                            let ends = timeline.events.iter().map(|event| event.record.to);
                            let last = ends
                                .chain(timeline.markers.iter().map(|marker| marker.at))
                                .map(|time| time.position(counting));
                            assert!(last.max().is_none_or(|last| last.0 <= 1 << 62));
                        }
                    }
                    Err(error) => assert!(!is_fault(&error), "{}", String::from_utf8_lossy(&bytes)),
                }
            }
            assert!(start.elapsed().as_secs() < 5, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
