//! Which track a row is about.

use std::collections::HashMap;
use std::path::Path;

use interchange::catalogue::CatalogueLine;
use model::credits::same_name;
use model::{Track, TrackId};

/// The tracks of the library by what rows name them by.
pub(super) struct Matching {
    by_isrc: HashMap<String, Vec<TrackId>>,
    by_file: HashMap<String, Vec<TrackId>>,
    by_name: HashMap<(String, String), Vec<TrackId>>,
    by_title: HashMap<String, Vec<TrackId>>,
}

/// What a row was found to be about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// One track.
    One(TrackId),
    /// None of the library.
    None,
    /// Several; nobody can tell which.
    Several(usize),
}

impl Matching {
    pub fn of(tracks: &[Track]) -> Self {
        let mut matching = Self {
            by_isrc: HashMap::new(),
            by_file: HashMap::new(),
            by_name: HashMap::new(),
            by_title: HashMap::new(),
        };
        for track in tracks {
            if !track.isrc.is_empty() {
                let bare = model::Identifier::Isrc.parse(&track.isrc).unwrap_or_else(|_| track.isrc.clone());
                matching.by_isrc.entry(bare).or_default().push(track.id);
            }
            matching.by_file.entry(stem(&track.path)).or_default().push(track.id);
            let title = same_name(&track.title);
            matching.by_name.entry((title.clone(), same_name(&track.artist))).or_default().push(track.id);
            matching.by_title.entry(title).or_default().push(track.id);
        }
        matching
    }

    /// By ISRC, else by file name, else by title and artist; by title alone where one of the two has no artist.
    pub fn find(&self, line: &CatalogueLine) -> Match {
        let one = |found: Option<&Vec<TrackId>>| match found.map(Vec::as_slice) {
            None | Some([]) => None,
            Some([id]) => Some(Match::One(*id)),
            Some(several) => Some(Match::Several(several.len())),
        };
        let isrc = || (!line.isrc.is_empty()).then(|| one(self.by_isrc.get(&line.isrc))).flatten();
        let file = || (!line.file_name.is_empty()).then(|| one(self.by_file.get(&stem(&line.file_name)))).flatten();
        let title = same_name(&line.title);
        let name =
            || (!title.is_empty()).then(|| one(self.by_name.get(&(title.clone(), same_name(&line.artist))))).flatten();
        let alone = || {
            let nobody = line.artist.is_empty() || self.by_name.contains_key(&(title.clone(), String::new()));
            (!title.is_empty() && nobody).then(|| one(self.by_title.get(&title))).flatten()
        };
        isrc().or_else(file).or_else(name).or_else(alone).unwrap_or(Match::None)
    }
}

/// A file's name without folder and ending, as names are compared. Sheets come from other systems, with other slashes and
/// letters otherwise composed.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    const SOUND: [&str; 12] = ["wav", "aif", "aiff", "mp3", "flac", "m4a", "aac", "ogg", "opus", "caf", "wave", "mp4"];
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let stem =
        if SOUND.contains(&ending.to_lowercase().as_str()) { &name[..name.len() - ending.len() - 1] } else { name };
    same_name(stem)
}
