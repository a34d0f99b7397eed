//! An OpenTimelineIO bundle: the time line and the sound it plays in one zip, sound stored as it is.

use std::collections::HashMap;
use std::io::{self, Read, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{PlacedCut, flat_names, otio};

/// Opens the file that lies at a path; `None` where it is not there.
pub type Media<'m> = dyn FnMut(&str) -> io::Result<Option<Box<dyn Read + 'm>>> + 'm;

/// Writes a bundle, with the sound that `media` opens. Returns paths that were not there: their clips name the file where
/// it lay.
///
/// # Errors
/// If a file cannot be read, or the bundle cannot be written.
pub fn write_otioz<W: Write + Seek>(out: W, cut: &PlacedCut, media: &mut Media<'_>) -> io::Result<Vec<String>> {
    let mut archive = ZipWriter::new(out);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let mut inside: HashMap<&str, String> = HashMap::new();
    let mut missing = Vec::new();
    // Names in a bundle are flat: two files of one name are told apart by a number.
    let names = flat_names(cut.clips.iter().map(|clip| clip.path.as_str()));
    for clip in &cut.clips {
        let path = clip.path.as_str();
        if inside.contains_key(path) || missing.iter().any(|own: &String| own == path) {
            continue;
        }
        let Some(mut sound) = media(path)? else {
            missing.push(path.to_owned());
            continue;
        };
        let Some(own) = names.get(path) else { continue };
        archive.start_file(format!("media/{own}"), stored)?;
        io::copy(&mut sound, &mut archive)?;
        inside.insert(path, format!("media/{own}"));
    }
    let url = |clip: &super::PlacedClip| match inside.get(clip.path.as_str()) {
        Some(name) => name.clone(),
        None => super::file_url(&clip.path),
    };
    archive.start_file("content.otio", deflated)?;
    archive.write_all(&otio::document(cut, url))?;
    archive.start_file("version.txt", deflated)?;
    archive.write_all(b"1.0.0")?;
    archive.finish()?;
    Ok(missing)
}
