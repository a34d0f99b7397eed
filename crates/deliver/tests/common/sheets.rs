//! An episode's music with its works, as a sheet is drawn up from.
#![allow(dead_code)]

use std::collections::BTreeMap;

use deliver::letters::{PaperFacts, Right, Spot};
use deliver::profile::Profile;
use deliver::sheet::{CarveOut, Holder, Licence, SheetCue, SheetFacts, TrackFacts, WorkFacts};
use deliver::{Changes, Filed, SheetChange};
use model::{
    Clearance, ClearanceId, CueId, CueKind, CueStatus, EpisodeFacts, EpisodeId, LaneKind, Millibels, Origin, Party,
    PartyId, PartyKind, Perception, SeriesFacts, Settlement, Share, ShareRole, Side, ThemeRole, TrackId, Usage, Voice,
    Work, WorkId, WorkShare, WorkShareId,
};
use timebase::{Flicks, FrameRate, Frames, Position, Span};

pub const RATE: FrameRate = FrameRate::F23_976;

/// A span in frames of the cut.
pub fn frames(start: i64, end: i64) -> Span {
    Span { start: RATE.position(Frames(start)), end: RATE.position(Frames(end)) }
}

pub fn party(id: i64, first_name: &str, name: &str, society: &str, ipi: &str) -> Party {
    let kind = if first_name.is_empty() { PartyKind::Company } else { PartyKind::Person };
    Party {
        id: PartyId(id),
        kind,
        name: name.into(),
        first_name: first_name.into(),
        society: society.into(),
        ipi: ipi.into(),
        ..Party::default()
    }
}

pub fn holder(id: i64, role: ShareRole, percent: i64, party: Party) -> Holder {
    let share = WorkShare {
        id: WorkShareId(id),
        work: WorkId(1),
        party: party.id,
        role,
        share: Share(percent * 10_000),
        territory: "World".into(),
        acts_for: None,
        ordinal: id,
    };
    Holder { share, party }
}

pub fn work(id: i64, title: &str, iswc: &str, holders: Vec<Holder>) -> WorkFacts {
    let work = Work { iswc: iswc.into(), ..Work::new(WorkId(id), title) };
    WorkFacts { work, holders }
}

pub fn track(id: i64, title: &str, artist: &str, work: WorkFacts) -> TrackFacts {
    TrackFacts {
        id: TrackId(id),
        title: title.into(),
        artist: artist.into(),
        label: "Northlight Records".into(),
        isrc: format!("NOUM719{id:05}"),
        work: Some(work),
        ..TrackFacts::default()
    }
}

pub fn cue(id: i64, number: &str, title: &str, span: Span, track: TrackFacts) -> SheetCue {
    SheetCue {
        id: CueId(id),
        number: number.into(),
        title: title.into(),
        scene: "22".into(),
        lane: LaneKind::Songs,
        span: Some(span),
        pieces: Vec::new(),
        usage: Usage { voice: Some(Voice::Instrumental), origin: Some(Origin::Commercial), ..Usage::default() },
        gain: Millibels(-600),
        status: CueStatus::Approved,
        track: Some(track),
        licence: Licence { needed: 2, confirmed: 2 },
        note: String::new(),
    }
}

fn lindqvist() -> Vec<Holder> {
    vec![
        holder(1, ShareRole::Composer, 100, party(1, "R.", "Lindqvist", "STIM", "01372389230")),
        holder(2, ShareRole::OriginalPublisher, 100, party(2, "", "Lantern Street Music", "ASCAP", "00014107338")),
    ]
}

