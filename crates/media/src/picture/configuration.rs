//! What decoders are told of a track: short records beside its name, each in the form of its codec.

use super::source::be16;

/// Whether H.264 is 8-bit 4:2:0, by AVCDecoderConfigurationRecord (ISO/IEC 14496-15): the profiles Baseline, Main, Extended
/// and High are (ISO/IEC 14496-10, annex A).
pub(super) fn avc_is_plain(record: &[u8]) -> Option<bool> {
    Some(matches!(record.get(1)?, 66 | 77 | 88 | 100))
}

/// Whether VP9 is 8-bit 4:2:0, by VPCodecConfigurationRecord: profile 0 is. Version and flags stand before it.
pub(super) fn vp9_is_plain(record: &[u8]) -> Option<bool> {
    Some(*record.get(4)? == 0)
}

/// The content of DecoderConfigDescriptor within `esds` (ISO/IEC 14496-1): its first byte is the type of the object.
pub(super) fn decoder_config(esds: &[u8]) -> Option<&[u8]> {
    let (tag, content) = descriptor(esds)?;
    match tag {
        // ES_Descriptor: an id and flags, then more descriptors.
        3 => descriptor(content.get(3..)?).filter(|(tag, _)| *tag == 4).map(|(_, content)| content),
        4 => Some(content),
        _ => None,
    }
}

/// A descriptor is a tag, a length of one to four bytes, and its content.
fn descriptor(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let length = bytes.iter().skip(1).take(4).position(|byte| byte & 0x80 == 0)? + 1;
    Some((*bytes.first()?, bytes.get(1 + length..)?))
}

/// Channels by AudioSpecificConfig (ISO/IEC 14496-3), which is described behind the thirteen bytes of its decoder.
pub(super) fn aac_channels(config: &[u8]) -> Option<u32> {
    let (_, config) = descriptor(config.get(13..)?).filter(|(tag, _)| *tag == 5)?;
    let word = be16(config, 0)?;
    // Five bits of the object's type, four of the rate; what is written out in full is not read here.
    if word >> 11 == 31 || word >> 7 & 15 == 15 {
        return None;
    }
    match word >> 3 & 15 {
        0 => None,
        7 => Some(8),
        channels => Some(u32::from(channels)),
    }
}
