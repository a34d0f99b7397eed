//! A real device, through cpal.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, ErrorKind, FromSample, OutputCallbackInfo, SampleFormat, SizedSample, Stream, StreamConfig,
    SupportedBufferSize, SupportedStreamConfig,
};
use parking_lot::Mutex;
use rtrb::{Consumer, Producer, RingBuffer};
use timebase::SampleRate;

use super::{Clock, Output, OutputState};
use crate::Frame;
use crate::feed::Feed;

/// Frames that a device may be asked to take at once: from 1.3 ms at 48 kHz to 171 ms.
const PERIODS: (u32, u32) = (64, 8192);

/// Which device is to play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceWish {
    /// As the system calls it; `None` for its default device.
    pub name: Option<String>,
    /// Frames that it should ask for at once, 64 to 8192; it may take others.
    pub period: u32,
}

impl Default for DeviceWish {
    /// The system's default device, and 1,024 frames: 21 ms, short beside the 100 ms within which a start must be heard,
    /// and long enough for a busy machine.
    fn default() -> Self {
        Self { name: None, period: 1024 }
    }
}

/// The names of the devices that sound can go to, each once, in the system's order: those that are there, and what the system calls
/// its default one.
#[must_use]
pub fn devices() -> Vec<String> {
    let mut names = Vec::new();
    let real = |device: &cpal::Device| device.id().map_or(true, |id| !is_plug_in(&id.to_string()));
    for device in cpal::default_host().output_devices().into_iter().flatten().filter(real) {
        let name = name_of(&device);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether ALSA, of whose devices `id` is one, means a step of processing, such as a rate converter: it lists those beside cards
/// (`alsa:hw:CARD=0,DEV=0`) and sound servers. Other systems list devices alone.
fn is_plug_in(id: &str) -> bool {
    let Some(name) = id.strip_prefix("alsa:") else { return false };
    !name.contains("CARD=") && !["default", "pulse", "pipewire", "jack"].contains(&name)
}

fn name_of(device: &cpal::Device) -> String {
    device.description().map_or_else(|_| device.to_string(), |description| description.name().to_owned())
}

/// Frames handed over at once; what a device asks for beyond that is filled in pieces.
const SCRATCH: usize = 2048;

/// Why no device plays.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The system has none.
    #[error("this machine has no sound device")]
    NoDevice,
    /// There is one, but it cannot be used.
    #[error("the sound device cannot be opened")]
    Refused(#[source] cpal::Error),
    /// It takes a kind of sample that is not known.
    #[error("the sound device takes samples of a kind that is not known: {format}")]
    UnknownFormat {
        /// The kind.
        format: String,
    },
}

impl From<cpal::Error> for OutputError {
    fn from(error: cpal::Error) -> Self {
        match error.kind() {
            // Without a sound card there is a default device all the same, which turns out not to be there.
            ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => Self::NoDevice,
            _ => Self::Refused(error),
        }
    }
}

/// A device of the system.
pub struct Device {
    name: String,
    rate: u32,
    wished: bool,
    clock: Clock,
    latency: Arc<AtomicU64>,
    lost: Arc<Mutex<Option<String>>>,
    feeds: Producer<Feed>,
    // Held to keep it playing.
    _stream: Stream,
}

impl Device {
    /// Opens the device that is wished for, or the system's default one where that is not there or cannot be used: at
    /// 48 kHz in stereo floats where it can, else as it likes.
    ///
    /// # Errors
    /// When there is none, or none can be used now.
    pub fn open(wish: &DeviceWish) -> Result<Self, OutputError> {
        let host = cpal::default_host();
        if let Some(wanted) = &wish.name {
            let named = host.output_devices()?.find(|device| name_of(device) == *wanted);
            match named.map(|device| Self::open_device(&device, wish.period)) {
                Some(Ok(opened)) => return Ok(opened),
                Some(Err(error)) => tracing::info!(error = &error as &dyn std::error::Error, wanted, "not to be used"),
                None => tracing::info!(wanted, "the sound device is not there"),
            }
        }
        let device = host.default_output_device().ok_or(OutputError::NoDevice)?;
        let opened = Self::open_device(&device, wish.period)?;
        Ok(Self { wished: wish.name.is_none(), ..opened })
    }

    fn open_device(device: &cpal::Device, period: u32) -> Result<Self, OutputError> {
        let config = best_config(device)?;
        let period = period.clamp(PERIODS.0, PERIODS.1);
        let period = match config.buffer_size() {
            SupportedBufferSize::Range { min, max } if *min <= *max => BufferSize::Fixed(period.clamp(*min, *max)),
            SupportedBufferSize::Range { .. } | SupportedBufferSize::Unknown => BufferSize::Default,
        };
        // Some systems offer a period and then refuse it.
        let opened = Self::open_with(device, &config, period);
        if period == BufferSize::Default || opened.is_ok() {
            return opened;
        }
        Self::open_with(device, &config, BufferSize::Default)
    }

    fn open_with(
        device: &cpal::Device,
        supported: &SupportedStreamConfig,
        buffer_size: BufferSize,
    ) -> Result<Self, OutputError> {
        let config = StreamConfig { buffer_size, ..supported.config() };
        let clock = Clock::real();
        let (lost, latency) = (Arc::default(), Arc::default());
        let (feeds, feed) = RingBuffer::new(4);
        let line = Line { device, config, clock: &clock, feed, lost: &lost, latency: &latency };
        let stream = match supported.sample_format() {
            SampleFormat::F32 => line.build::<f32>(),
            SampleFormat::F64 => line.build::<f64>(),
            SampleFormat::I8 => line.build::<i8>(),
            SampleFormat::I16 => line.build::<i16>(),
            SampleFormat::I24 => line.build::<cpal::I24>(),
            SampleFormat::I32 => line.build::<i32>(),
            SampleFormat::I64 => line.build::<i64>(),
            SampleFormat::U8 => line.build::<u8>(),
            SampleFormat::U16 => line.build::<u16>(),
            SampleFormat::U24 => line.build::<cpal::U24>(),
            SampleFormat::U32 => line.build::<u32>(),
            SampleFormat::U64 => line.build::<u64>(),
            other => return Err(OutputError::UnknownFormat { format: other.to_string() }),
        }?;
        stream.play()?;
        let rate = supported.sample_rate();
        Ok(Self { name: name_of(device), rate, wished: true, clock, latency, lost, feeds, _stream: stream })
    }
}

impl Output for Device {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn clock(&self) -> Clock {
        self.clock.clone()
    }

    fn state(&self) -> OutputState {
        OutputState::Device { name: self.name.clone() }
    }

    fn lost(&self) -> Option<String> {
        self.lost.lock().clone()
    }

    fn pulls_by_itself(&self) -> bool {
        true
    }

    fn is_wished(&self) -> bool {
        self.wished
    }

    fn latency(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.latency)
    }

    fn start(&mut self, feed: Feed) {
        if self.feeds.push(feed).is_err() {
            tracing::error!("the sound device does not take up what it should play");
        }
    }
}

/// The configuration nearest to 48 kHz, stereo, floats.
fn best_config(device: &cpal::Device) -> Result<SupportedStreamConfig, cpal::Error> {
    let mix = SampleRate::MIX.hertz();
    let wish = |config: &SupportedStreamConfig| {
        let format = match config.sample_format() {
            SampleFormat::F32 => 3,
            SampleFormat::I32 | SampleFormat::I24 => 2,
            SampleFormat::I16 => 1,
            _ => 0,
        };
        (config.channels() == 2, config.channels() > 2, format)
    };
    let at_mix = device.supported_output_configs()?.filter_map(|range| range.try_with_sample_rate(mix));
    match at_mix.max_by_key(wish) {
        Some(config) => Ok(config),
        None => device.default_output_config(),
    }
}

/// What a stream is built from.
struct Line<'a> {
    device: &'a cpal::Device,
    config: StreamConfig,
    clock: &'a Clock,
    feed: Consumer<Feed>,
    lost: &'a Arc<Mutex<Option<String>>>,
    latency: &'a Arc<AtomicU64>,
}

