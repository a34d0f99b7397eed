//! A small show to try things on.

#![allow(dead_code, clippy::unwrap_used)]

pub mod commissions;
mod production;
pub mod rights;
pub mod season;

use std::path::{Path, PathBuf};

use model::{
    AnswerSource, Asked, Character, CharacterId, Clearance, ClearanceId, Cue, CueId, CueKind, CueNumber, Cut, CutId,
    DialogueSpan, DialogueSpanId, Episode, EpisodeId, Fade, FadeShape, Frozen, FrozenPiece, Hit, HitId, Lane, LaneId,
    LaneKind, Manner, Millibels, Note, NoteId, Origin, Perception, Placement, PlacementId, Proposal, ProposalId, Reel,
    ReelId, Reviewer, ReviewerId, ReviewerRole, Round, RoundId, Scene, SceneId, Sees, Show, Side, Statement, Stroke,
    StrokeShape, Theme, ThemeId, ThemeInEpisode, ThemeRole, Track, TrackId, Usage, Verdict, VerdictId, VerdictValue,
    Voice,
};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use store::{Change, Document, Ids, Rows, StoreError};
use tempfile::TempDir;
use timebase::{Flicks, FrameRate, Frames, Position, SampleRate, Span};

pub use self::production::{duck, production_sound, reel_picture};

pub const AT: &str = "2026-03-01T12:00:00Z";

pub struct Place {
    pub folder: TempDir,
    pub path: PathBuf,
}

pub fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Heart.needledrop");
    Place { folder, path }
}

/// A show with one of each, closed.
pub fn filled() -> Place {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    document.close().unwrap();
    place
}

pub fn show() -> Show {
    Show { title: "My Heart".into(), currency: "EUR".into(), production_company: "Tide Pictures".into() }
}

pub fn create(path: &Path) -> Document {
    Document::create_with(path, Ids::starting_at(100), &show(), |rows| rows.insert_lane(&lane(1))).unwrap()
}

pub fn open(path: &Path) -> Document {
    Document::open_with(path, Ids::starting_at(100)).unwrap()
}

/// A change that must work and change something.
pub fn edit(document: &mut Document, label: &str, work: impl FnOnce(&Rows) -> Result<(), StoreError>) -> Change {
    document.edit(label, None, AT, work).unwrap().1.unwrap()
}

/// The names of what lies in the folder, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// All rows that history covers, table by table, read past the crate.
pub fn dump(path: &Path) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('brief_page', 'hearing', 'history', 'issued', 'link', 'migration', 'package', 'package_reviewer', 'reply', 'visit') ORDER BY 1";
    let mut statement = connection.prepare(query).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let rows = |table: &String| {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|column| row.get(column)).collect());
        rows.unwrap().collect::<Result<Vec<Vec<Value>>, _>>().unwrap()
    };
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

pub fn track(id: i64) -> Track {
    Track {
        id: TrackId(id),
        title: format!("Silent Echoes {id}"),
        artist: "Mara".into(),
        album: "My Heart".into(),
        composer: "L. Vance".into(),
        lyricist: String::new(),
        publisher: "Harbour Songs".into(),
        label: "Tidal".into(),
        isrc: "DEA012600001".into(),
        bpm_milli: Some(72_500),
        key: "Cm".into(),
        mood: "sad, tender".into(),
        genre: "ballad".into(),
        language: "en".into(),
        comment: "für später".into(),
        grouping: String::new(),
        year: None,
        vocal: Some(true),
        duration: Flicks::from_seconds(200),
        sample_rate: SampleRate::new(44_100).unwrap(),
        channels: 2,
        format: "flac".into(),
        loudness: Some(-1_412),
        loudness_range: None,
        hash: format!("{id:064x}"),
        size: 12_345_678,
        path: format!("/music/{id}.flac"),
        added_at: AT.into(),
    }
}

pub fn clearance(id: i64, track: i64, side: Side) -> Clearance {
    Clearance {
        fee: Some(150_000),
        since: "2026-11-18".into(),
        max_length: Some(Flicks(90)),
        ..Clearance::new(ClearanceId(id), TrackId(track), side)
    }
}

pub fn character(id: i64) -> Character {
    Character { id: CharacterId(id), name: format!("Mara {id}") }
}

pub fn theme(id: i64, character: Option<i64>, tracks: &[i64]) -> Theme {
    Theme {
        id: ThemeId(id),
        name: format!("Theme {id}"),
        character: character.map(CharacterId),
        about: "the letter, the house".into(),
        brief: "broken, then whole".into(),
        tracks: tracks.iter().copied().map(TrackId).collect(),
    }
}

pub fn statement(theme: i64) -> Statement {
    Statement { theme: ThemeId(theme), manner: Some(Manner::Fragment), changes: "solo cello".into() }
}

pub fn in_episode(theme: i64, episode: i64) -> ThemeInEpisode {
    ThemeInEpisode { theme: ThemeId(theme), episode: EpisodeId(episode), state: "anxious".into(), expected: true }
}

pub fn episode(id: i64, number: u32) -> Episode {
    Episode { id: EpisodeId(id), season: 1, number, title: format!("Episode {number}") }
}

