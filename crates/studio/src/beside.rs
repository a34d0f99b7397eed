//! What sounds beside the music of a cut: from its rows to what the renderer plays, and what is drawn of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use media::{ContentHash, Energy, Peaks};
use model::{CutId, PicturePart, ProductionSound, picture_parts};
use playback::{Beside, Clip, Fade, Program};
use store::{Facet, Rows, StoreError};
use timebase::Flicks;

use crate::ducking::{GainLines, gain_lines};
use crate::edits::{self, Created, EditRequest};
use crate::error::StudioError;
use crate::production::{key_of, stream_of};
use crate::session::Studio;
use crate::sound::{Alternate, TRIED_LANE, Tried, cut_program, sample_at};
use crate::views::{CutSound, cut_sound};

impl Studio {
    /// The lines of gain of the placements of a cut whose cues are ducked under what is said, by placement.
    pub(crate) fn gain_lines(&self, cut: CutId) -> Result<Arc<GainLines>, StoreError> {
        if let Some((_, lines)) = self.0.gain_lines.lock().as_ref().filter(|(known, _)| *known == cut) {
            return Ok(Arc::clone(lines));
        }
        let (lines, revision) =
            self.read(|rows, revision| Ok::<_, StoreError>((Arc::new(gain_lines(rows, cut)?), revision)))?;
        let mut kept = self.0.gain_lines.lock();
        if self.readers().revision() == revision {
            *kept = Some((cut, Arc::clone(&lines)));
        }
        Ok(lines)
    }

    /// Forgets them where they follow from what changed.
    pub(crate) fn forget_gain_lines(&self, facets: &BTreeSet<Facet>) {
        let followed = [Facet::Production, Facet::Dialogue, Facet::Uses, Facet::Season];
        if followed.iter().any(|facet| facets.contains(facet)) {
            *self.0.gain_lines.lock() = None;
        }
    }

