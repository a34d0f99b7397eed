//! Reading the albums of a show.

use model::{
    Album, AlbumEntry, Clearance, ClearanceStatus, Money, OptionStep, Placement, ShareRole, TrackId, WorkSide,
    alternate, laid_out,
};
use store::{Rows, StoreError};
use timebase::Flicks;

use super::album_shapes::{AlbumLine, AlbumSide, AlbumView, AlbumsView};
use crate::books::Books;

/// The albums of a show, by title.
pub(crate) fn albums(rows: &Rows, revision: u64, books: &Books) -> Result<AlbumsView, StoreError> {
    let read = rows.albums()?.into_iter().map(|album| view(rows, books, album));
    let albums: Vec<AlbumView> = read.collect::<Result<_, _>>()?;
    Ok(AlbumsView { revision, albums })
}

fn view(rows: &Rows, books: &Books, album: Album) -> Result<AlbumView, StoreError> {
    let mut lines = Vec::new();
    for (number, entry) in (1..).zip(&album.entries) {
        lines.extend(line(rows, books, number, entry)?);
    }
    let lengths: Vec<(Flicks, Flicks)> =
        lines.iter().zip(&album.entries).map(|(line, entry)| (entry.gap, line.length)).collect();
    for (line, at) in lines.iter_mut().zip(laid_out(&lengths)) {
        line.at = at;
    }
    let sides = sides(&album, &mut lines);
    let total = lines.iter().map(|line| line.at + line.length).max().unwrap_or_default();
    let remarks = remarks(&album, &lines, &sides);
    Ok(AlbumView { lines, total, sides, remarks, album })
}

fn line(rows: &Rows, books: &Books, number: usize, entry: &AlbumEntry) -> Result<Option<AlbumLine>, StoreError> {
    let Some(track) = rows.track(entry.track)? else { return Ok(None) };
    let pieces = entry.placement.map(|id| rows.pieces(id)).transpose()?.unwrap_or_default();
    let available = model::album_available(&track, &pieces);
    let recording = rows.recording(track.id)?;
    let work = recording.as_ref().and_then(|recording| recording.work);
    let (mut writers, mut publishers, mut iswc) = (Vec::new(), Vec::new(), String::new());
    if let Some(work) = work {
        iswc = rows.work(work)?.map(|work| work.iswc).unwrap_or_default();
        for share in rows.work_shares(work)? {
            let Some(party) = books.parties.get(&share.party) else { continue };
            let list = match share.role.side() {
                WorkSide::Writers => &mut writers,
                WorkSide::Publishers if share.role == ShareRole::OriginalPublisher => &mut publishers,
                WorkSide::Publishers => continue,
            };
            if !list.contains(&party.full_name()) {
                list.push(party.full_name());
            }
        }
    } else if !track.composer.is_empty() {
        writers.push(track.composer.clone());
    }
    let label = recording.and_then(|recording| recording.label).and_then(|id| books.parties.get(&id));
    let (licences, open_licences) = licences(books, track.id);
    Ok(Some(AlbumLine {
        entry: entry.id,
        track: track.id,
        number,
        title: if entry.title.is_empty() { track.title.clone() } else { entry.title.clone() },
        artist: track.artist.clone(),
        cue: cue(rows, &pieces)?,
        writers,
        publishers,
        isrc: track.isrc.clone(),
        iswc,
        label: label.map_or_else(|| track.label.clone(), model::Party::full_name),
        at: Flicks::ZERO,
        length: entry.sounding(available),
        available,
        side: 0,
        is_licensed: open_licences == 0,
        open_licences,
        licences,
        is_offline: track.is_offline(),
    }))
}

fn cue(rows: &Rows, pieces: &[Placement]) -> Result<String, StoreError> {
    let Some(cue) = pieces.first().map(|piece| rows.cue(piece.cue)).transpose()?.flatten() else {
        return Ok(String::new());
    };
    let Some(cut) = rows.cut(cue.cut)? else { return Ok(String::new()) };
    let episode = rows.episode(cut.episode)?;
    Ok(episode.map(|episode| format!("{} {}", episode.name(), cue.number)).unwrap_or_default())
}

/// Whether words for a use mean an album.
fn means_album(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["soundtrack", "album", "ost", "record"]
        .iter()
        .any(|word| lower.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == *word))
}