impl Line<'_> {
    fn build<T: SizedSample + FromSample<f32>>(self) -> Result<Stream, cpal::Error> {
        let channels = usize::from(self.config.channels).max(1);
        let rate = u64::from(self.config.sample_rate).max(1);
        let (clock, told) = (self.clock.clone(), Arc::clone(self.latency));
        let mut feeds = self.feed;
        let mut feed: Option<Feed> = None;
        let mut scratch: Vec<Frame> = vec![[0.0; 2]; SCRATCH];
        let callback = move |data: &mut [T], info: &OutputCallbackInfo| {
            if let Ok(next) = feeds.pop() {
                feed = Some(next);
            }
            let stamp = info.timestamp();
            let latency = stamp.playback.saturating_duration_since(stamp.callback).as_nanos() as u64;
            told.store(latency, Ordering::Relaxed);
            let mut heard_at = clock.now() + latency;
            for piece in data.chunks_mut(SCRATCH * channels) {
                let frames = &mut scratch[..piece.len() / channels];
                match &mut feed {
                    Some(feed) => feed.fill(frames, heard_at),
                    None => frames.fill([0.0; 2]),
                }
                heard_at += frames.len() as u64 * 1_000_000_000 / rate;
                write(frames, channels, piece);
            }
        };
        let lost = Arc::clone(self.lost);
        let failed = move |error: cpal::Error| {
            if is_final(error.kind()) {
                lost.lock().get_or_insert_with(|| error.to_string());
            }
        };
        self.device.build_output_stream(self.config, callback, failed, None)
    }
}

