//! A sheet to try templates over.

use timebase::{Flicks, FrameRate, Frames, Position, Span};

use super::build::sheet;
use super::facts::{Licence, SheetCue, SheetFacts, TrackFacts};
use super::shape::Sheet;
use crate::profile::built_in;

/// A sheet with one cue, as the first profile has it.
pub(crate) fn example() -> Sheet {
    let facts = SheetFacts {
        show: "My Heart".into(),
        company: "Lantern Street Pictures".into(),
        series: model::SeriesFacts::default(),
        episode: model::EpisodeId(1),
        season: 1,
        number: 4,
        name: "1x04".into(),
        title: "Rising Tide".into(),
        episode_facts: model::EpisodeFacts::default(),
        cut: "Cut 3".into(),
        rate: FrameRate::F24,
        start: Frames(86_400),
        length: Flicks::from_seconds(2_538),
        cues: vec![SheetCue {
            id: model::CueId(1),
            number: "1M01".into(),
            title: "Main title".into(),
            scene: "1".into(),
            lane: model::LaneKind::Songs,
            span: Some(Span::new(Position::ZERO, Flicks::from_seconds(31))),
            pieces: Vec::new(),
            usage: model::Usage::default(),
            gain: model::Millibels(0),
            status: model::CueStatus::Waiting,
            track: Some(TrackFacts { title: "Heart's Compass".into(), ..TrackFacts::default() }),
            licence: Licence::default(),
            note: String::new(),
        }],
        carve_outs: Vec::new(),
        reviewed: false,
        date: "2026-11-25".into(),
    };
    let profile = &built_in()[0];
    sheet(&facts, profile)
}