pub fn cut(id: i64, episode: i64, ordinal: i64) -> Cut {
    let rate = FrameRate::F29_97Drop;
    Cut {
        label: format!("Cut {id}"),
        start: Frames(107_892),
        picture: (ordinal > 1).then(|| "/picture/cut.mov".to_owned()),
        ordinal,
        ..Cut::new(CutId(id), EpisodeId(episode), rate, rate.flicks(Frames(43_200)))
    }
}

pub fn reel(id: i64, cut: i64, number: u32) -> Reel {
    Reel { id: ReelId(id), cut: CutId(cut), number, start: Position(i64::from(number) * 1_000_000) }
}

pub fn scene(id: i64, cut: i64, start: i64) -> Scene {
    Scene {
        slugline: "EXT. PIER - DUSK".into(),
        synopsis: "She waits.".into(),
        moods: vec!["still".into(), "\"cold\", grey".into()],
        intensity: Some(4),
        characters: vec!["Mara".into()],
        ..Scene::new(
            SceneId(id),
            CutId(cut),
            format!("{id}A"),
            Span { start: Position(start), end: Position(start + 1_000) },
        )
    }
}

pub fn hit(id: i64, cut: i64, at: i64) -> Hit {
    Hit { id: HitId(id), cut: CutId(cut), at: Position(at), label: "wave breaks".into() }
}

pub fn line(id: i64, cut: i64, at: i64) -> DialogueSpan {
    let span = Span { start: Position(at), end: Position(at + 100) };
    let (text, source) = ("Not tonight.".into(), "104.srt".into());
    DialogueSpan { id: DialogueSpanId(id), cut: CutId(cut), span, text, speaker: Some("MARA".into()), source }
}

pub fn lane(id: i64) -> Lane {
    Lane::new(LaneId(id), format!("Songs {id}"), LaneKind::Songs, id)
}

pub fn number(number: u32) -> CueNumber {
    CueNumber { reel: 1, kind: CueKind::Music, number }
}

pub fn cue(id: i64, cut: i64, count: u32) -> Cue {
    Cue {
        title: "The pier".into(),
        brief: "alone, not lonely".into(),
        at: Position(7),
        usage: Usage {
            perception: Perception::Featured,
            voice: Some(Voice::Vocal),
            theme_role: ThemeRole::MainTitle,
            origin: Some(Origin::Library),
        },
        sheet_note: "said once".into(),
        ..Cue::new(CueId(id), CutId(cut), number(count))
    }
}

pub fn placement(id: i64, cue: i64, track: i64, lane: i64, ordinal: i64) -> Placement {
    Placement {
        track_start: Flicks(500),
        gain: Millibels(-600),
        fade_in: Fade { length: Flicks(100), shape: FadeShape::Linear, bend: -20 },
        fade_out: Fade { length: Flicks(200), shape: FadeShape::EqualPower, bend: 0 },
        tail: Flicks(300),
        ordinal,
        ..Placement::new(
            PlacementId(id),
            CueId(cue),
            TrackId(track),
            LaneId(lane),
            Span { start: Position(1_000 + id), end: Position(9_000 + id) },
        )
    }
}

pub fn reviewer(id: i64) -> Reviewer {
    let sees = Sees { money: true, private_notes: true, ..Sees::default() };
    Reviewer { colour: 3, role: ReviewerRole::Advises, sees, ..Reviewer::new(ReviewerId(id), format!("Dana {id}")) }
}

pub fn round(id: i64, cut: i64, number: i64, asked: &[i64]) -> Round {
    let decides = |id: &i64| Asked { reviewer: ReviewerId(*id), role: ReviewerRole::Decides };
    Round {
        name: "Producers".into(),
        opened_at: AT.into(),
        reviewers: asked.iter().map(decides).collect(),
        ..Round::new(RoundId(id), CutId(cut), number)
    }
}

pub fn proposal(id: i64, round: i64, of: &Placement) -> Proposal {
    Proposal {
        id: ProposalId(id),
        round: RoundId(round),
        cue: of.cue,
        placement: of.id,
        version: 1,
        proposed_at: AT.into(),
        was: Some(Frozen {
            number: number(3),
            title: "The pier".into(),
            brief: String::new(),
            letter: "A".into(),
            pick: true,
            track: "First Spark".into(),
            artist: String::new(),
            pieces: vec![FrozenPiece::of(of)],
            duck: None,
        }),
    }
}

pub fn verdict(id: i64, proposal: i64, reviewer: i64, value: VerdictValue) -> Verdict {
    Verdict {
        id: VerdictId(id),
        proposal: ProposalId(proposal),
        reviewer: ReviewerId(reviewer),
        value: Some(value),
        words: "less piano".into(),
        given_at: AT.into(),
        source: AnswerSource::Link,
        key: format!("key {id}"),
    }
}

