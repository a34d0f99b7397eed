//! An open show on which edits are tried. Each edit is also undone and redone, and the views compared; those of each
//! kind also once the show was opened again. So a test of an edit tests history and persistence as well.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;

use model::{
    ClearanceId, CueId, CueNumber, Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind, Scene, SceneId, Show, Track,
    TrackId,
};
use serde_json::{Value, json};
use store::Document;
use studio::Studio;
use studio::edits::{Created, Edit, EditRequest};
use studio::views::{
    ClearView, ClearanceDetail, CueView, CutNews, CutView, DirectoryQuery, LibraryQuery, PlacementView,
};
use tempfile::TempDir;
use timebase::{Flicks, FrameRate, Frames, Position, SampleRate, Span};

/// The cut of the stage: 60 s at 24 frames, from 01:00:00:00, with scenes 1 to 3 of 20 s each.
pub const CUT: CutId = CutId(1);
/// Its episode, 1x01.
pub const EPISODE: EpisodeId = EpisodeId(1);
/// 10 s long.
pub const ALPHA: TrackId = TrackId(1);
/// 20 s long.
pub const BRAVO: TrackId = TrackId(2);
/// 30 s long.
pub const CHARLIE: TrackId = TrackId(3);

/// A show with one episode and three tracks, open.
pub struct Stage {
    studio: Option<Studio>,
    /// The cut as it was seen last.
    watched: RefCell<Option<CutView>>,
    path: PathBuf,
    folder: TempDir,
}

/// Where second `at` of a cut lies.
pub fn second(at: i64) -> i64 {
    Flicks::from_seconds(at).0
}

/// A track of `seconds`.
pub fn track(id: i64, title: &str, seconds: i64) -> Track {
    Track {
        title: title.into(),
        artist: "The Testers".into(),
        format: "wav".into(),
        hash: format!("{id:064x}"),
        size: 1,
        added_at: "2026-01-01T00:00:00Z".into(),
        ..Track::new(TrackId(id), format!("/music/{title}.wav"), Flicks::from_seconds(seconds), SampleRate::MIX)
    }
}

impl Default for Stage {
    fn default() -> Self {
        let tracks = [track(1, "Alpha", 10), track(2, "Bravo", 20), track(3, "Charlie", 30)];
        Self::with_tracks(&tracks)
    }
}

impl Stage {
    /// The stage with these tracks in its library.
    pub fn with_tracks(tracks: &[Track]) -> Self {
        Self::changed(tracks, |_| ())
    }

    /// The stage with these tracks, and what `change` does to its document.
    pub fn changed(tracks: &[Track], change: impl FnOnce(&mut Document)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("stage.needledrop");
        let show = Show { title: "Stage".into(), currency: "USD".into(), production_company: String::new() };
        let rate = FrameRate::F24;
        let document = Document::create(&path, &show, |rows| {
            for (id, name, kind) in
                [(1, "Songs", LaneKind::Songs), (2, "Score", LaneKind::Score), (3, "Source", LaneKind::Source)]
            {
                rows.insert_lane(&Lane::new(LaneId(id), name.into(), kind, id - 1))?;
            }
            rows.insert_episode(&Episode { id: EPISODE, season: 1, number: 1, title: "Pilot".into() })?;
            rows.insert_cut(&Cut {
                start: Frames(24 * 3600),
                ..Cut::new(CUT, EPISODE, rate, rate.flicks(Frames(24 * 60)))
            })?;
            for id in 1..=3 {
                rows.insert_scene(&Scene {
                    slugline: "INT. STAGE - DAY".into(),
                    ..Scene::new(
                        SceneId(id),
                        CUT,
                        id.to_string(),
                        Span { start: rate.position(Frames((id - 1) * 480)), end: rate.position(Frames(id * 480)) },
                    )
                })?;
            }
            tracks.iter().try_for_each(|track| rows.insert_track(track))
        });
        let mut document = document.expect("a document");
        change(&mut document);
        document.close().expect("it closes");
        let studio = Studio::open(&path).expect("it opens");
        Self { studio: Some(studio), watched: RefCell::default(), path, folder }
    }

    /// The open show.
    pub fn studio(&self) -> &Studio {
        self.studio.as_ref().expect("the show is open")
    }

    /// A file beside the show.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Closes the show and opens it again.
    pub fn reopen(&mut self) {
        // Revisions count from the opening.
        self.watched.replace(None);
        self.studio.take().expect("the show is open").close().expect("it closes");
        self.studio = Some(Studio::open(&self.path).expect("it opens again"));
    }

    /// Does an edit as JSON; then takes it back and does it again, and sees that all that can be seen is as it was before
    /// it, or after it. So it does once more when the show was closed and opened again, unless edits that say the same
    /// things went through that often enough.
    pub fn edit(&mut self, edit: Value) -> Vec<Created> {
        self.edits(vec![edit])
    }

