//! `place`, `cues`: tracks against picture.

use clap::Args;
use model::words::with_minus;
use model::{CueNumber, Cut, Fade, FadeShape, Lane, Millibels, Note, Placement, PlacementId, TrackId};
use serde_json::{Value, json};
use studio::StudioError;
use studio::edits::{Created, EditRequest, PlacementEdit};
use studio::views::{CueView, CutView, PlacementView};
use timebase::read_length;

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::CutOf;

/// Lay a track against picture
///
/// POS is timecode in the cut's rate, or seconds as 12.5s: for --at from the cut's first frame; lengths count from zero.
#[derive(Debug, Args)]
pub struct Place {
    #[command(flatten)]
    cut: CutOf,
    /// The track's id, as `tracks` lists it
    #[arg(long, value_name = "ID")]
    track: i64,
    /// Where it starts; with --cue by default where that cue's pick does
    #[arg(long, value_name = "POS", required_unless_present = "cue", allow_hyphen_values = true)]
    at: Option<String>,
    /// How far into the track it starts
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    from: Option<String>,
    /// How long it sounds; by default to the end of the track or of the cut
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    length: Option<String>,
    /// The lane; by default that of the cue's pick, else the first for songs
    #[arg(long, value_name = "NAME")]
    lane: Option<String>,
    /// Add it as an alternate for this cue, as 1M03, instead of making a new one
    #[arg(long, value_name = "NUMBER")]
    cue: Option<CueNumber>,
    /// Gain in decibels, from -60 to 12
    #[arg(long, value_name = "DB", value_parser = inputs::read_gain, allow_hyphen_values = true)]
    gain: Option<Millibels>,
    /// Length of the fade at its start
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    fade_in: Option<String>,
    /// Length of the fade at its end
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    fade_out: Option<String>,
    /// How long it rings on after its end, through a reverb: at most 10s
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    tail: Option<String>,
    /// Have what starts there or later on the lane make room
    #[arg(long, conflicts_with = "cue")]
    ripple: bool,
}

/// List the cues of a cut with their placements, verdicts and notes
#[derive(Debug, Args)]
pub struct Cues {
    #[command(flatten)]
    cut: CutOf,
}

/// `place`.
pub fn place(asked: &Place) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let length = |text: &Option<String>| text.as_deref().map(|text| read_length(text, cut.rate, None)).transpose();
    let fade = |text: &Option<String>| {
        Ok::<_, Failure>(length(text)?.map(|length| Fade { length, shape: FadeShape::EqualPower, bend: 0 }))
    };
    let joined = asked.cue.map(|number| studio.find_cue(cut.id, number)).transpose()?;
    let view = studio.cut(cut.id)?;
    let pick = joined.as_ref().and_then(|cue| cue.pick).and_then(|pick| placement_of(&view, pick));
    let lane = match (&asked.lane, pick) {
        (None, Some(pick)) => pick.placement.lane,
        (name, _) => studio.find_lane(name.as_deref())?.id,
    };
    let edit = PlacementEdit::Place {
        cut: cut.id,
        track: TrackId(asked.track),
        lane,
        at: asked.at.as_deref().map(|text| cut.scale().point(text, None)).transpose()?,
        from: length(&asked.from)?,
        length: length(&asked.length)?,
        cue: joined.map(|cue| cue.id),
        gain: asked.gain,
        fade_in: fade(&asked.fade_in)?,
        fade_out: fade(&asked.fade_out)?,
        tail: length(&asked.tail)?,
        ripple: asked.ripple.then_some(true),
    }
    .into();
    let edited = studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })?;
    let made = edited.created.iter().find_map(|made| match made {
        Created::Placement(id) => Some(*id),
        _ => None,
    });
    let view = studio.cut(cut.id)?;
    studio.close()?;
    let gone = || StudioError::NoSuch { what: "placement", id: made.map_or(0, |id| id.0) };
    let placement = made.and_then(|id| placement_of(&view, id)).ok_or_else(gone)?;
    let cue = view.cues.iter().find(|cue| cue.cue.id == placement.placement.cue).ok_or_else(gone)?;
    let (number, id) = (cue.cue.number, placement.placement.id);
    Ok(Answer::new(json!({ "cue": number, "placement": id }), format!("cue {number}, placement {id}")))
}