pub fn note(id: i64, cut: i64, at: Option<i64>) -> Note {
    let stroke = Stroke { shape: StrokeShape::Arrow, points: vec![(0, 0), (10_000, 5_000)] };
    Note {
        at: at.map(Position),
        until: at.map(|at| Position(at + 10)),
        written_at: AT.into(),
        private: true,
        drawing: vec![stroke],
        source: AnswerSource::File,
        key: Some(format!("key {id}")),
        ..Note::new(NoteId(id), CutId(cut), "Dana", "later?")
    }
}

/// An episode with one of everything, ids by noun: track 10, cut 41, cue 60 with picks 70 of 70 and 71 …
pub fn fill(rows: &Rows) -> Result<(), StoreError> {
    rows.insert_track(&track(10))?;
    rows.insert_track(&track(11))?;
    rows.insert_clearance(&clearance(20, 10, Side::Publishing))?;
    rows.insert_clearance(&clearance(21, 10, Side::Master))?;
    rows.insert_character(&character(30))?;
    rows.insert_theme(&theme(31, Some(30), &[11, 10]))?;
    rows.insert_episode(&episode(40, 4))?;
    rows.insert_cut(&cut(41, 40, 1))?;
    rows.insert_reel(&reel(42, 41, 1))?;
    rows.insert_reel_picture(&reel_picture(44, 41, 900))?;
    rows.insert_scene(&scene(50, 41, 0))?;
    rows.insert_hit(&hit(51, 41, 300))?;
    rows.insert_dialogue_span(&line(53, 41, 200))?;
    rows.insert_production_sound(&production_sound(55, 41, 1))?;
    let pick = Some(PlacementId(70));
    rows.insert_cue(&Cue { scene: Some(SceneId(50)), themes: vec![statement(31)], pick, ..cue(60, 41, 3) })?;
    rows.set_theme_in_episode(&in_episode(31, 40))?;
    let at = |at: i64, gain: i64| model::VolumePoint { at: Flicks(at), gain: Millibels(gain) };
    rows.insert_volume(model::VolumeId(75), &[at(0, -300), at(900, 150)])?;
    rows.set_duck(&duck(60))?;
    rows.insert_placement(&Placement { volume: Some(model::VolumeId(75)), ..placement(70, 60, 10, 1, 0) })?;
    rows.insert_placement(&placement(71, 60, 11, 1, 1))?;
    rows.insert_reviewer(&reviewer(78))?;
    rows.insert_round(&round(80, 41, 1, &[78]))?;
    rows.insert_proposal(&proposal(82, 80, &placement(70, 60, 10, 1, 0)))?;
    rows.insert_verdict(&verdict(81, 82, 78, VerdictValue::Changes))?;
    rows.insert_note(&note_on_cue())?;
    rows.insert_note(&Note { answers: Some(NoteId(90)), ..note(91, 41, None) })
}

/// The note on the cue that [`fill`] makes.
pub fn note_on_cue() -> Note {
    Note {
        cue: Some(CueId(60)),
        placement: Some(PlacementId(70)),
        reviewer: Some(ReviewerId(78)),
        round: Some(RoundId(80)),
        ..note(90, 41, Some(5))
    }
}

/// Takes away what [`fill`] made.
pub fn clear(rows: &Rows) -> Result<(), StoreError> {
    rows.delete_episode(EpisodeId(40))?;
    rows.delete_cut(CutId(41))?;
    rows.delete_shots(CutId(41))?;
    rows.delete_reel(ReelId(42))?;
    rows.delete_reel_picture(model::ReelPictureId(44))?;
    rows.delete_scene(SceneId(50))?;
    rows.delete_hit(HitId(51))?;
    rows.delete_dialogue_span(DialogueSpanId(53))?;
    rows.delete_production_sound(model::ProductionSoundId(55))?;
    rows.delete_duck(CueId(60))?;
    rows.delete_cue(CueId(60))?;
    rows.delete_placement(PlacementId(70))?;
    rows.delete_placement(PlacementId(71))?;
    rows.delete_round(RoundId(80))?;
    rows.delete_verdict(VerdictId(81))?;
    rows.delete_proposal(ProposalId(82))?;
    rows.delete_reviewer(ReviewerId(78))?;
    rows.delete_note(NoteId(90))?;
    rows.delete_note(NoteId(91))?;
    rows.delete_theme(ThemeId(31))?;
    rows.delete_character(CharacterId(30))?;
    rows.delete_clearance(ClearanceId(20))?;
    rows.delete_clearance(ClearanceId(21))?;
    rows.delete_raw_tags(TrackId(10))?;
    rows.delete_track(TrackId(10))?;
    rows.delete_track(TrackId(11))
}

/// `change` undone and redone, with the document closed and opened between.
pub fn check_back_and_forth(document: Document, change: impl FnOnce(&mut Document)) -> Document {
    let path = document.path().to_owned();
    let mut document = document;
    let before = dump(&path);
    change(&mut document);
    let after = dump(&path);
    assert_ne!(before, after, "the change changes nothing");
    for _ in 0..2 {
        document.close().unwrap();
        document = open(&path);
        document.undo().unwrap().unwrap();
        assert_eq!(dump(&path), before);
        document.close().unwrap();
        document = open(&path);
        document.redo().unwrap().unwrap();
        assert_eq!(dump(&path), after);
    }
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    document
}
