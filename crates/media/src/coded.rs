//! Compressed sound, made exact: trimmed, seekable to the frame, and steady over damage.
//!
//! Symphonia delivers packets with timestamps. Three of its habits are mended here: it does not trim AAC in MP4
//! (see [`crate::mp4`]); it lands before the target of a seek, so the rest is decoded and dropped; and its Opus
//! decoder drops the pre-skip from the first packet it ever sees, so each decoder here sees the first packet first.
//!
//! Two counts are used. A *raw* frame is counted as the container's timestamps count. A *playable* frame is what
//! the user hears, from 0; playable 0 is the raw frame [`Coded::first`].

use std::path::{Path, PathBuf};

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_AAC, CODEC_ID_ALAC, CODEC_ID_FLAC, CODEC_ID_MP3, CODEC_ID_OPUS, CODEC_ID_VORBIS,
};
use symphonia::core::errors::Error;
use symphonia::core::packet::Packet;
use timebase::SampleRate;

use crate::MediaError;
use crate::block::{Block, remap};
use crate::codec::{opus_gain, refuse, speakers};
use crate::mp4::Movie;
use crate::stream::Stream;
use crate::tally::Tally;
use crate::window::View;

/// The sound of one compressed file.
pub(crate) struct Coded {
    path: PathBuf,
    view: View,
    /// Which of several sound tracks, where one was asked for.
    nth: Option<usize>,
    stream: Stream,
    pub codec: AudioCodecId,
    pub container: &'static str,
    pub rate: SampleRate,
    pub channels: u16,
    pub bits: Option<u16>,
    /// Raw frame of the first packet.
    origin: i64,
    /// Raw frame at which the sound starts.
    first: i64,
    /// Raw frame at which the sound is ended, where the container knows.
    end: Option<i64>,
    /// Raw frame up to which sound must be there, where a header says so; more may follow.
    promised: Option<i64>,
    /// What all samples are multiplied by: the output gain of Opus (RFC 7845, section 5.1).
    gain: f32,
    /// Speakers by the bits of WAVE_FORMAT_EXTENSIBLE; 0 where none are named.
    pub speakers: u32,
    /// Raw frame that is delivered next.
    position: i64,
    /// Raw frame before which the decoder had not yet settled since the last seek.
    settled: i64,
    block: Block,
    /// After a seek, timestamps decide where a packet belongs; in straight decoding packets follow one another.
    sought: bool,
    /// Frames of the longest packet so far.
    longest: i64,
    tally: Tally,
}

/// Damaged stretches are passed over; a stream with nothing but damage is given up.
const MOST_ERRORS_IN_A_ROW: u32 = 512;
/// Lost packets are made up by silence up to this many seconds; a longer jump is a wrong timestamp.
const LONGEST_GAP_SECONDS: i64 = 30;
/// No codec has longer packets, in frames.
const LONGEST_PACKET: i64 = 1 << 17;
/// So many packets that cannot be decoded, with few between them that can, are no sound.
const MOST_SKIPPED: u64 = 1_024;
/// What a container loses at once is never shorter than this many frames.
const SHORTEST_GAP: i64 = 1_024;

