//! Code pages of DOS and of old Macs, which spreadsheets and databases still write and the web never had.

/// A page of one byte a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Old {
    /// Of DOS, for Western Europe.
    DosWestern,
    /// Of DOS, for Central Europe.
    DosCentral,
    /// Of Macs, for Central Europe.
    MacCentral,
}

/// The upper half of code page 850.
pub(super) const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The upper half of code page 852.
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// The upper half of the page that Macs had for Central Europe.
const MAC_CENTRAL: &str = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ";

impl Old {
    pub fn name(self) -> &'static str {
        match self {
            Self::DosWestern => "cp850",
            Self::DosCentral => "cp852",
            Self::MacCentral => "x-mac-ce",
        }
    }

    pub fn decode(self, bytes: &[u8]) -> String {
        let upper: Vec<char> = match self {
            Self::DosWestern => CP850.chars().collect(),
            Self::DosCentral => CP852.chars().collect(),
            Self::MacCentral => MAC_CENTRAL.chars().collect(),
        };
        let letter = |byte: &u8| match byte.checked_sub(128) {
            None => char::from(*byte),
            Some(place) => upper.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
        };
        bytes.iter().map(letter).collect()
    }
}