/// Spreads stereo over a device's channels: the first two of many, the mean of both on one.
fn write<T: SizedSample + FromSample<f32>>(frames: &[Frame], channels: usize, data: &mut [T]) {
    let sample = |value: f32| T::from_sample(value.clamp(-1.0, 1.0));
    for (out, frame) in data.chunks_exact_mut(channels).zip(frames) {
        match out {
            [one] => *one = sample((frame[0] + frame[1]) / 2.0),
            [left, right, rest @ ..] => {
                (*left, *right) = (sample(frame[0]), sample(frame[1]));
                rest.fill(T::EQUILIBRIUM);
            }
            [] => {}
        }
    }
}

/// Whether a stream that reports this plays no more.
fn is_final(kind: ErrorKind) -> bool {
    match kind {
        ErrorKind::Xrun | ErrorKind::RealtimeDenied | ErrorKind::DeviceChanged => false,
        // Unknown kinds may be harmless; a stream that has really stopped is noticed by its silence.
        ErrorKind::DeviceNotAvailable
        | ErrorKind::StreamInvalidated
        | ErrorKind::HostUnavailable
        | ErrorKind::PermissionDenied
        | ErrorKind::DeviceBusy => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_processes_sound_is_no_device() {
        for real in ["alsa:default", "alsa:pipewire", "alsa:sysdefault:CARD=PCH", "alsa:hw:CARD=0,DEV=3", "coreaudio:x"]
        {
            assert!(!is_plug_in(real), "{real}");
        }
        for plug_in in ["alsa:null", "alsa:lavrate", "alsa:samplerate", "alsa:speex", "alsa:upmix", "alsa:oss"] {
            assert!(is_plug_in(plug_in), "{plug_in}");
        }
    }

    #[test]
    fn stereo_is_spread_over_the_channels_of_the_device() {
        let frames = [[0.5, -0.25], [2.0, -2.0]];
        let mut four = [9.0_f32; 8];
        write(&frames, 4, &mut four);
        assert_eq!(four, [0.5, -0.25, 0.0, 0.0, 1.0, -1.0, 0.0, 0.0]);
        let mut one = [0_i16; 2];
        write(&frames, 1, &mut one);
        assert_eq!(one, [4096, 0]);
        let mut unsigned = [0_u16; 6];
        write(&frames, 3, &mut unsigned);
        assert_eq!(unsigned[2], 32_768);
        assert_eq!(unsigned[3], 65_535);
    }
}