/// A sheet with nothing wrong in the eyes of RapidCue's profile.
pub fn flawless() -> SheetFacts {
    let score = |id: i64, title: &str, iswc| track(id, title, "My Heart Score", work(id, title, iswc, lindqvist()));
    let low = || {
        vec![
            holder(3, ShareRole::ComposerAuthor, 50, party(3, "T.", "Low", "PRS", "01280391067")),
            holder(4, ShareRole::ComposerAuthor, 50, party(4, "A.", "Low", "PRS", "01091707950")),
            holder(5, ShareRole::OriginalPublisher, 100, party(5, "", "Tidal Songs", "PRS", "00000000199")),
        ]
    };
    let spark = track(3, "First Spark", "Paper Lantern Club", work(3, "First Spark", "T9100085652", low()));
    let mut title = cue(1, "4M01", "Main Title Theme", frames(0, 24 * 31), score(1, "Main Title Theme", "T0345246801"));
    title.usage.theme_role = ThemeRole::MainTitle;
    let mut morning =
        cue(2, "4M02", "Kitchen Morning", frames(24 * 130, 24 * 204 + 7), score(2, "Kitchen Morning", "T0000000010"));
    for one in [&mut title, &mut morning] {
        one.usage.origin = Some(Origin::Commissioned);
        one.lane = LaneKind::Score;
    }
    let mut song = cue(3, "4M03", "The meet-cute", frames(24 * 495, 24 * 602 + 11), spark);
    song.usage.voice = Some(Voice::Vocal);
    SheetFacts {
        show: "My Heart".into(),
        company: "Lantern Street Pictures".into(),
        series: SeriesFacts {
            address: "1 Lantern Street".into(),
            prepared_by: "Priya Nair".into(),
            email: "music@lantern.example".into(),
            network: "Harbour TV".into(),
            category: "Series".into(),
            country: "Norway".into(),
            director: "Dana Holt".into(),
            ..SeriesFacts::default()
        },
        episode: EpisodeId(9),
        season: 1,
        number: 4,
        name: "1x04".into(),
        title: "Rising Tide".into(),
        episode_facts: EpisodeFacts { air_date: "2027-01-14".into(), year: "2026".into(), ..EpisodeFacts::default() },
        cut: "Cut 3, locked".into(),
        rate: RATE,
        start: Frames(24 * 3600),
        length: RATE.flicks(Frames(24 * (42 * 60 + 18))),
        cues: vec![title, morning, song],
        carve_outs: Vec::<CarveOut>::new(),
        reviewed: true,
        date: "2026-11-25".into(),
    }
}

/// Cues over the same works at other times: `(number, from frame, to frame)`.
pub fn laid(spans: &[(&str, i64, i64)]) -> SheetFacts {
    let mut facts = flawless();
    let model = facts.cues[2].clone();
    facts.cues = (1..)
        .zip(spans)
        .map(|(id, &(number, start, end))| {
            let mut one = model.clone();
            (one.id, one.number, one.span) = (CueId(id), number.to_owned(), Some(frames(start, end)));
            if let Some(track) = &mut one.track {
                track.id = TrackId(100 + id);
                track.isrc = format!("NOUM719{:05}", 100 + id);
            }
            one
        })
        .collect();
    facts
}

/// What letters and lists are drawn up from: [`flawless`] with a note of each cue, and a line of each work to ask for.
pub fn paper_facts() -> PaperFacts {
    let sheet = flawless();
    let spot = |cue: &SheetCue| Spot {
        kind: CueKind::Music,
        at: cue.span.unwrap().start,
        brief: String::new(),
        themes: Vec::new(),
        notes: vec!["short".into()],
    };
    let right = |id: i64, track: i64| Right {
        line: Clearance {
            party: Some(PartyId(5)),
            ..Clearance::new(ClearanceId(id), TrackId(track), Side::Publishing)
        },
        party: Some(party(5, "", "Tidal Songs", "PRS", "00000000199")),
        options: Vec::new(),
        group: String::new(),
        last: None,
        settlement: Settlement::default(),
    };
    PaperFacts {
        spots: sheet.cues.iter().map(|cue| (cue.id, spot(cue))).collect(),
        sheet,
        currency: "USD".into(),
        scenes: Vec::new(),
        hits: Vec::new(),
        lengths: BTreeMap::new(),
        albums: BTreeMap::new(),
        rights: vec![right(1, 1), right(2, 2), right(3, 3)],
        gaps: BTreeMap::new(),
        budgets: Vec::new(),
    }
}

pub fn seconds(facts: &SheetFacts) -> Flicks {
    facts.cues.iter().filter_map(|cue| cue.span).map(|span| span.length()).sum()
}

pub const ZERO: Position = Position::ZERO;
pub const VISUAL: Perception = Perception::Visual;

/// A document of these changes to a sheet of a profile that was filed.
pub fn changes_of(profile: &Profile, changes: Vec<SheetChange>) -> Changes {
    Changes {
        show: String::new(),
        episode: String::new(),
        title: String::new(),
        cut: String::new(),
        profile: profile.id.clone(),
        profile_name: profile.name.clone(),
        filed: Filed {
            issued_at: "2026-11-25T10:00:00Z".into(),
            recipient: String::new(),
            cut: String::new(),
            file_name: String::new(),
            hash: String::new(),
            revision: 0,
        },
        changes,
        is_final: true,
    }
}