fn placement_of(view: &CutView, id: PlacementId) -> Option<&PlacementView> {
    view.placements.iter().find(|placement| placement.placement.id == id)
}

/// `cues`.
pub fn cues(asked: &Cues) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let listing = Listing { view: studio.cut(cut.id)?, lanes: studio.show()?.lanes, cut };
    studio.close()?;
    let general: Vec<Value> =
        listing.view.notes.iter().filter(|note| note.cue.is_none()).map(|note| listing.note(note)).collect();
    let json = json!({
        "episode": listing.view.episode.name,
        "title": listing.view.episode.title,
        "cut": listing.cut.label,
        "cutId": listing.cut.id,
        "rate": listing.cut.rate.name(),
        "start": listing.view.start_timecode,
        "length": listing.view.length_timecode,
        "cues": listing.view.cues.iter().map(|cue| listing.cue(cue)).collect::<Vec<_>>(),
        "notes": general,
    });
    let rows: Vec<Vec<String>> = listing.view.cues.iter().flat_map(|cue| listing.rows(cue)).collect();
    let headings = ["cue", "", "in", "out", "usage", "scene", "title or track", "lane", "gain", "status", "placement"];
    Ok(Answer::new(json, table(&headings, &rows, "No cues")))
}

/// The code and the role, as every list has them.
fn usage(cue: &CueView) -> String {
    format!("{} {}", cue.usage_code, cue.theme_role_word).trim_end().to_owned()
}

/// A cut as it is listed.
struct Listing {
    view: CutView,
    lanes: Vec<Lane>,
    cut: Cut,
}

impl Listing {
    fn placements<'a>(&'a self, cue: &'a CueView) -> impl Iterator<Item = &'a PlacementView> {
        let heads = self.view.placements.iter().filter(|placement| placement.alternate == placement.placement.id);
        let mut own: Vec<&PlacementView> = heads.filter(|placement| placement.placement.cue == cue.cue.id).collect();
        own.sort_by_key(|placement| placement.placement.ordinal);
        own.into_iter()
    }

    /// The pieces of an alternate, in the order of time.
    fn pieces(&self, alternate: PlacementId) -> Vec<&PlacementView> {
        let mut pieces: Vec<&PlacementView> =
            self.view.placements.iter().filter(|placement| placement.alternate == alternate).collect();
        pieces.sort_by_key(|placement| placement.piece);
        pieces
    }

    fn lane(&self, placement: &PlacementView) -> &str {
        let lane = self.lanes.iter().find(|lane| lane.id == placement.placement.lane);
        lane.map_or("", |lane| &lane.name)
    }

    fn track(&self, placement: &PlacementView) -> &str {
        let track = self.view.tracks.iter().find(|track| track.id == placement.placement.track);
        track.map_or("", |track| &track.title)
    }

    fn cue(&self, cue: &CueView) -> Value {
        let notes = self.view.notes.iter().filter(|note| note.cue == Some(cue.cue.id));
        json!({
            "id": cue.cue.id,
            "number": cue.cue.number,
            "title": cue.cue.title,
            "brief": cue.cue.brief,
            "scene": cue.scene_number,
            "usage": cue.usage_code,
            "themeRole": cue.theme_role_word,
            "origin": cue.cue.usage.origin,
            "status": cue.status,
            "in": self.cut.timecode(cue.in_point).to_string(),
            "out": self.cut.timecode(cue.out_point).to_string(),
            "inFlicks": cue.in_point,
            "outFlicks": cue.out_point,
            "lengthFlicks": cue.length,
            "themes": cue.cue.themes.iter().map(|stated| stated.theme).collect::<Vec<_>>(),
            "placements": self.placements(cue).map(|placement| self.placement(placement)).collect::<Vec<_>>(),
            "notes": notes.map(|note| self.note(note)).collect::<Vec<_>>(),
        })
    }

