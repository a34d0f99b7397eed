//! What a mix says of itself, for editors that read `bext` and `iXML`.

use interchange::placed::{SoundFacts, ascii};
use model::Cut;
use playback::{About, SampleFormat};
use timebase::{Flicks, FrameRate, SampleRate, Span};

use super::{MixOf, MixRequest};
use crate::{Studio, StudioError, views};

/// The same for all files of a mix.
pub(super) struct Facts {
    /// The show and the cut.
    project: String,
    /// The cue, or the scene that all of it lies in; empty where there is none.
    scene: String,
    note: String,
    rate: FrameRate,
}

impl Facts {
    pub fn read(studio: &Studio, request: &MixRequest, cut: &Cut, span: Span) -> Result<Self, StudioError> {
        let gone = || StudioError::NoSuch { what: "cut", id: cut.id.0 };
        let project = studio.read(|rows, _| views::placed_cut(rows, cut.id))?.ok_or_else(gone)?.title;
        let (scene, note) = match request.of {
            MixOf::Cue { cue } => {
                let found = studio.read(|rows, _| rows.cue(cue))?;
                found.map(|cue| (cue.number.to_string(), cue.title)).unwrap_or_default()
            }
            MixOf::All | MixOf::Stems => {
                let scenes = studio.read(|rows, _| rows.scenes(cut.id))?;
                let around = scenes.into_iter().find(|one| one.in_point <= span.start && span.end <= one.out_point);
                around.map(|scene| (scene.number, scene.slugline)).unwrap_or_default()
            }
        };
        Ok(Self { project, scene, note, rate: cut.rate })
    }

    /// What one file says: `track` is what its two tracks are called.
    pub fn about(&self, track: &str, rate: SampleRate, format: SampleFormat, since_midnight: Flicks) -> About {
        let facts = SoundFacts {
            project: &self.project,
            scene: &self.scene,
            tape: "",
            note: &self.note,
            track,
            rate: self.rate,
            sample_rate: rate,
            bits: format.bits(),
            since_midnight,
        };
        let words = [&self.project, &self.scene, &self.note, track];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        About { description: ascii(&words.join(", ")), ixml: facts.ixml() }
    }
}
