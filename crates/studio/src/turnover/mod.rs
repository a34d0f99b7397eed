//! Turnovers: files of cutting rooms imported into a cut. What each becomes is worked out and shown first; nothing is changed
//! until it is taken, and then it is one step of undo.

mod alike;
mod asked;
mod clips;
mod clock;
mod cues;
mod made;
mod marks;
pub(crate) mod names;
mod noted;
mod pairing;
mod pieces;
mod plan;
mod recognise;
mod reels;
mod request;
mod script;
mod shown;
mod stems;
mod tracks;

use interchange::timeline::{READERS, Timeline, Watch};
use model::{Cut, Track};
use timebase::FrameRate;

use crate::edits::{Created, EditRequest, ImportEdit};
use crate::timelines::{read_timeline, read_timeline_watched};
use crate::views::{TimelineImported, TimelinePreview};
use crate::{Studio, StudioError};

pub use asked::{AskedEpisode, AskedTrack, RowDecision, TimelineAsked};
use made::Target;
use plan::{Ground, Plan};

/// A file that was read for a cut.
struct Read {
    timeline: Timeline,
    /// What to say of how its rate came about.
    remark: Option<String>,
}

impl Studio {
    /// What a cutting room's file would become: nothing is changed.
    ///
    /// # Errors
    /// If the file cannot be read, is of no known format, or there is no such cut; or if a new episode is asked for and the
    /// file cannot tell how long it is.
    pub fn preview_timeline(&self, asked: &TimelineAsked) -> Result<TimelinePreview, StudioError> {
        Ok(self.planned(asked, None)?.0)
    }

    /// As [`Studio::preview_timeline`], and tells how far the reading is.
    ///
    /// # Errors
    /// As [`Studio::preview_timeline`]; also if the reading was stopped.
    pub fn preview_timeline_watched(
        &self,
        asked: &TimelineAsked,
        watch: Watch<'_>,
    ) -> Result<TimelinePreview, StudioError> {
        Ok(self.planned(asked, Some(watch))?.0)
    }

    /// Takes a cutting room's file in, as one step of undo.
    ///
    /// # Errors
    /// As [`Studio::preview_timeline`]; also if it has no frame rate and none was said, or nothing of it is taken.
    pub fn import_timeline(&self, asked: &TimelineAsked) -> Result<TimelineImported, StudioError> {
        let (preview, target, plan) = self.planned(asked, None)?;
        if preview.needs_rate {
            let possible = preview.possible_rates.iter().map(|rate| rate.name()).collect::<Vec<_>>().join(", ");
            return Err(StudioError::NoRate { path: asked.file.clone(), possible });
        }
        let Some(timeline) = request::edit(&plan, &target, &preview) else {
            return Err(StudioError::NothingTaken { path: asked.file.clone() });
        };
        let told = request::told(&preview);
        let edits = vec![ImportEdit::ImportTimeline { timeline: Box::new(timeline) }.into()];
        let done = self.edit(&EditRequest { edits, label: None, merge_key: None })?;
        let made = done.created.iter().find_map(|one| if let Created::Cut(cut) = one { Some(*cut) } else { None });
        let cut = made.or(preview.cut.id).ok_or(StudioError::NoSuch { what: "cut", id: 0 })?;
        Ok(TimelineImported { cut, revision: done.revision, told, preview })
    }

    fn planned(
        &self,
        asked: &TimelineAsked,
        watch: Option<Watch<'_>>,
    ) -> Result<(TimelinePreview, Target, Plan), StudioError> {
        let there = asked.cut.map(|cut| self.cut_row(cut)).transpose()?;
        let usual = there.as_ref().map(|cut| cut.rate);
        let Read { mut timeline, remark } = read(asked, usual, watch)?;
        if let Some(cut) = &there {
            clock::count_on(&mut timeline, cut);
        }
        if timeline.is_bin() {
            return Err(StudioError::NoPlaces { path: asked.file.clone() });
        }
        let target = match there {
            Some(cut) => {
                let episode = self.read(|rows, _| rows.episode(cut.episode))?;
                let episode = episode.ok_or(StudioError::NoSuch { what: "episode", id: cut.episode.0 })?;
                Target::there(cut, &episode)
            }
            None => made::target(&timeline, asked)?,
        };
        let plan = self.read(|rows, _| {
            Ground {
                rows,
                cut: &target.cut,
                is_new: target.new.is_some(),
                timeline: &timeline,
                path: &asked.file,
                asked,
            }
            .plan()
        });
        let plan = plan.map_err(StudioError::from)?;
        let (lanes, tracks): (Vec<String>, Vec<Track>) = self.read(|rows, _| {
            let lanes = rows.lanes()?.into_iter().map(|lane| lane.name).collect();
            let named = plan.cues.iter().flat_map(|cue| cue.candidates.iter().map(|one| one.track).chain(cue.chosen));
            let mut tracks = Vec::new();
            for id in named.collect::<std::collections::BTreeSet<_>>() {
                tracks.extend(rows.track(id)?);
            }
            Ok::<_, store::StoreError>((lanes, tracks))
        })?;
        let preview = shown::preview(&timeline, &plan, &target, asked, (lanes, &tracks), remark);
        Ok((preview, target, plan))
    }
}

/// Reads the file. One without a rate is read at the one that was said; else at the cut's, if its labels allow that.
fn read(asked: &TimelineAsked, usual: Option<FrameRate>, watch: Option<Watch<'_>>) -> Result<Read, StudioError> {
    let timeline = match watch {
        Some(watch) => read_timeline_watched(&asked.file, asked.rate, watch)?,
        None => read_timeline(&asked.file, asked.rate)?,
    };
    let usual = usual.filter(|usual| timeline.rate.is_none() && timeline.possible.contains(usual));
    let Some(usual) = usual else { return Ok(Read { timeline, remark: None }) };
    let name = names::file_name(&asked.file);
    let remark = format!("{name} does not say its frame rate: it was read at {usual}, as the cut counts.");
    Ok(Read { timeline: read_timeline(&asked.file, Some(usual))?, remark: Some(remark) })
}

/// What a format is called.
fn format_name(timeline: &Timeline) -> String {
    let named = READERS.iter().find(|reader| reader.id == timeline.format);
    named.map_or(timeline.format, |reader| reader.name).to_owned()
}

/// Timecode of a cut's frame, and of the one past its end.
fn label(cut: &Cut, at: timebase::Position) -> String {
    cut.timecode(at).to_string()
}
