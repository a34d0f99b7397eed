//! Sound, tags, pictures and tables.

/// Reads a file of these bytes as an import does, and then from its middle as playback does.
pub fn sound(name: &str, bytes: &[u8]) {
    let path = file(name, bytes);
    // Endless silence in a few bytes is no fault of the reader: the reading is given up as a user would.
    let start = std::time::Instant::now();
    let _ = media::scan(&path, &|| start.elapsed().as_millis() > 1_500);
    if let Ok(mut reader) = media::AudioReader::open(&path) {
        let middle = reader.frames().unwrap_or(20_000) / 2;
        let mut samples = Vec::new();
        for frame in [middle.min(1 << 22), 0, 1_000] {
            if reader.seek(frame).is_err() || reader.read(&mut samples, 3_000).is_err() {
                break;
            }
            samples.clear();
        }
    }
}

/// Reads the tags of a file of these bytes.
pub fn tags(name: &str, bytes: &[u8]) {
    let (tags, _) = media::read_tags(&file(name, bytes));
    let held: usize = tags.raw.iter().map(|(key, text)| key.len() + text.len()).sum();
    assert!(held <= 1 << 20, "tags hold {held} bytes");
}

/// One file a process, written anew each time.
fn file(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    use std::sync::LazyLock;
    static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let memory = std::path::Path::new("/dev/shm");
        if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a temporary folder")
    });
    let path = FOLDER.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

/// A FLAC file with these comments.
pub fn commented(comments: &[u8]) -> Vec<u8> {
    let length = u32::try_from(comments.len()).unwrap_or(0).to_be_bytes();
    [b"fLaC\0\0\0\x22".as_slice(), &[0; 34], &[0x84], &length[1..], comments].concat()
}

/// An MP4 file with this list of tags.
pub fn listed(list: &[u8]) -> Vec<u8> {
    let made = |kind: &[u8; 4], inside: &[u8]| {
        let length = u32::try_from(inside.len() + 8).unwrap_or(8).to_be_bytes();
        [length.as_slice(), kind, inside].concat()
    };
    let meta = [&[0; 4], made(b"ilst", list).as_slice()].concat();
    let moov = made(b"moov", &made(b"udta", &made(b"meta", &meta)));
    [made(b"ftyp", b"M4A \0\0\0\0"), moov].concat()
}

/// The headers of a picture file.
pub fn movie(bytes: &[u8]) {
    if let Ok(facts) = media::read_picture(&file("a.mov", bytes)) {
        let _ = facts.rate_name();
        if let Some(rate) = facts.frame_rate() {
            let _ = (facts.start_at(rate), facts.frames.map(|frames| rate.flicks(timebase::Frames(frames))));
        }
    }
}

/// Scenes for a cut of an hour.
pub fn scenes(bytes: &[u8]) {
    use timebase::{FrameRate, Frames};
    let rate = FrameRate::F25;
    let clock = interchange::scenes::Clock { rate, start: Frames(0), length: rate.flicks(Frames(3_600 * 25)) };
    let _ = interchange::scenes::read_scenes(bytes, clock, &interchange::table::Reading::default());
}

/// A sheet, its columns guessed, each of its lines read.
pub fn catalogue(bytes: &[u8]) {
    use interchange::catalogue::{Reading, guess_columns, read_lines, read_sheet};
    if let Ok(sheet) = read_sheet(bytes, &Reading::default()) {
        let columns = guess_columns(&sheet.headings);
        let _ = read_lines(&sheet, &columns);
    }
}

/// Reads a file of a cutting room with these readers, and works out where everything in it stands.
pub fn timeline(readers: &[&str], bytes: &[u8]) {
    use interchange::timeline::{Hints, read_as};
    for id in readers {
        for rate in [None, Some(timebase::FrameRate::F29_97Drop)] {
            let Ok(timeline) = read_as(id, bytes, &Hints { rate }) else { continue };
            let Some(counting) = timeline.counting() else { continue };
            for event in &timeline.events {
                let _ = (event.record.from.position(counting), event.record.to.position(counting));
                assert!(event.track < timeline.tracks.len());
            }
            for marker in &timeline.markers {
                let _ = (marker.at.position(counting), marker.until.map(|until| until.position(counting)));
            }
        }
    }
}
