//! `mix`: the picks of a cut as one Broadcast Wave file.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::CueNumber;
use model::words::with_minus;
use serde_json::json;
use studio::check_output;
use studio::mixing::{self, MixForm, MixOf, MixRequest};
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
    bits: MixForm,
    /// Write another kind of file; flac, mp3 and aac through the ffmpeg that you have
    #[arg(long, value_parser = forms())]
    form: Option<MixForm>,
    /// Write each lane that sounds into a file of its own, named after OUTPUT
    #[arg(long)]
    stems: bool,
    /// Write one cue, as 1M03, from its first sound to the end of its tail
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["stems", "from", "to"])]
    cue: Option<CueNumber>,
    /// Bring it to this integrated loudness in LUFS, louder only as far as the true peak stays at -1 dBTP
    #[arg(long, value_name = "LUFS", allow_hyphen_values = true)]
    loudness: Option<f64>,
    /// With what sounds beside the music: the picture's sound, stems
    #[arg(long)]
    production: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

fn sample_rates() -> impl TypedValueParser<Value = SampleRate> {
    PossibleValuesParser::new(["32000", "44100", "48000", "88200", "96000", "176400", "192000"])
        .try_map(|text: String| text.parse().ok().and_then(SampleRate::new).ok_or("not a sample rate"))
}

fn forms() -> impl TypedValueParser<Value = MixForm> {
    PossibleValuesParser::new(["opus", "flac", "mp3", "aac"]).map(|text| match text.as_str() {
        "opus" => MixForm::Opus,
        "flac" => MixForm::Flac,
        "mp3" => MixForm::Mp3,
        _ => MixForm::Aac,
    })
}

fn sample_formats() -> impl TypedValueParser<Value = MixForm> {
    PossibleValuesParser::new(["16", "24", "32f"]).map(|text| match text.as_str() {
        "16" => MixForm::Wav16,
        "32f" => MixForm::Wav32f,
        _ => MixForm::Wav24,
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
    let of = match asked.cue {
        Some(number) => MixOf::Cue { cue: studio.find_cue(cut.id, number)?.id },
        None if asked.stems => MixOf::Stems,
        None => MixOf::All,
    };
    let request = MixRequest {
        cut: cut.id,
        span: Some(Span { start, end }),
        path: asked.output.clone(),
        sample_rate: asked.rate,
        form: asked.form.unwrap_or(asked.bits),
        of,
        production: asked.production,
        target: asked.loudness.map(|lufs| (lufs * 100.0).round() as i64),
    };
    let written = mixing::mix(&studio, &progress::job(studio::views::JobKind::Mix, "Writing the mix"), &request)?;
    studio.close()?;
    let one = |mixed: &mixing::Mixed| {
        json!({
            "path": mixed.path.display().to_string(),
            "start": cut.timecode(mixed.span.start).to_string(),
            "frames": mixed.bounce.frames,
            "sampleRate": asked.rate.hertz(),
            "bits": request.form.samples().bits(),
            "loudnessLufs": mixed.bounce.loudness_lufs,
            "truePeakDbtp": mixed.bounce.true_peak_dbtp,
            "samplesOver": mixed.bounce.samples_over,
        })
    };
    let json = match written.as_slice() {
        [single] => one(single),
        several => json!({ "stems": several.iter().map(one).collect::<Vec<_>>() }),
    };
    let said = |mixed: &mixing::Mixed| {
        let bounce = &mixed.bounce;
        let loudness =
            bounce.loudness_lufs.map_or_else(|| "silent".to_owned(), |lufs| with_minus(&format!("{lufs:.1} LUFS")));
        let peak = with_minus(&format!("{:.1}", bounce.true_peak_dbtp));
        let over = match bounce.samples_over {
            0 => String::new(),
            count => format!(", {count} samples over full scale"),
        };
        format!("Wrote {} from {}: {loudness}, {peak} dBTP{over}", mixed.path.display(), cut.timecode(mixed.span.start))
    };
    let text: Vec<String> = written.iter().map(said).collect();
    Ok(Answer::new(json, text.join("\n")))
}
