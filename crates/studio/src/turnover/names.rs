//! Names of clips, files and titles as words that can be compared.

use std::path::Path;

use interchange::timeline::without_channel;
use model::credits::same_name;

/// The name of a file without folders and ending, and without the mark of a channel.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    without_channel(name)
}

/// A file's own name.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The words of a name: letters and digits, lower case, accents as they are. `SLNT_ECHOES-Inst V2` is four words.
pub(crate) fn words(name: &str) -> Vec<String> {
    let plain = same_name(name);
    let mut words: Vec<String> = Vec::new();
    for word in plain.split(|letter: char| !letter.is_alphanumeric() && letter != '\'') {
        let word = word.replace('\'', "");
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// The words as one text: what is the same by this is the same name, however it is set.
pub(crate) fn plain(name: &str) -> String {
    words(name).join(" ")
}

/// A file's own name as it is compared: `/Volumes/MX/First_Spark.L.wav` is `first spark`.
pub(crate) fn plain_stem(path: &str) -> String {
    plain(stem(path))
}

/// A path of a URL: `file:///C:/Music/First%20Spark.wav`; what is no URL stays as it is.
pub(crate) fn path_of(file: &str) -> String {
    let Some(rest) = file.strip_prefix("file://") else { return file.to_owned() };
    // `localhost` and nothing are this computer; a drive stands behind a slash.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.as_bytes();
    while let [first, others @ ..] = left {
        let digits =
            if *first == b'%' { others.get(..2).and_then(|pair| std::str::from_utf8(pair).ok()) } else { None };
        match digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                left = &others[2..];
            }
            None => {
                bytes.push(*first);
                left = others;
            }
        }
    }
    let path = String::from_utf8_lossy(&bytes).into_owned();
    let is_drive = path.as_bytes().get(2) == Some(&b':') && path.starts_with('/');
    if is_drive { path[1..].to_owned() } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_set() {
        assert_eq!(plain("SLNT_ECHOES-Inst.V2"), "slnt echoes inst v2");
        assert_eq!(plain("Heart’s Compass"), plain("hearts_compass"));
        assert_eq!(plain_stem(r"C:\MX\First_Spark.L.wav"), "first spark");
        assert_eq!(plain_stem("/music/Þögn.flac"), "þögn");
    }

    #[test]
    fn urls_are_paths() {
        assert_eq!(path_of("file:///Volumes/MX%201/A%26B.wav"), "/Volumes/MX 1/A&B.wav");
        assert_eq!(path_of("file://localhost/C%3a/MX/a.wav"), "C:/MX/a.wav");
        assert_eq!((path_of("MX/100%.wav"), path_of("file:///a%zz.wav")), ("MX/100%.wav".into(), "/a%zz.wav".into()));
    }
}
