//! What a sound file that we render says of itself to editors: the `iXML` chunk (iXML 2.10) beside `bext`.

use timebase::{Flicks, FrameRate, SampleRate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::in_line;
use super::xml::Xml;

/// A stereo file and where it comes from. Texts that are empty are left out.
#[derive(Debug, Clone, Copy)]
pub struct SoundFacts<'a> {
    /// The show and the cut.
    pub project: &'a str,
    /// The number of the cue, or of the scene, that it is of.
    pub scene: &'a str,
    /// The recording that it was made from.
    pub tape: &'a str,
    /// Anything else.
    pub note: &'a str,
    /// What its two tracks are called: `Songs` becomes `Songs L` and `Songs R`, nothing `L` and `R`.
    pub track: &'a str,
    /// Of the picture.
    pub rate: FrameRate,
    /// Of the file.
    pub sample_rate: SampleRate,
    /// Of a sample.
    pub bits: u16,
    /// Time from midnight to its first sample, by the labels of the cut: from nothing to less than a day.
    pub since_midnight: Flicks,
}

impl SoundFacts<'_> {
    /// Samples from midnight to its first one.
    #[must_use]
    pub fn time_reference(&self) -> u64 {
        u64::try_from(self.sample_rate.samples_nearest(self.since_midnight)).unwrap_or(0)
    }

    /// The whole XML document.
    #[must_use]
    pub fn ixml(&self) -> String {
        let (over, under) = self.rate.ratio();
        let frames = format!("{over}/{under}");
        let counting = if self.rate.is_drop() { "DF" } else { "NDF" };
        let (hertz, reference) = (self.sample_rate.hertz().to_string(), self.time_reference());
        let mut xml = Xml::plain();
        xml.within("BWFXML", &[], |xml| {
            xml.text("IXML_VERSION", "2.10");
            let named = [("PROJECT", self.project), ("SCENE", self.scene), ("TAPE", self.tape), ("NOTE", self.note)];
            for (name, text) in named.into_iter().filter(|(_, text)| !text.is_empty()) {
                xml.text(name, &in_line(text));
            }
            xml.within("SPEED", &[], |xml| {
                for name in ["MASTER_SPEED", "CURRENT_SPEED", "TIMECODE_RATE"] {
                    xml.text(name, &frames);
                }
                xml.text("TIMECODE_FLAG", counting);
                for name in ["FILE_SAMPLE_RATE", "DIGITIZER_SAMPLE_RATE", "TIMESTAMP_SAMPLE_RATE"] {
                    xml.text(name, &hertz);
                }
                xml.text("AUDIO_BIT_DEPTH", &self.bits.to_string());
                xml.text("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", &(reference >> 32).to_string());
                xml.text("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO", &(reference & 0xFFFF_FFFF).to_string());
            });
            xml.within("TRACK_LIST", &[], |xml| {
                xml.text("TRACK_COUNT", "2");
                for (channel, side) in [("1", "L"), ("2", "R")] {
                    xml.within("TRACK", &[], |xml| {
                        xml.text("CHANNEL_INDEX", channel);
                        xml.text("INTERLEAVE_INDEX", channel);
                        xml.text("NAME", in_line(&format!("{} {side}", self.track)).trim_start());
                    });
                }
            });
        });
        String::from_utf8_lossy(&xml.into_bytes()).into_owned()
    }
}

/// A text in the letters that `bext` has room for, at most 256 (EBU Tech 3285: ASCII): dashes, quotes and letters with accents
/// as people type them without, anything else as a question mark.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            letter if letter.is_ascii() => plain.push(letter),
            '‐'..='―' | '−' => plain.push('-'),
            '‘'..='‛' | '′' | '‹' | '›' | 'ʼ' => plain.push('\''),
            '“'..='‟' | '″' | '«' | '»' => plain.push('"'),
            '⁄' => plain.push('/'),
            '•' | '·' => plain.push('*'),
            '×' => plain.push('x'),
            'ß' => plain.push_str("ss"),
            'Æ' => plain.push_str("AE"),
            'æ' => plain.push_str("ae"),
            'Œ' => plain.push_str("OE"),
            'œ' => plain.push_str("oe"),
            'Ø' => plain.push('O'),
            'ø' => plain.push('o'),
            'Đ' | 'Ð' => plain.push('D'),
            'đ' | 'ð' => plain.push('d'),
            'Ł' => plain.push('L'),
            'ł' => plain.push('l'),
            'ı' => plain.push('i'),
            'Þ' => plain.push_str("Th"),
            'þ' => plain.push_str("th"),
            _ => plain.push('?'),
        }
    }
    plain.truncate(256);
    plain
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn what_is_not_ascii_is_written_as_people_type_it_without() {
        for (text, plain) in [
            ("Season 1 – “Mara’s flat”…", "Season 1 - \"Mara's flat\"..."),
            ("−3 dB — Zoë Åkesson, Łódź", "-3 dB - Zoe Akesson, Lodz"),
            ("Straße, Œuvre, Ærø, Þór", "Strasse, OEuvre, AEro, Thor"),
            ("夜, ½", "?, 1/2"),
        ] {
            assert_eq!(ascii(text), plain);
        }
        assert_eq!(ascii(&"ß".repeat(300)).len(), 256);
    }
}
