//! A container and its decoder, opened together: Symphonia with Opus added.

use std::path::Path;
use std::sync::LazyLock;

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::units::{TimeBase, Timestamp};
use timebase::SampleRate;

use crate::MediaError;
use crate::codec::{has_band_replication, refuse};
use crate::window::View;

static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
    let mut codecs = CodecRegistry::new();
    symphonia::default::register_enabled_codecs(&mut codecs);
    codecs.register_audio_decoder::<symphonia_adapter_libopus::OpusDecoder>();
    codecs
});

/// One sound track of an open container.
pub(crate) struct Stream {
    pub format: Box<dyn FormatReader>,
    pub decoder: Box<dyn AudioDecoder>,
    pub track: Track,
}

impl Stream {
    /// `letters` are the four letters of the codec where the file is an MP4; `nth` is which of several sound tracks, by
    /// default the one that the library prefers.
    pub(crate) fn open(
        path: &Path,
        letters: Option<[u8; 4]>,
        view: &View,
        nth: Option<usize>,
    ) -> Result<Self, MediaError> {
        let source = MediaSourceStream::new(Box::new(view.open(path)?), MediaSourceStreamOptions::default());
        let mut hint = Hint::new();
        if let Some(extension) = path.extension().and_then(|extension| extension.to_str()) {
            hint.with_extension(&extension.to_ascii_lowercase());
        }
        let format = symphonia::default::get_probe()
            .probe(&hint, source, FormatOptions::default(), MetadataOptions::default())
            .map_err(|error| unopened(error, path))?;
        let sounds = |track: &&Track| matches!(track.codec_params, Some(CodecParameters::Audio(_)));
        let track = match nth {
            Some(nth) => format.tracks().iter().filter(sounds).nth(nth),
            None => format.default_track(TrackType::Audio),
        };
        let Some(track) = track.cloned() else {
            return Err(match letters {
                Some(_) => refuse(Default::default(), None, letters),
                None => MediaError::NoSound,
            });
        };
        let Some(CodecParameters::Audio(params)) = &track.codec_params else { return Err(MediaError::NoSound) };
        if params.codec == CODEC_ID_AAC && params.extra_data.as_deref().is_some_and(has_band_replication) {
            return Err(refuse(params.codec, params.extra_data.as_deref(), letters));
        }
        let decoder =
            CODECS.make_audio_decoder(params, &AudioDecoderOptions::default()).map_err(|error| match error {
                Error::Unsupported(_) => refuse(params.codec, params.extra_data.as_deref(), letters),
                other => MediaError::damaged(plain(&other)),
            })?;
        Ok(Self { format, decoder, track })
    }

    /// Moves to a packet at or before the raw frame `frame`; false if that did not work and nothing can be said
    /// about where the stream now is.
    pub(crate) fn seek(&mut self, frame: i64, rate: SampleRate) -> bool {
        // With several tracks in an Ogg file the library's search never ends when it meets a page of another track.
        if self.format.format_info().short_name == "ogg" && self.format.tracks().len() > 1 {
            return false;
        }
        let ticks = match self.track.time_base {
            Some(base) => scale(frame, base.denom.get(), u64::from(base.numer.get()) * u64::from(rate.hertz())),
            None => frame,
        };
        let to = SeekTo::Timestamp { ts: Timestamp::new(ticks), track_id: self.track.id };
        let moved = self.format.seek(SeekMode::Accurate, to).is_ok();
        self.decoder.reset();
        moved
    }

    /// A count of the container's ticks in frames.
    pub(crate) fn frames(&self, ticks: i64, rate: SampleRate) -> i64 {
        frames(ticks, self.track.time_base, rate)
    }
}

/// Ticks of a time base in frames, to the nearest.
fn frames(ticks: i64, base: Option<TimeBase>, rate: SampleRate) -> i64 {
    match base {
        Some(base) if base.numer.get() == 1 && base.denom.get() == rate.hertz() => ticks,
        Some(base) => {
            let product = i128::from(ticks) * i128::from(base.numer.get()) * i128::from(rate.hertz());
            let divisor = i128::from(base.denom.get());
            i64::try_from((product + divisor / 2).div_euclid(divisor)).unwrap_or(i64::MAX)
        }
        None => ticks,
    }
}

/// `value * by / divisor`, rounded down.
fn scale(value: i64, by: u32, divisor: u64) -> i64 {
    let product = i128::from(value) * i128::from(by);
    i64::try_from(product.div_euclid(i128::from(divisor.max(1)))).unwrap_or(i64::MAX)
}

/// Why a container did not open: no sound file at all, or one that is cut or damaged.
fn unopened(error: Error, path: &Path) -> MediaError {
    let known = crate::hash::open(path).and_then(|mut file| {
        let mut head = [0; 12];
        std::io::Read::read_exact(&mut file, &mut head)?;
        Ok(is_known(&head))
    });
    match (error, known) {
        (Error::IoError(error), _) if error.raw_os_error().is_some() => error.into(),
        (_, Err(_) | Ok(false)) => MediaError::NotAudio,
        (Error::IoError(_), Ok(true)) => MediaError::Truncated { kept: None, promised: None },
        (error, Ok(true)) => MediaError::damaged(plain(&error)),
    }
}

fn is_known(head: &[u8; 12]) -> bool {
    matches!(&head[..4], b"RIFF" | b"FORM" | b"fLaC" | b"OggS" | b"caff" | b"ID3\x02" | b"ID3\x03" | b"ID3\x04")
        || &head[4..8] == b"ftyp"
        || head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3])
}

/// The library's words without its module names.
fn plain(error: &Error) -> String {
    let text = match error {
        Error::DecodeError(text) | Error::Unsupported(text) | Error::LimitError(text) => text,
        _ => return error.to_string(),
    };
    text.split_once(": ").map_or(*text, |(_, plain)| plain).to_owned()
}
