//! Episode 4, Rising Tide: the one with a picture, and a cue in every state.

use model::{CueKind, LaneKind, Manner, ThemeRole, Voice};

use super::story::{APPROVED, CHANGES, MUSIC, REJECTED, Spotted, Take, stated, take};

/// Its cues, in the order of the picture; scenes count from 0, the harbour.
pub(super) const CUES: [Spotted; 10] = [
    Spotted {
        title: "Main title",
        scene: 0,
        offset: 6,
        length: 13,
        role: ThemeRole::MainTitle,
        themes: &[stated(1, Manner::Fragment, "the rhythm alone")],
        takes: &[Take { song: "Rising Tide", from: 0, gain: -300, fades: (1, 25), verdict: APPROVED }],
        ..MUSIC
    },
    Spotted {
        title: "Kitchen radio",
        brief: "On the windowsill, a little too cheerful for the argument. Dies with the cup.",
        kind: CueKind::Source,
        lane: LaneKind::Source,
        scene: 1,
        offset: 1,
        length: 28,
        voice: Voice::Vocal,
        themes: &[stated(1, Manner::Full, "through a small loudspeaker")],
        takes: &[Take { song: "First Spark", from: 18, gain: -1400, fades: (10, 2), verdict: APPROVED }],
        ..MUSIC
    },
    Spotted {
        title: "After the door",
        brief: "Low, under the silence in the car. No melody before she looks away.",
        scene: 2,
        offset: 2,
        length: 25,
        lane: LaneKind::Score,
        themes: &[stated(0, Manner::Fragment, "left hand only, no melody")],
        takes: &[Take { song: "Heart's Compass", from: 0, gain: -800, fades: (15, 40), verdict: None }],
        ..MUSIC
    },
    Spotted {
        title: "First kiss on the pier",
        brief: "Hope with a bruise under it; the sea answers on the second phrase.",
        scene: 3,
        offset: 12,
        length: 38,
        voice: Voice::Vocal,
        themes: &[stated(0, Manner::Full, "with a bruise under it")],
        takes: &[
            Take { song: "Silent Echoes", from: 12, gain: -600, fades: (5, 30), verdict: APPROVED },
            Take { song: "Endless Horizon", from: 8, gain: -500, fades: (5, 30), verdict: None },
            Take { song: "Heart's Compass", from: 10, gain: -300, fades: (10, 30), verdict: REJECTED },
        ],
        ..MUSIC
    },
    Spotted {
        title: "Mara’s flat",
        brief: "Her theme, alone.",
        scene: 4,
        offset: 1,
        length: 23,
        lane: LaneKind::Score,
        themes: &[stated(0, Manner::Full, "alone")],
        takes: &[take("Heart's Compass", 24, -500, CHANGES)],
        ..MUSIC
    },
    Spotted {
        title: "Platform",
        brief: "Something very small. One instrument, far away.",
        scene: 5,
        offset: 4,
        ..MUSIC
    },
    Spotted {
        title: "Busker in the underpass",
        brief: "Heard before we see him.",
        kind: CueKind::Source,
        lane: LaneKind::Source,
        scene: 5,
        offset: 10,
        length: 14,
        voice: Voice::Vocal,
        takes: &[take("First Spark", 40, -1000, REJECTED)],
        ..MUSIC
    },
    Spotted {
        title: "She runs",
        brief: "Out of her theme into both.",
        scene: 6,
        offset: 4,
        length: 17,
        lane: LaneKind::Score,
        themes: &[stated(0, Manner::Fragment, "broken off as the doors open")],
        takes: &[take("Heart's Compass", 44, -400, None)],
        ..MUSIC
    },
    Spotted {
        title: "Rising tide",
        brief: "Both themes at once, for the first time.",
        scene: 7,
        offset: 0,
        length: 25,
        voice: Voice::Vocal,
        themes: &[
            stated(1, Manner::Full, "full band"),
            stated(0, Manner::Counterpoint, "above his, for the first time"),
        ],
        takes: &[take("Rising Tide", 28, -200, None), take("Endless Horizon", 20, -200, None)],
        ..MUSIC
    },
    Spotted {
        title: "End title",
        scene: 7,
        offset: 22,
        length: 12,
        voice: Voice::Vocal,
        role: ThemeRole::EndTitle,
        themes: &[stated(0, Manner::Full, "acoustic, at rest")],
        takes: &[Take { song: "Endless Horizon", from: 0, gain: -300, fades: (20, 20), verdict: APPROVED }],
        ..MUSIC
    },
];