    /// As [`Stage::edit`], several in one transaction.
    pub fn edits(&mut self, edits: Vec<Value>) -> Vec<Created> {
        let (before, step) = (self.seen(), self.newest_step());
        let told = edits.clone();
        let created = self.studio().edit(&request(edits)).unwrap_or_else(|error| panic!("{told:?}: {error}")).created;
        let after = self.seen();
        if self.newest_step() == step {
            assert_same(&before, &after, "no step of history", &told);
            return created;
        }
        let back_and_forth = |stage: &Self, when: &str| {
            let undone = stage.studio().undo().expect("it is undone");
            assert_same(&before, &stage.seen(), &format!("undone {when}"), &told);
            assert_eq!(stage.studio().redo().expect("it is redone"), undone);
            assert_same(&after, &stage.seen(), &format!("done again {when}"), &told);
        };
        back_and_forth(self, "at once");
        if !is_rare(&told) {
            return created;
        }
        self.reopen();
        assert_same(&after, &self.seen(), "opened again", &told);
        back_and_forth(self, "after it was opened again");
        created
    }

    /// The newest step, and whether it is taken back: the next one may get its row.
    fn newest_step(&self) -> Option<(i64, bool)> {
        self.studio().history(1).expect("history").first().map(|step| (step.id, step.undone))
    }

    /// Tries an edit that must be refused; the sentence. Nothing of it takes effect.
    pub fn refused(&mut self, edit: Value) -> String {
        let (before, steps) = (self.seen(), self.studio().history(1000).expect("history"));
        let error = self.studio().edit(&request(vec![edit.clone()])).expect_err("it is refused");
        assert_same(&before, &self.seen(), "refused", &[edit]);
        assert_eq!(self.studio().history(1000).expect("history"), steps);
        studio::sentence(&error)
    }

    /// How many edits can be undone.
    pub fn steps(&self) -> usize {
        self.studio().show().expect("the show").undo.steps
    }

    /// Undoes all that was done since there were `first` steps and it looked as `before`, and does it again.
    pub fn takes_back(&self, first: usize, before: &Value) {
        let (after, done) = (self.seen(), self.steps() - first);
        for _ in 0..done {
            self.studio().undo().expect("undone");
        }
        assert!(self.seen() == *before, "undone");
        for _ in 0..done {
            self.studio().redo().expect("done again");
        }
        assert!(self.seen() == after, "done again");
    }

    /// All that can be seen of the show, without what counts changes.
    pub fn seen(&self) -> Value {
        let studio = self.studio();
        self.hear();
        let show = studio.show().expect("the show");
        let mut cuts = Vec::new();
        for cut in show.episodes.iter().flat_map(|episode| &episode.cuts) {
            let mut view = serde_json::to_value(studio.cut(cut.id).expect("the cut")).expect("JSON");
            view["revision"].take();
            cuts.push(view);
            cuts.push(serde_json::to_value(studio.cut_sound(cut.id).expect("the sound")).expect("JSON"));
            let mut view = serde_json::to_value(studio.clear(cut.id).expect("the rights")).expect("JSON");
            view["revision"].take();
            cuts.push(view);
        }
        let page = studio.library(&LibraryQuery { limit: 1000, ..LibraryQuery::default() });
        let tracks: Vec<_> = page.rows.iter().map(|row| studio.track(row.id).expect("the track")).collect();
        let lines = tracks.iter().flat_map(|track| &track.clearances);
        let rights: Vec<_> = lines.map(|line| studio.clearance(line.clearance.id).expect("the right")).collect();
        let mut show = serde_json::to_value(show).expect("JSON");
        for counter in ["revision", "undo", "redo"] {
            show[counter].take();
        }
        let all = DirectoryQuery { limit: 1000, ..DirectoryQuery::default() };
        let parties = studio.parties(&all).expect("the parties").rows;
        let parties: Vec<_> = parties.iter().map(|row| studio.party(row.party.id).expect("the party")).collect();
        let works = studio.works(&all).expect("the works").rows;
        let works: Vec<_> = works.iter().map(|row| (row.clone(), studio.work(row.id).expect("the work"))).collect();
        self.watched.replace(studio.cut(CUT).ok());
        let themes = serde_json::to_value(studio.theme_map(None, None).expect("the themes")).expect("JSON");
        let themes = json!([themes["episodes"], themes["themes"], themes["remarks"]]);
        let temp = studio.temp_list(None).expect("the temp music");
        let moods = studio.mood_list(None).expect("the moods");
        let report = studio.season_report(&studio::SeasonReportAsked { with_own: true, ..Default::default() }).ok();
        let commissions = studio.commissions().expect("the commissions").commissions;
        let albums = studio.albums().expect("the albums").albums;
        json!({ "albums": albums, "commissions": commissions, "themes": themes, "temp": temp, "report": report, "moods": moods, "parties": parties, "works": works, "show": show, "cuts": cuts, "library": page.rows, "tracks": tracks, "rights": rights })
    }

