//! Code pages of DOS, which spreadsheets and databases still write and the web never had.

/// For which letters a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dos {
    /// Of Western Europe.
    Western,
    /// Of Central Europe.
    Central,
}

/// The upper half of code page 850.
pub(super) const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The upper half of code page 852.
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

impl Dos {
    pub fn name(self) -> &'static str {
        match self {
            Self::Western => "cp850",
            Self::Central => "cp852",
        }
    }

    pub fn decode(self, bytes: &[u8]) -> String {
        let upper: Vec<char> = match self {
            Self::Western => CP850.chars().collect(),
            Self::Central => CP852.chars().collect(),
        };
        let letter = |byte: &u8| match byte.checked_sub(128) {
            None => char::from(*byte),
            Some(place) => upper.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
        };
        bytes.iter().map(letter).collect()
    }
}
