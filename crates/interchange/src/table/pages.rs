//! The code pages that text files come in, by name.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, X_MAC_CYRILLIC,
};

use super::old_pages::Old;

/// The encodings that may be chosen: the name that is written, and what people call it.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16le", "Unicode (UTF-16)"),
    ("utf-16be", "Unicode (UTF-16, big-endian)"),
    ("windows-1252", "Western European (Windows)"),
    ("macintosh", "Western European (Mac)"),
    ("cp850", "Western European (DOS)"),
    ("cp852", "Central European (DOS)"),
    ("windows-1250", "Central European"),
    ("x-mac-ce", "Central European (Mac)"),
    ("windows-1251", "Cyrillic"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("x-mac-cyrillic", "Cyrillic (Mac)"),
    ("windows-1253", "Greek"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("windows-1257", "Baltic"),
    ("windows-1258", "Vietnamese"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc-jp", "Japanese (EUC)"),
    ("euc-kr", "Korean"),
    ("gbk", "Chinese, simplified"),
    ("big5", "Chinese, traditional"),
    ("utf-8/windows-1252", "UTF-8, other letters Western European (Windows)"),
    ("utf-8/macintosh", "UTF-8, other letters Western European (Mac)"),
    ("utf-8/windows-1250", "UTF-8, other letters Central European"),
    ("utf-8/windows-1251", "UTF-8, other letters Cyrillic"),
];

/// The same as a list for sentences.
pub(super) const NAMES: &str = "utf-8, windows-1252, macintosh, cp850, windows-1250, windows-1251, windows-1253, windows-1254, windows-1255, shift_jis, euc-kr, gbk, big5";

/// Whether a name is of [`ENCODINGS`].
#[must_use]
pub fn is_encoding(name: &str) -> bool {
    canonical(name).is_some()
}

/// The name of [`ENCODINGS`] that people mean.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let name = match name.as_str() {
        "utf8" => "utf-8",
        "utf-16" | "utf16" => "utf-16le",
        "mac" | "macroman" | "mac-roman" | "x-mac-roman" => "macintosh",
        "mac-cyrillic" | "maccyrillic" => "x-mac-cyrillic",
        "mac-ce" | "macce" | "mac-latin2" | "x-mac-centraleurroman" => "x-mac-ce",
        "ibm850" | "850" | "dos" => "cp850",
        "ibm852" | "852" => "cp852",
        "latin1" | "iso-8859-1" | "cp1252" | "ansi" => "windows-1252",
        "cp949" | "uhc" => "euc-kr",
        "cp932" | "sjis" | "shift-jis" => "shift_jis",
        "cp936" | "gb2312" | "gb18030" => "gbk",
        "cp950" => "big5",
        other => other.strip_prefix("cp125").map_or(other, |digit| match digit {
            "0" => "windows-1250",
            "1" => "windows-1251",
            "3" => "windows-1253",
            "4" => "windows-1254",
            "5" => "windows-1255",
            "6" => "windows-1256",
            "7" => "windows-1257",
            "8" => "windows-1258",
            _ => other,
        }),
    };
    ENCODINGS.iter().find(|(own, _)| *own == name).map(|&(own, _)| own)
}

/// How bytes become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Standard(&'static Encoding),
    /// A code page that the web never had.
    Old(Old),
}

impl Page {
    pub fn named(name: &str) -> Option<Self> {
        match canonical(name)? {
            "cp850" => Some(Self::Old(Old::DosWestern)),
            "cp852" => Some(Self::Old(Old::DosCentral)),
            "x-mac-ce" => Some(Self::Old(Old::MacCentral)),
            name => Encoding::for_label(name.as_bytes()).map(Self::Standard),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Old(page) => page.name(),
            Self::Standard(encoding) => {
                let name = if encoding == GB18030 { GBK.name() } else { encoding.name() };
                ENCODINGS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map_or(name, |&(own, _)| own)
            }
        }
    }

    pub fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Standard(encoding) => {
                let two_bytes = encoding == UTF_16LE || encoding == UTF_16BE;
                // Half a letter of filling.
                let bytes = match bytes {
                    [rest @ .., 0] if two_bytes && rest.len().is_multiple_of(2) => rest,
                    all => all,
                };
                let (text, _, wrong) = encoding.decode(bytes);
                (if two_bytes { without_filling(text) } else { text }, wrong)
            }
            Self::Old(page) => (Cow::Owned(page.decode(bytes)), false),
        }
    }

    /// The page of Windows with the same letters, where browsers' detector does not know this one.
    pub fn twin(self) -> Option<&'static Encoding> {
        match self {
            Self::Old(Old::DosWestern) => Some(WINDOWS_1252),
            Self::Old(Old::DosCentral | Old::MacCentral) => Some(WINDOWS_1250),
            Self::Standard(encoding) if encoding == MACINTOSH => Some(WINDOWS_1252),
            Self::Standard(encoding) if encoding == X_MAC_CYRILLIC => Some(WINDOWS_1251),
            Self::Standard(_) => None,
        }
    }

    /// Whether letters may have two bytes, of which almost any two are one.
    pub fn is_paired(self) -> bool {
        matches!(self, Self::Standard(encoding) if encoding == EUC_KR || encoding == GBK)
    }

    /// Whether letters of several bytes fit together by chance less often than single ones.
    pub fn is_wide(self) -> bool {
        let wide = [BIG5, EUC_JP, EUC_KR, GBK, GB18030, SHIFT_JIS];
        matches!(self, Self::Standard(encoding) if wide.contains(&encoding))
    }
}

/// A text of lines without the Ctrl-Z and the zeros that old systems fill files and fields up with.
pub(super) fn without_filling(text: Cow<'_, str>) -> Cow<'_, str> {
    let filled = text.ends_with('\u{1a}') || text.contains('\0');
    if !filled || !text.contains(['\n', '\r']) {
        return text;
    }
    Cow::Owned(text.trim_end_matches(['\0', '\u{1a}']).replace('\0', ""))
}