    /// What of a cut is heard: its music, as [`Studio::program`] has it, and what sounds beside it.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn heard(&self, cut: CutId, alternates: &[Alternate], matched: bool) -> Result<Program, StudioError> {
        let beside = self.read(|rows, _| beside(rows, cut))?;
        Ok(self.program(cut, alternates, matched)?.with_beside(beside))
    }

    /// What would be heard of the cut that `request` makes, and how long that cut would be. Nothing is changed.
    ///
    /// # Errors
    /// If an edit is refused or none of them makes a cut, the show is read-only, or the document cannot be read.
    pub fn heard_if(&self, request: &EditRequest) -> Result<(Program, Flicks), StudioError> {
        edits::rehearse(&mut self.document(), request, &self.moment(), |rows, created| {
            let made = created.iter().find_map(|one| if let Created::Cut(id) = one { Some(*id) } else { None });
            let id = made.ok_or(StudioError::NoCutMade)?;
            let cut = rows.cut(id)?.ok_or(StudioError::NoSuch { what: "cut", id: id.0 })?;
            let music = cut_program(rows, id, &[], None)?.with_lines(&gain_lines(rows, id)?);
            Ok((music.with_beside(beside(rows, id)?), cut.length))
        })
    }

    /// As [`Studio::heard`], with a track of the library in the place of the music that lies where it would sound.
    ///
    /// # Errors
    /// If there is no such cut or track, or the document cannot be read.
    pub fn heard_with(
        &self,
        cut: CutId,
        alternates: &[Alternate],
        matched: bool,
        tried: Tried,
    ) -> Result<Program, StudioError> {
        let track = self.track(tried.track)?.track;
        let (start, end) = (sample_at(tried.at), sample_at(tried.at + track.duration));
        let clip = Clip {
            // Rows have positive numbers.
            id: TRIED_LANE,
            lane: TRIED_LANE,
            path: track.path.into(),
            start,
            length: end - start,
            source_start: Flicks::ZERO,
            gain_millibel: i32::try_from(tried.gain.0.clamp(-9_600, 0)).unwrap_or_default(),
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            volume: Vec::new(),
            tail: 0,
        };
        let mut beside = self.read(|rows, _| beside(rows, cut))?;
        beside.push(Beside { clip, stream: None });
        Ok(self.program(cut, alternates, matched)?.clearing(&(start..end)).with_beside(beside))
    }

    /// Sound and drama of a cut, as far as the energy of its recordings is known.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn cut_sound(&self, cut: CutId) -> Result<CutSound, StudioError> {
        let known = |hash| self.known_energy(hash);
        self.read(|rows, _| cut_sound(rows, cut, &known)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 }))
    }

    /// The energy of a recording, where it is known; none at all where it cannot be read.
    pub(crate) fn known_energy(&self, hash: ContentHash) -> Option<Energy> {
        self.cache().energy(hash).or_else(|| self.0.season.gave_up(hash).then(|| Energy(Vec::new())))
    }

    /// Finds out the energy of the recordings that are placed on a cut, as far as it is not known; how many were.
    /// Recordings that cannot be read count as without any.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn measure_energy(&self, cut: CutId, cancel: &dyn Fn() -> bool) -> Result<usize, StudioError> {
        let tracks = self.read(|rows, _| rows.tracks_of_cut(cut))?;
        let mut count = 0;
        for track in tracks {
            let Some(hash) = ContentHash::from_hex(&track.hash) else { continue };
            if self.known_energy(hash).is_some() {
                continue;
            }
            match media::energy_of(Path::new(&track.path), cancel) {
                Ok(energy) => self.cache().keep_energy(hash, &energy),
                Err(media::MediaError::Cancelled) => return Ok(count),
                Err(error) => {
                    tracing::debug!(%error, path = track.path, "the energy of a recording was not found out");
                    self.0.season.give_up(hash);
                    continue;
                }
            }
            count += 1;
        }
        Ok(count)
    }

    /// The outline of a production sound of the show by the name that [`key_of`] gives it; `None` where no sound of the show
    /// has that name. What was drawn once is kept.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub(crate) fn production_peaks(&self, key: ContentHash) -> Result<Option<Peaks>, StudioError> {
        let sounds = self.read(|rows, _| rows.all_production_sounds())?;
        let wanted = key.to_string();
        let Some(sound) = sounds.iter().find(|sound| key_of(sound).is_some_and(|key| key == wanted)) else {
            return Ok(None);
        };
        if let Some(kept) = self.cache().kept_peaks(key) {
            return Ok(Some(kept));
        }
        let failed = |error: media::MediaError| StudioError::Unreadable {
            path: PathBuf::from(&sound.path),
            reason: error.to_string(),
        };
        let peaks = media::peaks_of(Path::new(&sound.path), stream_of(sound), &|| false).map_err(failed)?;
        self.cache().keep_peaks(key, &peaks);
        Ok(Some(peaks))
    }
}

/// The sounds beside the music of a cut that are not muted, as the renderer plays them.
fn beside(rows: &Rows, id: CutId) -> Result<Vec<Beside>, StudioError> {
    let cut = rows.cut(id)?.ok_or(StudioError::NoSuch { what: "cut", id: id.0 })?;
    let parts = picture_parts(&cut, &rows.reel_pictures(id)?);
    let sounds = rows.production_sounds(id)?.into_iter().filter(|sound| !sound.muted);
    let played = |sound: ProductionSound| {
        let start = sample_at(sound.start);
        // The sound of a file that the picture is in ends where the next file begins, as what is seen does.
        let own = |part: &&PicturePart| part.start == sound.start && part.cut.picture.as_ref() == Some(&sound.path);
        let part = parts.iter().find(own).filter(|_| sound.stream.is_some());
        let end = sample_at(part.map_or(cut.span().end, |part| part.start + part.cut.length));
        let clip = Clip {
            id: sound.id.0,
            lane: sound.id.0,
            path: PathBuf::from(&sound.path),
            start,
            length: end.saturating_sub(start),
            source_start: Flicks::ZERO,
            gain_millibel: i32::try_from(sound.gain.0).unwrap_or(0),
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            volume: Vec::new(),
            tail: 0,
        };
        Beside { clip, stream: stream_of(&sound) }
    };
    Ok(sounds.map(played).collect())
}