/// What the lines of a recording say of an album, what does not allow it first, and how many of them do not.
fn licences(books: &Books, track: TrackId) -> (Vec<String>, usize) {
    let lines: Vec<&Clearance> = books.lines.iter().filter(|line| line.track == track).collect();
    let live = lines.iter().filter(|line| !matches!(line.status, ClearanceStatus::Replaced | ClearanceStatus::Expired));
    let mut told: Vec<(String, bool)> = Vec::new();
    for line in live {
        let who = books.licensor(line);
        let side = if who.is_empty() { line.side.word().to_owned() } else { format!("{} ({who})", line.side.word()) };
        let option = books
            .options
            .iter()
            .find(|step| step.clearance == line.id && (means_album(&step.label) || means_album(&step.media)));
        let said = said(books, line, option);
        told.push((format!("{side}: {}", said.0), said.1));
    }
    told.dedup();
    if told.is_empty() {
        told.push(("not requested".to_owned(), false));
    }
    told.sort_by_key(|(_, allowed)| *allowed);
    let open = told.iter().filter(|(_, allowed)| !allowed).count();
    (told.into_iter().map(|(words, _)| words).collect(), open)
}

fn said(books: &Books, line: &Clearance, option: Option<&OptionStep>) -> (String, bool) {
    if line.status == ClearanceStatus::Denied {
        return ("refused".to_owned(), false);
    }
    if line.status == ClearanceStatus::NotNeeded {
        return ("not needed".to_owned(), true);
    }
    let Some(option) = option else {
        let included = means_album(&line.media) && line.status.is_committed();
        return if included {
            ("in the licence".to_owned(), true)
        } else {
            ("album use not requested".to_owned(), false)
        };
    };
    if option.exercised {
        return (format!("option “{}” taken", option.label), true);
    }
    let currency = if line.currency.is_empty() { books.rates.own() } else { &line.currency };
    let fee = option.fee.map(|fee| format!(" for {}", Money::new(fee, currency))).unwrap_or_default();
    let until = if option.exercise_by.is_empty() { String::new() } else { format!(" until {}", option.exercise_by) };
    (format!("option “{}”{fee}{until}, not taken", option.label), false)
}

/// The sides of the record, and which each line is on; none where no entry begins one.
fn sides(album: &Album, lines: &mut [AlbumLine]) -> Vec<AlbumSide> {
    if album.entries.iter().skip(1).all(|entry| !entry.starts_side) {
        return Vec::new();
    }
    let mut number = 1;
    for (at, line) in lines.iter_mut().enumerate() {
        if at > 0 && album.entries.get(at).is_some_and(|entry| entry.starts_side) {
            number += 1;
        }
        line.side = number;
    }
    let side = |number: usize| {
        let own = || lines.iter().filter(move |line| line.side == number);
        let (from, to) = (own().map(|line| line.at).min(), own().map(|line| line.at + line.length).max());
        let length = to.zip(from).map(|(to, from)| to - from).unwrap_or_default();
        AlbumSide { number, letter: alternate::letter(number - 1), length, is_over: length > album.side_limit }
    };
    (1..=number).map(side).collect()
}

/// Lines that begin where the one before them does, each after that one.
pub(crate) fn swallowed(lines: &[AlbumLine]) -> impl Iterator<Item = (&AlbumLine, &AlbumLine)> {
    lines.iter().zip(lines.iter().skip(1)).filter(|(before, line)| line.at <= before.at)
}

fn remarks(album: &Album, lines: &[AlbumLine], sides: &[AlbumSide]) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut name = |lacking: Vec<&str>, words: &str| {
        if !lacking.is_empty() {
            remarks.push(format!("{words}: {}", lacking.join(", ")));
        }
    };
    let titles = |of: &dyn Fn(&AlbumLine) -> bool| {
        lines.iter().filter(|line| of(line)).map(|line| line.title.as_str()).collect::<Vec<_>>()
    };
    name(titles(&|line| line.is_offline), "No sound has come of");
    name(titles(&|line| line.length <= Flicks::ZERO), "Nothing is left of");
    name(titles(&|line| !line.is_licensed), "An album is not licensed for");
    name(titles(&|line| line.isrc.is_empty()), "No ISRC for");
    name(titles(&|line| line.writers.is_empty()), "No writer is named for");
    for (before, line) in swallowed(lines) {
        remarks.push(format!("{} begins where {} begins: shorten the overlap in its gap", line.title, before.title));
    }
    for (line, entry) in lines.iter().zip(&album.entries) {
        if line.length > Flicks::ZERO && entry.fade_in + entry.fade_out > line.length {
            remarks.push(format!("The fades of {} are longer than it is, and are shortened to fit", line.title));
        }
    }
    let pictures = album.stills.iter().map(|still| ("still", still)).chain([("artwork", &album.artwork)]);
    for (what, path) in pictures.filter(|(_, path)| !path.is_empty() && !std::path::Path::new(path).is_file()) {
        remarks.push(format!("The {what} is not there any more: {path}"));
    }
    if album.upc.is_empty() && !lines.is_empty() {
        remarks.push("The album has no UPC".to_owned());
    }
    for side in sides.iter().filter(|side| side.is_over) {
        remarks.push(format!("Side {} is longer than a side may be", side.letter));
    }
    remarks
}
