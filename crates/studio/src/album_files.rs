//! What stands beside the masters of an album, and what those say of themselves.

use std::path::{Path, PathBuf};

use deliver::letters::Letterhead;
use deliver::{AlbumCopy, AlbumTrack, BookletPictures, Form, album_csv, booklet, cue_file, label_copy, m3u8};
use media::Labels;
use model::alternate;

use crate::album_shapes::{AlbumRequest, Master};
use crate::error::StudioError;
use crate::files::{read_file, write_file};
use crate::outputs::check_output;
use crate::proxies::printable;
use crate::session::Studio;
use crate::views::{AlbumLine, AlbumView};

/// The most bytes of a picture that a master carries.
const MOST_PICTURE: u64 = 20 * 1024 * 1024;

/// Writes the tags of a master.
pub(crate) fn tag(path: &Path, view: &AlbumView, line: &AlbumLine) -> Result<(), StudioError> {
    let album = &view.album;
    let number = |count: usize| u32::try_from(count).unwrap_or(0);
    let comment = album.entries.iter().find(|entry| entry.id == line.entry).map(|entry| entry.note.clone());
    let labels = Labels {
        title: line.title.clone(),
        artist: line.artist.clone(),
        album: album.title.clone(),
        album_artist: album.artist.clone(),
        number: (number(line.number), number(view.lines.len())),
        composer: line.writers.join("; "),
        publisher: line.publishers.join("; "),
        label: if album.label.is_empty() { line.label.clone() } else { album.label.clone() },
        isrc: line.isrc.clone(),
        barcode: album.upc.clone(),
        year: album.year.map(|year| year.to_string()).unwrap_or_default(),
        comment: comment.unwrap_or_default(),
        picture: picture(view)?,
    };
    media::label_file(path, &labels).map_err(|error| StudioError::Unwritten { reason: error.to_string() })
}

/// The picture of the album, as it lies on the disk.
fn picture(view: &AlbumView) -> Result<Option<Vec<u8>>, StudioError> {
    if view.album.artwork.is_empty() {
        return Ok(None);
    }
    let path = Path::new(&view.album.artwork);
    let bytes = read_file(path, MOST_PICTURE)?;
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Some(bytes));
    }
    Err(StudioError::Unreadable { path: path.to_owned(), reason: "artwork is a JPEG or a PNG picture".to_owned() })
}

/// The pictures of the booklet. All of them are read before anything is made: what is not there is told at once.
pub(crate) fn booklet_pictures(view: &AlbumView) -> Result<BookletPictures, StudioError> {
    let read = |path: &String| {
        let reason = "it is no picture that can be printed; take a JPEG or a PNG, or take it off the album";
        let unreadable = || StudioError::Unreadable { path: path.into(), reason: reason.to_owned() };
        printable(Path::new(path))?.ok_or_else(unreadable)
    };
    let album = &view.album;
    let cover = picture(view)?.map(|_| read(&album.artwork)).transpose()?;
    Ok(BookletPictures { cover, stills: album.stills.iter().map(read).collect::<Result<_, _>>()? })
}

/// Writes the cue file, the list for players, label copy and the booklet; where they lie.
pub(crate) fn write_beside(
    studio: &Studio,
    view: &AlbumView,
    masters: &[Master],
    pictures: &BookletPictures,
    request: &AlbumRequest,
) -> Result<Vec<PathBuf>, StudioError> {
    let copy = copy_of(view, masters);
    let (show, series, logo) =
        studio.read(|rows, _| Ok::<_, StudioError>((rows.show()?, rows.series_facts()?, rows.logo()?)))?;
    let head = Letterhead::new(&show.production_company, &series);
    let name: String = view
        .album
        .title
        .chars()
        .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '-' } else { letter })
        .collect();
    let label = deliver::letters::Drawn::List(label_copy(&copy));
    let workbook = deliver::render_paper(&label, &head, logo.as_ref(), Form::Xlsx)?;
    let files: [(String, Vec<u8>); 5] = [
        (format!("{name}.cue"), cue_file(&copy).into_bytes()),
        (format!("{name}.m3u8"), m3u8(&copy).into_bytes()),
        (format!("{name} label copy.csv"), album_csv(&copy)?),
        (format!("{name} label copy.xlsx"), workbook),
        (format!("{name} booklet.pdf"), booklet(&copy, pictures)?),
    ];
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = request.folder.join(name);
        check_output(studio, &path, request.replace)?;
        write_file(&path, &bytes, request.replace)?;
        written.push(path);
    }
    Ok(written)
}

fn copy_of(view: &AlbumView, masters: &[Master]) -> AlbumCopy {
    let album = &view.album;
    let track = |(line, master): (&AlbumLine, &Master)| AlbumTrack {
        number: line.number,
        side: if line.side == 0 { String::new() } else { alternate::letter(line.side - 1) },
        title: line.title.clone(),
        artist: line.artist.clone(),
        writers: line.writers.clone(),
        publishers: line.publishers.clone(),
        label: line.label.clone(),
        isrc: line.isrc.clone(),
        iswc: line.iswc.clone(),
        at: line.at,
        length: timebase::SampleRate::MIX.flicks(i64::try_from(master.frames).unwrap_or(0)),
        loudness: master.loudness_lufs.map(|lufs| (lufs * 100.0).round() as i64),
        file: master.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        licences: line.licences.clone(),
        note: album
            .entries
            .iter()
            .find(|entry| entry.id == line.entry)
            .map(|entry| entry.note.clone())
            .unwrap_or_default(),
    };
    AlbumCopy {
        title: album.title.clone(),
        artist: album.artist.clone(),
        label: album.label.clone(),
        upc: album.upc.clone(),
        year: album.year.map(|year| year.to_string()).unwrap_or_default(),
        note: album.note.clone(),
        tracks: view.lines.iter().zip(masters).map(track).collect(),
    }
}
