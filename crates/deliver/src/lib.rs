//! The cue list as it stands: rows, and the files made of them.
//!
//! A [`CueList`] holds the facts. [`CueList::written_out`] turns its times into the labels that people read and
//! adds the totals: that [`Listing`] is what the Deliver page shows, and what every file is made of, so they
//! cannot disagree.
//!
//! Pure: values in, bytes out; the same list gives the same bytes on every machine and day.

mod album;
mod booklet;
mod brief;
pub mod confine;
mod cue_list;
mod difference;
mod document;
mod dress;
mod error;
mod formats;
pub mod letters;
mod listing;
mod minutes;
mod music_changes;
mod perform;
mod printable;
pub mod problem;
pub mod profile;
mod rules;
pub mod sheet;
mod totals;

pub use album::{AlbumCopy, AlbumTrack, album_csv, cue_file, label_copy, m3u8};
pub use booklet::{BookletPictures, booklet};
pub use brief::{Brief, BriefCue, briefs};
pub use cue_list::{CueList, CueRow};
pub use difference::{ChangeKind, SheetChange, difference};
pub use document::{Document, UnknownDocument};
pub use dress::{Dress, SHEET_SCHEMA, SHEET_TEMPLATE};
pub use error::{DeliverError, LogoError, Stop, TemplateError, WordingError};
pub use formats::changes::{Changes, Filed};
pub use formats::playlist::{Playlist, PlaylistForm, PlaylistRow};
pub use formats::workbook::{FilledWorkbook, fill_workbook};
pub use formats::{
    Form, MOST_FRAMES, UnknownForm, endings, render, render_briefs, render_changes, render_minutes,
    render_music_changes, render_paper, render_sheet, try_sheet_template,
};
pub use listing::{Listing, ListingRow};
pub use minutes::{Minutes, MinutesAnswer, MinutesNote, MinutesRound, MinutesRow};
pub use music_changes::{MusicChange, MusicChanges};
pub use perform::perform;
pub use rules::problems;
pub use totals::ListTotals;
