//! The sound of single placements, by the renderer that plays them.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use interchange::placed::{PlacedCut, SpottedFile, Spotting, crockford};
use playback::{
    About, BounceError, BounceOptions, Clip, Fade, Files, Program, SampleFormat, Sources, Unreadable, bounce,
};

use super::WAVE;
use super::watched::Meter;
use crate::sound::sample_at;

/// What of a cut is not in the sound files of its placements.
pub(super) fn losses(cut: &PlacedCut, spotting: Spotting) -> Vec<String> {
    let touched = cut.clips.iter().any(|clip| {
        let faded = clip.fade_in.0 > 0 || clip.fade_out.0 > 0 || clip.tail.0 > 0;
        clip.gain_millibel != 0 || faded || !clip.gain_curve.is_empty()
    });
    let mut losses = match spotting {
        Spotting::Heard if !cut.clips.is_empty() => {
            vec![
                "Sound files of placements have their gain and fades in the sound: they cannot be made longer."
                    .to_owned(),
            ]
        }
        Spotting::Recorded { .. } if touched => {
            vec!["Sound files with handles have no gain, no fades and no tails; gain and fades stand in the list beside them.".to_owned()]
        }
        Spotting::Heard | Spotting::Recorded { .. } => Vec::new(),
    };
    losses.extend(cut.muted_told());
    losses
}

/// What every placement of a cut sounds like among the others: fades that a neighbour on its lane takes over included.
pub(super) struct Sounding {
    clips: HashMap<String, Clip>,
    program: Program,
}

impl Sounding {
    pub fn of(program: Program) -> Self {
        let clips = program.clips().map(|clip| (crockford(clip.id), clip.clone())).collect();
        Self { clips, program }
    }

    /// Writes one to `path`. Nothing is left there if it fails.
    pub fn write(
        &self,
        cut: &PlacedCut,
        file: &SpottedFile,
        spotting: Spotting,
        path: &Path,
        meter: &mut Meter<'_>,
    ) -> Result<(), BounceError> {
        let span = sample_at(file.span.start)..sample_at(file.span.end);
        let placed = cut.clips.get(file.clip);
        let heard = placed.and_then(|placed| self.clips.get(&placed.id));
        let Some(heard) = heard else { return Err(BounceError::Empty { span }) };
        let program = match spotting {
            // With the line by which it goes down under what is said.
            Spotting::Heard => self.program.clone().keeping(|clip| clip.id == heard.id),
            Spotting::Recorded { .. } => Program::new(vec![Clip {
                start: span.start,
                length: span.end - span.start,
                source_start: file.track_start,
                gain_millibel: 0,
                fade_in: Fade::default(),
                fade_out: Fade::default(),
                volume: Vec::new(),
                tail: 0,
                ..heard.clone()
            }]),
        };
        let (sample_rate, bits) = WAVE;
        let options = BounceOptions {
            path: path.to_owned(),
            span,
            sample_rate,
            format: SampleFormat::Int24,
            since_midnight: file.since_midnight,
            unreadable: Unreadable::Refuse,
            about: About { description: file.description.clone(), ixml: file.ixml(cut, sample_rate, bits) },
        };
        let sources: Arc<dyn Sources> = Arc::new(Files);
        let before = meter.done();
        bounce(&Arc::new(program), &sources, &options, |progress| {
            meter.at(before + progress.done * 6);
            if meter.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(())
    }
}