    /// An alternate: from the start of its first piece to the end of its last, and its pieces where it has several.
    fn placement(&self, view: &PlacementView) -> Value {
        let pieces = self.pieces(view.alternate);
        let first = pieces.first().map_or(view, |first| first);
        let out_point = pieces.iter().map(|piece| piece.placement.out_point).max();
        let whole = PlacementView {
            placement: Placement {
                id: view.placement.id,
                out_point: out_point.unwrap_or(view.placement.out_point),
                ..first.placement
            },
            ..view.clone()
        };
        let mut json = self.piece(&whole);
        if let Some(fields) = json.as_object_mut() {
            fields.insert("lengthFlicks".into(), json!(view.length));
            let several = if pieces.len() > 1 { pieces } else { Vec::new() };
            fields.insert("pieces".into(), several.into_iter().map(|piece| self.piece(piece)).collect());
        }
        json
    }

    fn piece(&self, view: &PlacementView) -> Value {
        let placement = &view.placement;
        json!({
            "id": placement.id,
            "letter": view.letter,
            "trackId": placement.track,
            "track": self.track(view),
            "in": self.cut.timecode(placement.in_point).to_string(),
            "out": self.cut.timecode(placement.out_point).to_string(),
            "inFlicks": placement.in_point,
            "outFlicks": placement.out_point,
            "trackStartFlicks": placement.track_start,
            "gainDb": decibels(placement.gain),
            "fadeInFlicks": placement.fade_in.length,
            "fadeOutFlicks": placement.fade_out.length,
            "tailFlicks": placement.tail,
            "lane": self.lane(view),
            "laneId": placement.lane,
            "muted": placement.muted,
            "locked": placement.locked,
            "volume": view.volume_points,
            "pick": view.pick,
            "verdict": view.verdict,
            "changedSinceVerdict": view.changed_since_verdict,
        })
    }

    fn note(&self, note: &Note) -> Value {
        json!({
            "id": note.id,
            "placement": note.placement,
            "at": note.at.map(|at| self.cut.timecode(at).to_string()),
            "atFlicks": note.at,
            "until": note.until.map(|until| self.cut.timecode(until).to_string()),
            "untilFlicks": note.until,
            "author": note.author,
            "body": note.body,
            "resolved": note.resolved,
            "answers": note.answers,
            "writtenAt": note.written_at,
            "reviewer": note.reviewer,
            "private": note.private,
        })
    }

    /// The cue's own line, and one a placement below it.
    fn rows(&self, cue: &CueView) -> Vec<Vec<String>> {
        let label = |at| self.cut.timecode(at).to_string();
        let blank = String::new;
        let mut rows = vec![vec![
            cue.cue.number.to_string(),
            blank(),
            label(cue.in_point),
            label(cue.out_point),
            usage(cue),
            cue.scene_number.clone().unwrap_or_default(),
            cue.cue.title.clone(),
            blank(),
            blank(),
            cue.status.word().to_owned(),
            blank(),
        ]];
        for view in self.placements(cue) {
            rows.extend(self.pieces(view.alternate).into_iter().map(|piece| self.row(piece)));
        }
        rows
    }
}

impl Listing {
    fn row(&self, view: &PlacementView) -> Vec<String> {
        let placement = &view.placement;
        let label = |at| self.cut.timecode(at).to_string();
        let blank = String::new;
        let pick = if view.pick { "*" } else { "" };
        let piece = if view.pieces > 1 { format!(" {}/{}", view.piece, view.pieces) } else { blank() };
        let verdict = view.verdict.map_or_else(blank, |verdict| verdict.word().to_owned());
        let muted =
            if placement.muted { "muted".into() } else { with_minus(&format!("{:+.1} dB", decibels(placement.gain))) };
        vec![
            blank(),
            format!("{}{pick}{piece}", view.letter),
            label(placement.in_point),
            label(placement.out_point),
            blank(),
            blank(),
            self.track(view).to_owned(),
            self.lane(view).to_owned(),
            muted,
            verdict,
            placement.id.to_string(),
        ]
    }
}

fn decibels(gain: Millibels) -> f64 {
    gain.0 as f64 / 100.0
}