    /// Follows the news of the cut since it was seen last, as the window does: it is then what it is when read anew.
    fn hear(&self) {
        let Some(mut followed) = self.watched.take() else { return };
        match self.studio().cut_news(CUT, followed.revision) {
            Ok(CutNews::Moved(moves)) => followed.follow(moves),
            Ok(CutNews::Whole { view }) => followed = *view,
            Err(_) => return,
        }
        let read = self.studio().cut(CUT).expect("the cut");
        followed.revision = read.revision;
        assert_eq!(followed, read, "the news of the cut are not what it became");
    }

    /// The rights of the stage's cut.
    pub fn clear(&self) -> ClearView {
        self.studio().clear(CUT).expect("the rights")
    }

    /// Adds a right of a track; its row.
    pub fn right(&mut self, track: TrackId, side: &str, set: Value) -> i64 {
        row_in(&self.edit(json!({ "type": "addClearance", "track": track, "side": side, "set": set })))
    }

    /// All that is known of a right.
    pub fn known(&self, right: i64) -> ClearanceDetail {
        self.studio().clearance(ClearanceId(right)).expect("the right")
    }

    /// The stage's cut.
    pub fn cut(&self) -> CutView {
        self.studio().cut(CUT).expect("the cut")
    }

    /// The cue of this number.
    pub fn cue(&self, number: &str) -> CueView {
        let number: CueNumber = number.parse().expect("a number");
        let found = self.cut().cues.into_iter().find(|cue| cue.cue.number == number);
        found.unwrap_or_else(|| panic!("there is no {number}"))
    }

    /// The placements of a cue, A first.
    pub fn placements(&self, cue: CueId) -> Vec<PlacementView> {
        let mut own: Vec<_> = self.cut().placements;
        own.retain(|placement| placement.placement.cue == cue);
        own.sort_by_key(|placement| placement.placement.ordinal);
        own
    }

    /// Lays a track on a lane at a second; the cue's number and the placement's row.
    pub fn place(&mut self, track: TrackId, lane: i64, at: i64, length: i64) -> (String, i64) {
        let created = self.edit(json!({
            "type": "place", "cut": CUT, "track": track, "lane": lane, "at": second(at), "length": second(length),
        }));
        let placement = placement_in(&created);
        let cut = self.cut();
        let cue =
            cut.placements.iter().find(|found| found.placement.id.0 == placement).expect("it is there").placement.cue;
        let number = cut.cues.iter().find(|found| found.cue.id == cue).expect("its cue").cue.number;
        (number.to_string(), placement)
    }

    /// The place of a second of the cut.
    pub fn at(&self, at: i64) -> Position {
        Position(second(at))
    }
}

/// How often edits of one kind are taken through closing and opening.
const OFTEN: usize = 3;

/// Whether few edits of the kind went through closing and opening before: those that say the same things, whatever of them.
fn is_rare(edits: &[Value]) -> bool {
    static KINDS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    let keys = |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>().join(" "));
    let said: BTreeSet<String> =
        edits.iter().map(|edit| format!("{} {:?} {:?}", edit["type"], keys(edit), keys(&edit["set"]))).collect();
    let mut kinds = KINDS.lock().expect("the kinds");
    let times = kinds.entry(said.into_iter().collect()).or_default();
    *times += 1;
    *times <= OFTEN
}

/// The placement that an edit made.
pub fn placement_in(created: &[Created]) -> i64 {
    let found = created.iter().find_map(|made| if let Created::Placement(id) = made { Some(id.0) } else { None });
    found.expect("a placement was made")
}

/// The row of any kind that an edit made last.
pub fn row_in(created: &[Created]) -> i64 {
    let last = serde_json::to_value(created.last().expect("something was made")).expect("JSON");
    last["id"].as_i64().expect("a row")
}

/// Edits as JSON, as they are asked for.
pub fn request(edits: Vec<Value>) -> EditRequest {
    let read =
        |edit: Value| serde_json::from_value::<Edit>(edit.clone()).unwrap_or_else(|error| panic!("{edit}: {error}"));
    EditRequest { edits: edits.into_iter().map(read).collect(), label: None, merge_key: None }
}

fn assert_same(expected: &Value, got: &Value, when: &str, edits: &[Value]) {
    let parts = expected.as_object().expect("parts");
    assert_eq!(parts.len(), got.as_object().map_or(0, serde_json::Map::len));
    for part in parts.keys() {
        assert_eq!(expected[part], got[part], "{part} after {edits:?} was {when}");
    }
}
