//! `mix`: the picks of a cut as one Broadcast Wave file.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::json;
use studio::check_output;
use studio::jobs::{self, MixRequest, SampleFormat};
use timebase::{Position, SampleRate, Span};

use crate::answer::{Answer, Failure};
use crate::inputs::CutOf;
use crate::{inputs, progress};

/// Write the mix of a cut as a Broadcast Wave file
///
/// What is heard in the app, through the same renderer; the same show gives the same bytes. POS is timecode, or seconds
/// from the cut's first frame as 12.5s.
#[derive(Debug, Args)]
pub struct Mix {
    #[command(flatten)]
    cut: CutOf,
    /// The file to write
    #[arg(short, long, value_name = "FILE.wav")]
    output: PathBuf,
    /// The first frame; by default the cut's
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    from: Option<String>,
    /// The first frame after it; by default the cut's end
    #[arg(long, value_name = "POS", allow_hyphen_values = true)]
    to: Option<String>,
    /// Sample rate in hertz
    #[arg(long, default_value = "48000", value_parser = sample_rates())]
    rate: SampleRate,
    /// Bits of a sample; 32f is floating point
    #[arg(long, default_value = "24", value_parser = sample_formats())]
    bits: SampleFormat,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

fn sample_rates() -> impl TypedValueParser<Value = SampleRate> {
    PossibleValuesParser::new(["32000", "44100", "48000", "88200", "96000", "176400", "192000"])
        .try_map(|text: String| text.parse().ok().and_then(SampleRate::new).ok_or("not a sample rate"))
}

fn sample_formats() -> impl TypedValueParser<Value = SampleFormat> {
    PossibleValuesParser::new(["16", "24", "32f"]).map(|text| match text.as_str() {
        "16" => SampleFormat::Int16,
        "32f" => SampleFormat::Float32,
        _ => SampleFormat::Int24,
    })
}

/// `mix`.
pub fn mix(asked: &Mix) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let start = asked.from.as_deref().map_or(Ok(Position::ZERO), |text| cut.scale().point(text, None))?;
    let end = asked.to.as_deref().map_or(Ok(cut.span().end), |text| cut.scale().end(text, None))?;
    if end <= start {
        return Err(Failure::said(format!(
            "there is nothing to mix from {} to {}",
            cut.timecode(start),
            cut.timecode(end)
        )));
    }
    check_output(&studio, &asked.output, asked.force)?;
    let request = MixRequest {
        cut: cut.id,
        span: Some(Span { start, end }),
        path: asked.output.clone(),
        sample_rate: asked.rate,
        format: asked.bits,
    };
    let bounce = jobs::mix(&studio, &progress::job(studio::views::JobKind::Mix, "Writing the mix"), &request)?;
    studio.close()?;
    let json = json!({
        "path": asked.output.display().to_string(),
        "start": cut.timecode(start).to_string(),
        "frames": bounce.frames,
        "sampleRate": asked.rate.hertz(),
        "bits": asked.bits.bits(),
        "loudnessLufs": bounce.loudness_lufs,
        "truePeakDbtp": bounce.true_peak_dbtp,
        "samplesOver": bounce.samples_over,
    });
    let loudness = bounce.loudness_lufs.map_or_else(|| "silent".to_owned(), |lufs| format!("{lufs:.1} LUFS"));
    let mut text = format!(
        "Wrote {} from {}: {loudness}, {:.1} dBTP",
        asked.output.display(),
        cut.timecode(start),
        bounce.true_peak_dbtp
    );
    if bounce.samples_over > 0 {
        text.push_str(&format!(", {} samples over full scale", bounce.samples_over));
    }
    Ok(Answer::new(json, text))
}
