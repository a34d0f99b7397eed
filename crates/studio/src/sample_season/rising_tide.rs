//! Episode 4, Rising Tide: the one with a picture, and a cue in every state.

use model::{CueKind, LaneKind, ThemeRole, Voice};

use super::story::{APPROVED, CHANGES, MUSIC, REJECTED, Spotted, Take, take};

/// Its cues, in the order of the picture.
pub(super) const CUES: [Spotted; 9] = [
    Spotted {
        title: "Main title",
        scene: 0,
        offset: 1,
        length: 14,
        role: ThemeRole::MainTitle,
        theme: Some(1),
        takes: &[Take { song: "Rising Tide", from: 0, gain: -300, fades: (1, 25), verdict: APPROVED }],
        ..MUSIC
    },
    Spotted {
        title: "Kitchen radio",
        brief: "On the windowsill, a little too cheerful for the argument.",
        kind: CueKind::Source,
        lane: LaneKind::Source,
        scene: 0,
        offset: 13,
        length: 16,
        voice: Voice::Vocal,
        theme: Some(1),
        takes: &[Take { song: "First Spark", from: 20, gain: -1400, fades: (10, 15), verdict: APPROVED }],
        ..MUSIC
    },
    Spotted {
        title: "After the door",
        brief: "Low, under the silence in the car. No melody before she looks back.",
        scene: 1,
        offset: 2,
        length: 24,
        lane: LaneKind::Score,
        theme: Some(0),
        takes: &[Take { song: "Heart's Compass", from: 0, gain: -800, fades: (15, 40), verdict: None }],
        notes: &[(Some(9), "Dana", "Hold the first chord until the indicator stops.")],
        ..MUSIC
    },
    Spotted {
        title: "First kiss on the pier",
        brief: "Hope with a bruise under it; the sea answers on the second phrase.",
        scene: 2,
        offset: 3,
        length: 34,
        voice: Voice::Vocal,
        theme: Some(0),
        takes: &[
            Take { song: "Silent Echoes", from: 12, gain: -600, fades: (5, 30), verdict: APPROVED },
            Take { song: "Endless Horizon", from: 8, gain: -500, fades: (5, 30), verdict: None },
            Take { song: "Heart's Compass", from: 10, gain: -300, fades: (10, 30), verdict: REJECTED },
        ],
        notes: &[
            (Some(6), "Dana", "Start on her hand, not on the cut. Let the wave land on the downbeat."),
            (None, "Priya", "B is lovely, but we used them in episode 5."),
        ],
        ..MUSIC
    },
    Spotted {
        title: "Mara’s flat",
        brief: "Her theme, alone.",
        scene: 3,
        offset: 4,
        length: 22,
        lane: LaneKind::Score,
        theme: Some(0),
        takes: &[take("Heart's Compass", 24, -500, CHANGES)],
        notes: &[(Some(12), "Dana", "Too sweet here. Can it stop when she puts the letter down?")],
        ..MUSIC
    },
    Spotted { title: "The letter", brief: "Something very small. One instrument.", scene: 3, offset: 27, ..MUSIC },
    Spotted {
        title: "Record player",
        kind: CueKind::Source,
        lane: LaneKind::Source,
        scene: 4,
        offset: 2,
        length: 16,
        voice: Voice::Vocal,
        takes: &[take("First Spark", 40, -1000, REJECTED)],
        notes: &[(None, "Dana", "They would not own this record.")],
        ..MUSIC
    },
    Spotted {
        title: "Rising tide",
        brief: "Both themes at once, for the first time.",
        scene: 5,
        offset: 1,
        length: 30,
        voice: Voice::Vocal,
        theme: Some(1),
        takes: &[take("Rising Tide", 28, -200, None), take("Endless Horizon", 20, -200, None)],
        ..MUSIC
    },
    Spotted {
        title: "End title",
        scene: 6,
        offset: 2,
        length: 26,
        voice: Voice::Vocal,
        role: ThemeRole::EndTitle,
        theme: Some(0),
        takes: &[Take { song: "Endless Horizon", from: 0, gain: -300, fades: (20, 30), verdict: APPROVED }],
        ..MUSIC
    },
];
