//! Codecs by the names users know, and why one is refused.

use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::*;

use crate::MediaError;

/// The format as shown to users, in lower case: the codec where it matters, else the container.
pub(crate) fn shown(codec: AudioCodecId, container: &str) -> String {
    let name = match codec {
        CODEC_ID_MP3 => "mp3",
        CODEC_ID_FLAC => "flac",
        CODEC_ID_VORBIS => "vorbis",
        CODEC_ID_OPUS => "opus",
        CODEC_ID_AAC => "aac",
        CODEC_ID_ALAC => "alac",
        _ => match container {
            "wave" => "wav",
            "isomp4" => "mp4",
            other => other,
        },
    };
    name.to_owned()
}

/// The error for sound that no decoder takes. `config` is the codec's own header; `letters` the four letters of MP4.
pub(crate) fn refuse(codec: AudioCodecId, config: Option<&[u8]>, letters: Option<[u8; 4]>) -> MediaError {
    let codec = match codec {
        CODEC_ID_AAC => aac(config.unwrap_or_default()).to_owned(),
        CODEC_ID_OPUS => "multichannel Opus".to_owned(),
        CODEC_ID_AC3 => "AC-3".to_owned(),
        CODEC_ID_EAC3 => "E-AC-3".to_owned(),
        CODEC_ID_AC4 => "AC-4".to_owned(),
        CODEC_ID_DCA => "DTS".to_owned(),
        CODEC_ID_WMA => "WMA".to_owned(),
        CODEC_ID_MP1 => "MPEG layer 1".to_owned(),
        CODEC_ID_MP2 => "MPEG layer 2".to_owned(),
        CODEC_ID_SPEEX => "Speex".to_owned(),
        CODEC_ID_MUSEPACK => "Musepack".to_owned(),
        CODEC_ID_ATRAC1 | CODEC_ID_ATRAC3 | CODEC_ID_ATRAC3PLUS | CODEC_ID_ATRAC9 => "ATRAC".to_owned(),
        CODEC_ID_ADPCM_IMA_QT => "IMA ADPCM (QuickTime)".to_owned(),
        _ => letters.map_or_else(|| "this kind of".to_owned(), fourcc),
    };
    MediaError::Unsupported { codec }
}

/// What kind of AAC this is, by its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1 and table 1.17).
fn aac(config: &[u8]) -> &'static str {
    let bits = |at: usize, count: usize| bits(config, at, count);
    let (kind, next) = match bits(0, 5) {
        31 => (32 + bits(5, 6), 11),
        kind => (kind, 5),
    };
    // Behind the object type: 4 bits of rate (15: 24 more), then 4 of channels.
    let channels = bits(next + if bits(next, 4) == 15 { 28 } else { 4 }, 4);
    match kind {
        1 => "AAC Main",
        2 if channels > 2 => "multichannel AAC",
        // An LC stream that is refused carries the backward-compatible note of spectral band replication.
        2 | 5 => "HE-AAC",
        3 => "AAC SSR",
        4 => "AAC LTP",
        23 => "AAC-LD",
        29 => "HE-AAC v2",
        39 => "AAC-ELD",
        42 => "xHE-AAC (USAC)",
        _ => "this kind of AAC",
    }
}

/// Whether an AAC-LC stream carries spectral band replication, noted in a way that old players overlook (ISO/IEC
/// 14496-3, 1.6.6.1). Decoded as plain AAC it would sound, at half its bandwidth.
pub(crate) fn has_band_replication(config: &[u8]) -> bool {
    const NOTE: u32 = 0x2b7;
    const REPLICATION: u32 = 5;
    let lc = bits(config, 0, 5) == 2;
    let start = if bits(config, 5, 4) == 15 { 40 } else { 16 };
    lc && bits(config, start, 11) == NOTE
        && bits(config, start + 11, 5) == REPLICATION
        && bits(config, start + 16, 1) == 1
}

/// `count` bits from bit `at`; those beyond the end are 0.
fn bits(bytes: &[u8], at: usize, count: usize) -> u32 {
    (at..at + count)
        .fold(0, |sum, bit| sum << 1 | bytes.get(bit / 8).map_or(0, |byte| u32::from(byte >> (7 - bit % 8) & 1)))
}

fn fourcc(letters: [u8; 4]) -> String {
    match &letters {
        b"drms" | b"drmi" | b"enca" => "copy-protected".into(),
        b"ac-3" => "AC-3".into(),
        b"ec-3" => "E-AC-3".into(),
        b"ac-4" => "AC-4".into(),
        b"samr" | b"sawb" => "AMR".into(),
        b"dtsc" | b"dtsh" | b"dtsl" | b"dtse" => "DTS".into(),
        other => other.escape_ascii().to_string().trim().to_owned(),
    }
}

/// The output gain of an Opus header as a factor. Its number is in 256ths of a decibel: little-endian in Ogg (RFC 7845,
/// section 5.1), big-endian in MP4.
pub(crate) fn opus_gain(head: Option<&[u8]>, movie: bool) -> f32 {
    let Some([low, high]) = head.and_then(|head| head.get(16..18)) else { return 1.0 };
    let steps = if movie { i16::from_be_bytes([*low, *high]) } else { i16::from_le_bytes([*low, *high]) };
    10_f32.powf(f32::from(steps) / (20.0 * 256.0))
}

/// Speakers by the bits of WAVE_FORMAT_EXTENSIBLE; 0 where none are named.
pub(crate) fn speakers(channels: &Channels) -> u32 {
    match channels {
        Channels::Positioned(positions) => positions.bits() as u32,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_aac_is_named_by_its_kind() {
        // Object type 5 (SBR), 29 (PS), 42 through the escape, and LC with six channels.
        assert_eq!(aac(&[0x2b, 0x8a, 0x08]), "HE-AAC");
        assert_eq!(aac(&[0xeb, 0x8a, 0x08]), "HE-AAC v2");
        assert_eq!(aac(&[0xf9, 0x46, 0x40]), "xHE-AAC (USAC)");
        assert_eq!(aac(&[0x11, 0xb0]), "multichannel AAC");
        assert_eq!(aac(&[]), "this kind of AAC");
    }

    #[test]
    fn band_replication_is_seen_where_it_is_noted() {
        assert!(has_band_replication(&[0x12, 0x10, 0x56, 0xe5, 0x80]));
        assert!(!has_band_replication(&[0x12, 0x10, 0x56, 0xe5, 0x00]));
        assert!(!has_band_replication(&[0x12, 0x10]));
    }

    #[test]
    fn protected_files_are_named() {
        let error = refuse(AudioCodecId::default(), None, Some(*b"drms"));
        assert!(error.to_string().starts_with("copy-protected audio is not supported"), "{error}");
    }
}