impl Coded {
    /// `nth` is which of several sound tracks, counted from 0; `None` is the one that the library prefers.
    pub(crate) fn open(path: &Path, movie: Option<&Movie>, view: View, nth: Option<usize>) -> Result<Self, MediaError> {
        let letters = movie.and_then(|movie| movie.codec);
        let stream = Stream::open(path, letters, &view, nth)?;
        let params = stream.decoder.codec_params().clone();
        let rate = params.sample_rate.ok_or_else(|| MediaError::damaged("it does not say its sample rate"))?;
        let mut coded = Self {
            path: path.to_owned(),
            view,
            nth,
            codec: params.codec,
            container: stream.format.format_info().short_name,
            rate: crate::rate::checked(rate)?,
            channels: params.channels.as_ref().map_or(0, |channels| channels.count() as u16),
            bits: params.bits_per_sample.and_then(|bits| u16::try_from(bits).ok()),
            stream,
            origin: 0,
            first: 0,
            end: None,
            promised: None,
            gain: if params.codec == CODEC_ID_OPUS {
                opus_gain(params.extra_data.as_deref(), movie.is_some())
            } else {
                1.0
            },
            speakers: params.channels.as_ref().map_or(0, speakers),
            position: i64::MIN,
            settled: i64::MIN,
            block: Block::default(),
            sought: true,
            longest: 0,
            tally: Tally::default(),
        };
        while coded.block.length == 0 {
            if !coded.next_block()? {
                let cut = movie.is_some_and(|movie| movie.cut.is_some());
                return Err(coded.soundless(cut));
            }
        }
        if coded.tally.refused > 0 {
            return Err(refuse(params.codec, params.extra_data.as_deref(), letters));
        }
        coded.trim(movie);
        // ffmpeg and others count the last packet of ALAC in CAF as a full one.
        if coded.container == "caf" && coded.codec == CODEC_ID_ALAC {
            coded.measure_end()?;
        }
        Ok(coded)
    }

    /// Finds where the sound starts and ends; the first block is decoded.
    fn trim(&mut self, movie: Option<&Movie>) {
        let track = &self.stream.track;
        let known = track.num_frames.and_then(|frames| i64::try_from(frames).ok());
        self.first = self.block.at;
        self.origin = self.first;
        if self.container == "caf" {
            // Its packet table puts priming frames before 0.
            self.first = self.first.max(0);
        }
        match movie {
            Some(movie) => {
                let known = movie.frames(known, self.rate.hertz()).filter(|frames| *frames > 0);
                let playable = movie.playable(known, self.rate.hertz());
                // An Opus decoder has dropped its pre-skip already; the edit list names it once more.
                self.first = self.first.max(playable.start);
                self.end = playable.end;
            }
            // An Ogg file counts from 0 even where it begins later, cut from a longer recording (RFC 7845, section 4.5).
            None if self.container == "ogg" => {
                self.first = self.first.max(0);
                self.end = known;
            }
            None => self.end = known.map(|frames| self.first.saturating_add(frames)),
        }
        self.promised = self.end;
        self.position = self.first;
    }

    fn soundless(&self, cut: bool) -> MediaError {
        match self.tally.skipped {
            0 if cut => MediaError::Truncated { kept: None, promised: None },
            0 => MediaError::NoSound,
            _ => MediaError::damaged("none of its sound can be decoded"),
        }
    }

    /// Playable frames, where the container knows.
    pub(crate) fn frames(&self) -> Option<i64> {
        self.promised.or(self.end).map(|end| end.saturating_sub(self.first).max(0))
    }

    /// Playable frames that must be there, where a header says so.
    pub(crate) fn promised(&self) -> Option<i64> {
        self.promised.map(|end| end.saturating_sub(self.first).max(0))
    }

    /// Forgets a length that the library only estimated.
    pub(crate) fn forget_length(&mut self) {
        (self.end, self.promised) = (None, None);
    }

    /// The length is right, but no header said so.
    pub(crate) fn doubt_length(&mut self) {
        self.promised = None;
    }

    /// A header says that there are so many playable frames. If there are more, they are read too.
    pub(crate) fn promise(&mut self, frames: i64) {
        (self.end, self.promised) = (None, Some(self.first.saturating_add(frames)));
    }

    /// Ends the sound at a raw frame.
    pub(crate) fn end_at(&mut self, frame: i64) {
        (self.end, self.promised) = (Some(frame), Some(frame));
    }

    /// Ends the sound after `frames` playable frames.
    pub(crate) fn cut_at(&mut self, frames: i64) {
        self.end_at(self.first.saturating_add(frames));
    }

