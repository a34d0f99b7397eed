//! The episodes of the sample season with their cues, in the order of the story.

use model::{LaneKind, Manner, ThemeRole, Voice};

use super::story::{APPROVED, CHANGES, Episode, MUSIC, REJECTED, Spotted, stated, take};

/// The season.
pub(super) const EPISODES: [Episode; 5] = [
    Episode {
        number: 1,
        title: "First Spark",
        cut: "Cut 5, locked",
        length: "00:02:40:00",
        has_picture: false,
        scenes: &[
            ("EXT. HARBOUR – MORNING", 50, "bright; curious", 3),
            ("INT. RECORD SHOP – DAY", 70, "playful; warm", 5),
            ("EXT. STREET – EVENING", 40, "hopeful", 6),
        ],
        cues: &[
            Spotted {
                title: "Record shop",
                brief: "The song they both reach for.",
                scene: 1,
                offset: 4,
                length: 52,
                voice: Voice::Vocal,
                themes: &[stated(1, Manner::Full, "guitar and handclaps, on the record player")],
                takes: &[take("First Spark", 0, -400, APPROVED)],
                ..MUSIC
            },
            Spotted {
                title: "End title",
                scene: 2,
                offset: 2,
                length: 36,
                lane: LaneKind::Score,
                role: ThemeRole::EndTitle,
                themes: &[stated(0, Manner::Fragment, "the first phrase, unfinished")],
                takes: &[take("Heart's Compass", 0, -300, APPROVED)],
                ..MUSIC
            },
        ],
    },
    Episode {
        number: 2,
        title: "Silent Echoes",
        cut: "Cut 3, locked",
        length: "00:03:10:00",
        has_picture: false,
        scenes: &[
            ("INT. MARA’S FLAT – NIGHT", 80, "lonely", 4),
            ("INT. TRAIN – NIGHT", 60, "tense; longing", 6),
            ("EXT. PLATFORM – NIGHT", 50, "sad", 7),
        ],
        cues: &[
            Spotted {
                title: "The unsent message",
                scene: 0,
                offset: 20,
                length: 58,
                voice: Voice::Vocal,
                themes: &[stated(0, Manner::Full, "slower, sung under the breath")],
                takes: &[take("Silent Echoes", 6, -600, APPROVED), take("Heart's Compass", 0, -500, REJECTED)],
                ..MUSIC
            },
            Spotted { title: "Platform", brief: "Nothing, until the doors close.", scene: 2, offset: 12, ..MUSIC },
        ],
    },
    Episode {
        number: 3,
        title: "Heart’s Compass",
        cut: "Cut 2",
        length: "00:02:50:00",
        has_picture: false,
        scenes: &[("EXT. DUNES – DAY", 90, "reflective", 3), ("INT. WORKSHOP – DUSK", 80, "tender", 5)],
        cues: &[Spotted {
            title: "Dunes",
            scene: 0,
            offset: 8,
            length: 70,
            lane: LaneKind::Score,
            themes: &[stated(0, Manner::Full, "solo piano")],
            takes: &[take("Heart's Compass", 0, -200, None), take("Endless Horizon", 0, -600, None)],
            ..MUSIC
        }],
    },
    Episode {
        number: 4,
        title: "Rising Tide",
        cut: "Cut 3",
        length: "00:03:54:00",
        has_picture: true,
        scenes: &[],
        cues: &super::rising_tide::CUES,
    },
    Episode {
        number: 5,
        title: "Endless Horizon",
        cut: "Cut 1",
        length: "00:03:20:00",
        has_picture: false,
        scenes: &[("EXT. COAST ROAD – DAY", 110, "bittersweet", 5), ("EXT. PIER – DAWN", 90, "warm; nostalgic", 7)],
        cues: &[Spotted {
            title: "Coast road",
            brief: "The whole song, windows down.",
            scene: 0,
            offset: 10,
            length: 85,
            voice: Voice::Vocal,
            themes: &[stated(0, Manner::Full, "sung out, in the major")],
            takes: &[take("Endless Horizon", 0, -200, CHANGES)],
            notes: &[(Some(30), "Could the chorus arrive with the first sight of the sea?")],
            ..MUSIC
        }],
    },
];
