//! The works of the sample season: who wrote and publishes the five songs, and who released them.
//!
//! Two things are left to do, so that the program has something true to say: one writer has no society, though the tags
//! of his song suggest his number, and one song has no ISWC.

use model::{Share, ShareRole, TrackId, WorkId};

use super::{Failure, perform, story::Cast};
use crate::Studio;
use crate::edits::{
    Created, Edit, LibraryEdit, RecordingEdit, RecordingPatch, ShareEdit, ShareSpec, TrackPatch, WorkEdit, WorkPatch,
};

/// Name, role, percent of the side, society, IPI name number. The numbers are of nobody, with check digits that fit.
type Holder = (&'static str, ShareRole, i64, &'static str, &'static str);

struct Song {
    title: &'static str,
    iswc: &'static str,
    label: &'static str,
    catalogue_number: &'static str,
    holders: &'static [Holder],
}

const SONGS: [Song; 5] = [
    Song {
        title: "First Spark",
        iswc: "T-930.000.101-8",
        label: "Northlight Records",
        catalogue_number: "NLR 118",
        holders: &[
            ("Theo Marlowe", ShareRole::Composer, 50, "ASCAP", "99900010154"),
            ("Ada Quill", ShareRole::Author, 50, "BMI", "99900010252"),
            ("Hollow Oak Songs", ShareRole::OriginalPublisher, 100, "ASCAP", "99900010448"),
            ("Meadowlark Music", ShareRole::Administrator, 100, "BMI", "99900010546"),
        ],
    },
    Song {
        title: "Silent Echoes",
        iswc: "T-930.000.102-9",
        label: "Northlight Records",
        catalogue_number: "NLR 121",
        holders: &[
            ("Ines Vold", ShareRole::ComposerAuthor, 75, "TONO", "99900010644"),
            ("J. Vold", ShareRole::Author, 25, "", ""),
            ("Fjordlys Music", ShareRole::OriginalPublisher, 75, "TONO", "99900010742"),
            ("J. Vold", ShareRole::OriginalPublisher, 25, "", ""),
        ],
    },
    Song {
        title: "Rising Tide",
        iswc: "T-930.000.103-0",
        label: "Tideline Recordings",
        catalogue_number: "TDL 7",
        holders: &[
            ("Lena Okafor-Reyes", ShareRole::Composer, 50, "PRS", "99900010840"),
            ("Samuel Brandt", ShareRole::Author, 50, "GEMA", "99900010938"),
            ("Signal Hill Publishing", ShareRole::OriginalPublisher, 50, "PRS", "99900011053"),
            ("Odalisque Songs", ShareRole::OriginalPublisher, 50, "SACEM", "99900011151"),
        ],
    },
    Song {
        title: "Heart's Compass",
        iswc: "T-930.000.104-1",
        label: "My Heart Productions",
        catalogue_number: "",
        holders: &[
            ("Mirela Anders", ShareRole::Composer, 100, "SOCAN", "99900011249"),
            ("Hollow Oak Songs", ShareRole::OriginalPublisher, 100, "ASCAP", "99900010448"),
        ],
    },
    Song {
        title: "Endless Horizon",
        iswc: "",
        label: "Tideline Recordings",
        catalogue_number: "TDL 12",
        holders: &[
            ("Jonah Fairweather", ShareRole::Composer, 60, "PRS", "99900011347"),
            ("Ruth Calloway", ShareRole::Author, 40, "PRS", "99900011445"),
            ("Saltmarsh Songs", ShareRole::OriginalPublisher, 100, "PRS", "99900011543"),
        ],
    },
];

/// Tells whose the songs are.
pub(super) fn tell(studio: &Studio, cast: &Cast) -> Result<(), Failure> {
    for song in &SONGS {
        let track = cast.track(song.title).ok_or_else(|| format!("{} is not in the library", song.title))?;
        let set = WorkPatch { iswc: Some(song.iswc.into()), ..WorkPatch::default() };
        let add = WorkEdit::AddWork { title: song.title.into(), tracks: Some(vec![track]), set: Some(set) }.into();
        let made = perform(studio, vec![add])?;
        let work = made.iter().find_map(|row| if let Created::Work(id) = row { Some(*id) } else { None });
        perform(studio, vec![shares(work.ok_or("the work was not made")?, song), recording(track, song)])?;
        if song.title == "Silent Echoes" {
            let set = TrackPatch { grouping: Some("J Vold IPI 99900010350".into()), ..TrackPatch::default() };
            perform(studio, vec![LibraryEdit::EditTracks { tracks: vec![track], set }.into()])?;
        }
    }
    Ok(())
}

fn shares(work: WorkId, song: &Song) -> Edit {
    let own = song.holders.iter().position(|(_, role, ..)| *role == ShareRole::OriginalPublisher);
    let spec = |&(name, role, percent, society, ipi): &Holder| ShareSpec {
        party: None,
        name: Some(name.into()),
        ipi: Some(ipi.into()),
        society: Some(society.into()),
        role,
        share: Share(percent * 10_000),
        territory: None,
        acts_for: own.filter(|_| role == ShareRole::Administrator),
    };
    ShareEdit::SetShares { work, shares: song.holders.iter().map(spec).collect() }.into()
}

fn recording(track: TrackId, song: &Song) -> Edit {
    let set = RecordingPatch {
        label_name: Some(song.label.into()),
        catalogue_number: Some(song.catalogue_number.into()),
        ..RecordingPatch::default()
    };
    RecordingEdit::EditRecordings { tracks: vec![track], set }.into()
}