    /// Whether other sound can follow this one as if it were the same recording.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.rate, self.channels, self.speakers) == (other.rate, other.channels, other.speakers)
    }

    pub(crate) fn tally(&self) -> Tally {
        self.tally
    }

    pub(crate) fn seek(&mut self, frame: i64) -> Result<(), MediaError> {
        let target = self.first.saturating_add(frame.max(0)).min(self.end.unwrap_or(i64::MAX));
        // A little ahead, decoding on is as cheap as a seek.
        let near = i64::from(self.rate.hertz()) / 4 + self.warm_up();
        if target < self.block.at.max(self.settled) || target - self.position > near {
            self.jump(target)?;
        }
        self.position = target;
        Ok(())
    }

    pub(crate) fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        let channels = usize::from(self.channels);
        let mut done = 0;
        while done < most {
            let left = self.end.map_or(i64::MAX, |end| end.saturating_sub(self.position));
            if left <= 0 {
                break;
            }
            if self.block.end() <= self.position {
                if !self.next_block()? && !self.make_up() {
                    break;
                }
                continue;
            }
            let room = (most - done).min(usize::try_from(left).unwrap_or(usize::MAX));
            let count = if self.block.at > self.position {
                // Packets were lost on the way: their time stays, silent.
                let gap = usize::try_from(self.block.at - self.position).unwrap_or(usize::MAX).min(room);
                out.resize(out.len() + gap * channels, 0.0);
                gap
            } else {
                let skip = (self.position - self.block.at) as usize;
                let count = (self.block.length - skip).min(room);
                out.extend_from_slice(&self.block.samples[skip * channels..(skip + count) * channels]);
                count
            };
            self.position += count as i64;
            done += count;
        }
        Ok(done)
    }

    /// Replaces lost packets at the very end by silence: one that is damaged, or one that the header counts and the
    /// file never had. A file that lacks more than that is cut, and stays short.
    fn make_up(&mut self) -> bool {
        let most = if self.codec == CODEC_ID_MP3 { 2 * self.longest } else { self.longest };
        let Some(end) = self.promised.or(self.end) else { return false };
        let left = end.saturating_sub(self.position);
        if left <= 0 || left > most {
            return false;
        }
        self.tally.skipped += 1;
        self.block.at = self.position;
        self.block.length = left as usize;
        self.block.samples.clear();
        self.block.samples.resize(left as usize * usize::from(self.channels), 0.0);
        true
    }

    /// Finds the end by decoding the last packets, where the container counts whole packets.
    fn measure_end(&mut self) -> Result<(), MediaError> {
        let Some(promised) = self.end.take() else { return Ok(()) };
        self.promised = None;
        self.seek(promised.saturating_sub(self.first).saturating_sub(1))?;
        while self.next_block()? {}
        let end = self.block.end();
        self.end_at(if (0..=self.longest).contains(&promised.saturating_sub(end)) { end } else { promised });
        self.jump(self.first)
    }

    /// Frames to decode before the wanted one until the decoder has forgotten that it did not start at the start.
    fn warm_up(&self) -> i64 {
        match self.codec {
            // The bit reservoir reaches back 511 bytes, which at low rates is several packets of 1,152.
            CODEC_ID_MP3 => 10 * 1_152,
            CODEC_ID_AAC => 4 * 1_024,
            // RFC 7845 asks for 80 ms; the energy prediction takes longer to agree in the last bit.
            CODEC_ID_OPUS => i64::from(self.rate.hertz()),
            // Two of the longest blocks.
            CODEC_ID_VORBIS => 2 * 8_192,
            // FLAC, ALAC and PCM packets stand alone.
            _ => 0,
        }
    }

    /// Brings the stream to where `target` can be decoded next; what lies between is dropped while reading.
    fn jump(&mut self, target: i64) -> Result<(), MediaError> {
        let early = target - self.warm_up();
        self.position = target;
        self.settled = target;
        self.forget_block();
        // Near the start, and where the library refuses to seek or lands too late as in damaged files, the stream is
        // opened anew.
        if early > self.first && self.stream.seek(early, self.rate) && self.next_block()? && self.block.at <= target {
            return Ok(());
        }
        self.stream = Stream::open(&self.path, None, &self.view, self.nth)?;
        self.settled = i64::MIN;
        self.forget_block();
        Ok(())
    }

    fn forget_block(&mut self) {
        self.block.length = 0;
        self.block.at = i64::MIN;
        self.sought = true;
    }

    /// Decodes one packet into the block; false at the end of the stream.
    fn next_block(&mut self) -> Result<bool, MediaError> {
        let mut errors = 0;
        loop {
            let packet = match self.stream.format.next_packet() {
                Ok(Some(packet)) if packet.track_id == self.stream.track.id => packet,
                Ok(Some(_)) => continue,
                // Another stream chained behind this one is another recording.
                Ok(None) | Err(Error::ResetRequired) => return Ok(false),
                Err(Error::IoError(error)) if error.raw_os_error().is_some() => return Err(error.into()),
                Err(Error::IoError(_)) => return Ok(false),
                Err(_) => {
                    errors += 1;
                    if errors > MOST_ERRORS_IN_A_ROW {
                        return Ok(false);
                    }
                    continue;
                }
            };
            self.take(&packet);
            let Tally { decoded, skipped, .. } = self.tally;
            if skipped > MOST_SKIPPED && skipped / 4 > decoded {
                return Err(MediaError::damaged("most of its sound cannot be decoded"));
            }
            return Ok(true);
        }
    }

    /// Matroska counts in milliseconds. Packets of one length stand at multiples of it from the first.
    fn on_packet(&self, stamped: i64, length: i64) -> i64 {
        let steady = matches!(self.codec, CODEC_ID_AAC | CODEC_ID_MP3 | CODEC_ID_OPUS | CODEC_ID_FLAC);
        let step = self.longest.max(length);
        if !steady || step == 0 {
            return stamped;
        }
        let packets = (stamped.saturating_sub(self.origin) + step / 2).div_euclid(step);
        self.origin.saturating_add(packets.saturating_mul(step))
    }

    fn take(&mut self, packet: &Packet) {
        let rate = self.rate;
        let frames = |ticks: i64| self.stream.frames(ticks, rate);
        let starts = frames(packet.pts.get()).saturating_add(frames(packet.trim_start.get() as i64));
        let lasts = frames(packet.dur.get() as i64).clamp(0, LONGEST_PACKET);
        let expected = self.block.end();
        let wanted = starts.saturating_add(lasts) > self.position;
        self.block.samples.clear();
        let decoded = self.stream.decoder.decode(packet);
        match decoded {
            Ok(buffer) if buffer.is_empty() || buffer.spec().rate() == rate.hertz() => {
                if self.channels == 0 {
                    self.channels = buffer.num_planes() as u16;
                }
                self.block.length = buffer.frames();
                buffer.copy_to_vec_interleaved(&mut self.block.samples);
                remap(&mut self.block.samples, buffer.num_planes(), usize::from(self.channels));
                if self.gain != 1.0 {
                    self.block.samples.iter_mut().for_each(|sample| *sample *= self.gain);
                }
                self.tally.decoded += u64::from(wanted);
            }
            // Not decodable, or in another sample rate than the rest: silent for as long as it should last.
            failed => {
                self.tally.refused += u64::from(wanted && matches!(failed, Err(Error::Unsupported(_))));
                self.tally.skipped += u64::from(wanted);
                self.block.length = if self.channels == 0 { 0 } else { lasts as usize };
                self.block.samples.resize(self.block.length * usize::from(self.channels), 0.0);
            }
        }
        let length = self.block.length as i64;
        // The first packets of Vorbis and Opus give fewer frames than they last: these end where the duration ends.
        // Elsewhere frames begin where the packet does, and the last packet may give fewer than it states.
        let stamped = match self.codec {
            CODEC_ID_VORBIS | CODEC_ID_OPUS => starts.saturating_add(lasts).saturating_sub(length),
            _ => starts,
        };
        let stamped = if self.container == "matroska" { self.on_packet(stamped, length) } else { stamped };
        self.longest = self.longest.max(lasts).max(if self.container == "matroska" { length } else { 0 });
        let gap = stamped.saturating_sub(expected);
        let lost = gap >= length.max(SHORTEST_GAP) && gap <= i64::from(rate.hertz()) * LONGEST_GAP_SECONDS;
        self.tally.skipped += u64::from(lost && !self.sought && wanted);
        self.block.at = if self.sought || lost { stamped } else { expected };
        self.sought &= length == 0;
    }
}
