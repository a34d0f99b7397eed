//! ID3v2, in MP3, WAV, AIFF and others.

use lofty::id3::v2::{Frame, Id3v2Tag};

use super::Found;

pub(super) fn read(found: &mut Found, tag: &Id3v2Tag) {
    for frame in tag {
        let id = frame.id().as_str();
        match frame {
            Frame::Text(text) if id == "TCON" => {
                // "(17)" and "17" stand for names.
                let names: Vec<&str> = tag.genres().into_iter().flatten().collect();
                found.add(id, if names.is_empty() { &text.value } else { "" });
                names.iter().for_each(|name| found.add(id, name));
            }
            Frame::Text(text) => found.add(id, &text.value),
            Frame::Timestamp(time) => found.add(id, &time.timestamp.to_string()),
            Frame::UserText(text) => found.add(format!("TXXX:{}", text.description), &text.content),
            // A described comment is a program's note to itself (iTunNORM, iTunSMPB), not a comment.
            Frame::Comment(text) => found.add(described("COMM", &text.description), &text.content),
            Frame::UnsynchronizedText(text) => found.add("USLT", &text.content),
            Frame::Url(url) => found.add(id, url.url()),
            Frame::UserUrl(url) => found.add(described("WXXX", &url.description), &url.content),
            Frame::KeyValue(pairs) => {
                for (role, name) in pairs.key_value_pairs.iter() {
                    found.add(format!("{id}:{role}"), name);
                }
            }
            Frame::Picture(frame) => found.add_picture(&frame.picture),
            _ => {}
        }
    }
}

fn described(id: &str, description: &str) -> String {
    if description.is_empty() { id.to_owned() } else { format!("{id}:{description}") }
}
