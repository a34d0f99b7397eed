//! What codecs are called by the people who choose them when they export.

/// A picture codec by its four letters in QuickTime, MP4 and AVI.
pub(super) fn picture_name(letters: [u8; 4]) -> String {
    let known = match &letters.map(|letter| letter.to_ascii_lowercase()) {
        b"avc1" | b"avc2" | b"avc3" | b"avc4" | b"h264" | b"x264" => "H.264",
        b"ai12" | b"ai13" | b"ai15" | b"ai16" | b"ai1p" | b"ai1q" | b"ai52" | b"ai53" | b"ai55" | b"ai56" | b"ai5p"
        | b"ai5q" | b"aivx" => "AVC-Intra",
        b"hvc1" | b"hev1" | b"hevc" | b"h265" | b"x265" => "HEVC",
        b"dvh1" | b"dvhe" | b"dva1" | b"dvav" => "Dolby Vision",
        b"apco" => "ProRes 422 Proxy",
        b"apcs" => "ProRes 422 LT",
        b"apcn" => "ProRes 422",
        b"apch" => "ProRes 422 HQ",
        b"ap4h" => "ProRes 4444",
        b"ap4x" => "ProRes 4444 XQ",
        b"aprn" | b"aprh" => "ProRes RAW",
        b"avdn" => "DNxHD",
        b"avdh" => "DNxHR",
        b"cfhd" => "CineForm",
        b"vp80" | b"vp08" => "VP8",
        b"vp90" | b"vp09" => "VP9",
        b"av01" => "AV1",
        b"mpg2" | b"mpeg" | b"m2v1" | b"mx3n" | b"mx3p" | b"mx4n" | b"mx4p" | b"mx5n" | b"mx5p" | b"mmes" => "MPEG-2",
        b"mpg1" | b"m1v " => "MPEG-1",
        b"mp4v" | b"fmp4" | b"xvid" | b"divx" | b"dx50" | b"div3" | b"mp42" | b"mp43" => "MPEG-4 Part 2",
        b"mjpa" | b"mjpb" | b"mjpg" | b"jpeg" | b"dmb1" | b"avdj" => "Motion JPEG",
        b"mjp2" | b"mj2c" => "JPEG 2000",
        b"icod" => "Apple Intermediate Codec",
        b"rle " => "Animation",
        b"png " => "PNG",
        b"svq1" | b"svq3" => "Sorenson Video",
        b"cvid" => "Cinepak",
        b"h263" | b"s263" => "H.263",
        b"hap1" | b"hap5" | b"hapy" | b"hapm" | b"hapa" | b"hap7" => "Hap",
        b"v210" | b"2vuy" | b"yuv2" | b"uyvy" | b"yuy2" | b"i420" | b"yv12" | b"r210" | b"v308" | b"v408" | b"v410"
        | b"b64a" | b"raw " | b"dib " | b"\0\0\0\0" => "Uncompressed",
        b"vc-1" | b"wvc1" | b"wmv3" | b"wmv2" | b"wmv1" => "Windows Media Video",
        b"encv" => "Protected video",
        [b'd', b'v', ..] => "DV",
        [b'h', b'd', b'v', _] | [b'x', b'd', b'v', _] | [b'x', b'd', b'5', _] | [b'x', b'd', b'h', _] => "MPEG-2",
        _ => return spelled(letters),
    };
    known.to_owned()
}

/// A sound codec by its four letters in QuickTime and MP4.
pub(super) fn sound_name(letters: [u8; 4]) -> String {
    let known = match &letters {
        b"mp4a" => "AAC",
        b"sowt" | b"twos" | b"lpcm" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"raw " | b"NONE" | b"ipcm" | b"fpcm" => {
            "PCM"
        }
        b"alac" => "Apple Lossless",
        b"ac-3" | b"AC-3" | b"sac3" => "AC-3",
        b"ec-3" => "E-AC-3",
        b"Opus" => "Opus",
        b"fLaC" => "FLAC",
        b".mp3" | b"ms\0\x55" => "MP3",
        b"ulaw" | b"alaw" => "G.711",
        b"ima4" => "IMA 4:1",
        _ => return spelled(letters),
    };
    known.to_owned()
}

/// A codec whose letters are not known here, as they are.
fn spelled(letters: [u8; 4]) -> String {
    let text: String =
        letters.iter().map(|&byte| if byte.is_ascii_graphic() { char::from(byte) } else { ' ' }).collect();
    let text = text.trim();
    if text.is_empty() { "An unknown codec".to_owned() } else { text.to_owned() }
}

/// A codec by its number in RIFF files (the registry of WAVEFORMATEX).
pub(super) fn wave_name(tag: u16) -> &'static str {
    match tag {
        1 | 3 | 0xfffe => "PCM",
        2 | 0x11 => "ADPCM",
        6 | 7 => "G.711",
        0x50 => "MPEG Layer II",
        0x55 => "MP3",
        0xff | 0x1600 | 0x1610 => "AAC",
        0x2000 => "AC-3",
        0x2001 => "DTS",
        0x160..=0x162 => "Windows Media Audio",
        _ => "An unknown codec",
    }
}
