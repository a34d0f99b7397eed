//! Markers in tables: Premiere's, Resolve's edit index, Reaper's regions and markers, and lists of others whose headings
//! name a place and a text.

use timebase::FrameRate;

use super::clock::clock;
use super::ids::ids_in;
use super::text::{colour, lines, thousandths};
use super::{
    Event, Evidence, Fade, FadeShape, Hints, Input, Label, Length, MOST_EVENTS, Marker, Place, ReadError, Reader,
    Stretch, Time, Timeline, TrackKind,
};
use crate::table::{MOST_BEFORE, Reading, Row, read_table};

/// See the module.
pub(super) const READER: Reader = Reader {
    id: "marker-table",
    name: "Marker list (Premiere, Resolve, Reaper)",
    endings: &["csv", "txt", "tsv"],
    sniff,
    read,
};

/// What a column holds, and the headings by which it is known, in small letters: those of Premiere in the languages that it
/// writes as well.
#[rustfmt::skip]
const HEADINGS: [(Column, &[&str]); 21] = [
    (Column::Number, &["#", "number", "no", "no.", "id"]),
    (Column::Name, &[
        "marker name", "name", "title", "marker", "region", "markername", "nom du marqueur", "nom de marque", "nombre del marcador",
        "nombre de marcador", "nome marcatore", "nome del marcatore", "nome do marcador", "マーカー名", "имя маркера", "название маркера",
        "标记名称", "마커 이름",
    ]),
    (Column::Comment, &[
        "description", "comment", "comments", "text", "beschreibung", "descripción", "descrizione", "descrição", "説明", "описание", "描述", "설명",
    ]),
    (Column::Note, &["notes", "note", "marker notes"]),
    (Column::Keywords, &["marker keywords"]),
    (Column::In, &[
        "in", "start", "start tc", "record in", "timecode in", "timecode", "position", "time", "start time", "tc in", "location", "entrée",
        "point d'entrée", "point d’entrée", "entrada", "attacco", "イン", "インポイント", "вход", "入点", "시작",
    ]),
    (Column::Out, &[
        "out", "end", "end tc", "record out", "timecode out", "end time", "tc out", "sortie", "point de sortie", "salida", "stacco", "saída",
        "アウト", "アウトポイント", "выход", "出点", "종료",
    ]),
    (Column::Length, &[
        "duration", "length", "dur", "dauer", "durée", "duración", "durata", "duração", "デュレーション", "длительность", "持续时间", "지속 시간",
    ]),
    (Column::Colour, &["color", "colour", "marker color"]),
    (Column::Kind, &[
        "marker type", "type", "markertyp", "type de marqueur", "type de marque", "tipo de marcador", "tipo di marcatore", "tipo marcatore",
        "マーカーのタイプ", "マーカータイプ", "тип маркера", "标记类型", "마커 유형",
    ]),
    (Column::Author, &["author", "commenter", "owner", "user", "user name"]),
    (Column::Artist, &["artist"]),
    (Column::Track, &["track", "v"]),
    (Column::SourceIn, &["source in"]),
    (Column::SourceOut, &["source out"]),
    (Column::Reel, &["reel", "reel name"]),
    (Column::File, &["source file", "clip name", "edl clip name", "file name"]),
    (Column::Isrc, &["isrc"]),
    (Column::Gain, &["gain"]),
    (Column::FadeIn, &["fade in"]),
    (Column::FadeOut, &["fade out"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Name,
    Comment,
    Note,
    Keywords,
    In,
    Out,
    Length,
    Colour,
    Kind,
    Author,
    Artist,
    Track,
    SourceIn,
    SourceOut,
    Reel,
    File,
    Isrc,
    Gain,
    FadeIn,
    FadeOut,
}

fn known(cells: &[String]) -> usize {
    let has = |column: Column| place(cells, column).is_some();
    if !(has(Column::In) && [Column::Name, Column::Comment, Column::Note].into_iter().any(has)) {
        return 0;
    }
    HEADINGS.iter().filter(|(column, _)| has(*column)).count()
}

fn place(cells: &[String], column: Column) -> Option<usize> {
    let (_, names) = HEADINGS.iter().find(|(own, _)| *own == column)?;
    let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_lowercase()).collect();
    names.iter().find_map(|name| cells.iter().position(|cell| cell == name))
}

fn sniff(input: &Input<'_>) -> bool {
    let Some(text) = input.text else { return false };
    let heads = lines(text).map(|(_, line)| line).filter(|line| !line.trim().is_empty()).take(MOST_BEFORE);
    let mut heads = heads.filter(|line| line.len() < 8_192);
    heads.any(|line| {
        ['\t', ',', ';'].iter().any(|mark| {
            let cells: Vec<String> = line.split(*mark).map(|cell| cell.trim().trim_matches('"').to_owned()).collect();
            known(&cells) >= 3
        })
    })
}

/// Where the columns are.
struct Columns(Vec<(Column, usize)>);

impl Columns {
    fn cell<'a>(&self, row: Row<'a>, column: Column) -> &'a str {
        self.0.iter().find(|(own, _)| *own == column).map_or("", |(_, at)| row.cell(*at))
    }
}

fn read(input: &Input<'_>, hints: &Hints) -> Result<Timeline, ReadError> {
    let damaged =
        |error: crate::table::TableError| ReadError::Damaged { format: "a list of markers", reason: error.to_string() };
    let table = read_table(input.bytes, &Reading::default(), &known).map_err(damaged)?;
    let heads = table.grid.rows().take(MOST_BEFORE).enumerate();
    let best = heads.max_by_key(|(at, row)| (known(&row.texts()), std::cmp::Reverse(*at)));
    let (at, headings) = best.map_or((0, Vec::new()), |(at, row)| (at, row.texts()));
    let found = HEADINGS.iter().filter_map(|(column, _)| Some((*column, place(&headings, *column)?)));
    let columns = Columns(found.collect());
    let mut timeline = Timeline::of(READER.id);
    let mut evidence = Evidence::default();
    for row in table.grid.rows_from(at + 1).filter(|row| !row.is_empty()) {
        if timeline.markers.len() + timeline.events.len() >= MOST_EVENTS {
            return Err(ReadError::TooMuch("it has more than 500,000 markers"));
        }
        take(row, &columns, &mut timeline, &mut evidence);
    }
    timeline.count_past_midnight();
    if timeline.markers.iter().any(|marker| matches!(marker.at, Time::Frames(_))) {
        timeline.remarks.push("Places that are whole numbers were taken as frames from the first one.".to_owned());
    }
    let labelled = |time: Time| matches!(time, Time::Label(_) | Time::Frames(_));
    if let Some((rate, start)) =
        lines(input.text.unwrap_or_default()).take(MOST_BEFORE).find_map(|(_, line)| head(line))
    {
        timeline.start = Some(Time::Label(start));
        timeline.carries(rate, hints.rate);
    } else if timeline.markers.iter().any(|marker| labelled(marker.at)) || !timeline.events.is_empty() {
        evidence.settle(&mut timeline, hints.rate)?;
    } else {
        timeline.shown_at(hints.rate);
    }
    Ok(timeline)
}

/// The rate and the first label that our own lists say above their headings: `25 frames a second, non-drop-frame, from
/// 01:00:00:00`.
fn head(line: &str) -> Option<(FrameRate, Label)> {
    let (rate, rest) = line.trim().split_once(" frames a second, ")?;
    let (counting, start) = rest.split_once("-frame, from ")?;
    let drop = if counting == "drop" { "df" } else { "" };
    Some((format!("{rate}{drop}").parse().ok()?, Label::parse(start)?))
}

fn take(row: Row<'_>, columns: &Columns, timeline: &mut Timeline, evidence: &mut Evidence) {
    let place = Place::Line(row.number);
    let cell = |column: Column| columns.cell(row, column);
    // Resolve has comments on the clip beside the notes and keywords of a marker.
    let mut said: Vec<&str> = Vec::new();
    for text in [Column::Comment, Column::Note, Column::Keywords].map(cell) {
        if !text.is_empty() && !said.contains(&text) {
            said.push(text);
        }
    }
    let said = said.join("\n");
    let Some(at) = time(cell(Column::In)) else {
        timeline.skip(place, format!("\"{}\" is no time", cell(Column::In)));
        return;
    };
    let out = time(cell(Column::Out));
    if matches!(at, Time::Label(_)) && !matches!(out, Some(Time::Label(_)) | None) {
        timeline.skip(place, "it begins in one time format and ends in another");
        return;
    }
    for label in [Some(at), out].into_iter().flatten().filter_map(Time::label) {
        evidence.label(label, &place);
    }
    // Resolve's edit index lists clips as well: they have a source.
    let source = time(cell(Column::SourceIn)).zip(time(cell(Column::SourceOut)));
    if let (Some((from, to)), Some(out)) = (source, out) {
        let name = if cell(Column::Track).is_empty() { "V1" } else { cell(Column::Track) };
        let is_sound = name.starts_with(['A', 'a']) || cell(Column::Kind).eq_ignore_ascii_case("music");
        let kind = if is_sound { TrackKind::Sound } else { TrackKind::Picture };
        if timeline.tracks.len() >= 4_096 {
            return;
        }
        let track = timeline.track(name, kind);
        let mut event = Event::at(track, Stretch { from: at, to: out }, place);
        event.source_span = Some(Stretch { from, to });
        for (text, into) in [
            (cell(Column::Number), &mut event.number),
            (cell(Column::Name), &mut event.name),
            (cell(Column::Reel), &mut event.source),
            (cell(Column::File), &mut event.file),
        ] {
            text.clone_into(into);
        }
        ids_in(&event.name, &mut event.ids);
        ids_in(cell(Column::Isrc), &mut event.ids);
        event.gain_millibel = decibels(cell(Column::Gain));
        event.fade_in = fade(cell(Column::FadeIn));
        event.fade_out = fade(cell(Column::FadeOut));
        event.comments.extend(Some(said).filter(|text| !text.is_empty()));
        timeline.events.push(event);
        return;
    }
    let ends = until(at, out, cell(Column::Length));
    let is_before = |out: Time| match (at, out) {
        (Time::Label(at), Time::Label(out)) => out < at,
        (Time::Elapsed(at), Time::Elapsed(out)) => out < at,
        (Time::Frames(at), Time::Frames(out)) => out < at,
        _ => false,
    };
    if ends.is_none() && out.is_some_and(is_before) {
        timeline.skip(place.clone(), "it ends before it begins: its range is left out");
    }
    let has_length = Label::parse(cell(Column::Length)).is_some_and(|length| length != Label::default());
    if out.is_none() && has_length {
        timeline.skip(place.clone(), "it has a length in timecode and no end: its range is left out");
    }
    let mut marker = Marker::at(at, place);
    marker.until = ends;
    for (text, into) in [
        (cell(Column::Number), &mut marker.number),
        (cell(Column::Name), &mut marker.name),
        (said.as_str(), &mut marker.comment),
        (cell(Column::Kind), &mut marker.kind),
        (cell(Column::Author), &mut marker.author),
        (cell(Column::Track), &mut marker.track),
    ] {
        text.clone_into(into);
    }
    if marker.author.is_empty() && marker.kind.eq_ignore_ascii_case("marker") {
        // Our own list of placements and markers has one column for who plays and who noted.
        cell(Column::Artist).clone_into(&mut marker.author);
    }
    let shade = cell(Column::Colour);
    marker.colour = colour(shade).unwrap_or_else(|| shade.to_lowercase());
    timeline.markers.push(marker);
}

/// `-6.50 dB` in hundredths of a decibel.
fn decibels(text: &str) -> Option<i32> {
    let number = text.trim().strip_suffix("dB").unwrap_or(text);
    thousandths(number).and_then(|gain| i32::try_from(gain / 10).ok())
}

/// `1.250 s` as a fade.
fn fade(text: &str) -> Option<Fade> {
    let seconds = text.trim().strip_suffix('s')?.trim();
    let length = thousandths(seconds).filter(|millis| *millis > 0).map(timebase::Flicks::from_millis)?;
    Some(Fade { length: Length::Exact(length), shape: FadeShape::Unknown })
}

fn until(at: Time, out: Option<Time>, length: &str) -> Option<Time> {
    match (at, out) {
        // One that ends after midnight is counted on later.
        (Time::Label(at), Some(Time::Label(out))) => {
            (out > at || (at.hours, out.hours) == (23, 0)).then_some(Time::Label(out))
        }
        (Time::Elapsed(at), Some(Time::Elapsed(out))) => (out > at).then_some(Time::Elapsed(out)),
        (Time::Frames(at), Some(Time::Frames(out))) => (out > at).then_some(Time::Frames(out)),
        (Time::Elapsed(at), None) => {
            let length = clock(length).filter(|length| length.0 > 0)?;
            Some(Time::Elapsed(timebase::Flicks(at.0.checked_add(length.0)?)))
        }
        (Time::Label(at), None) => length.parse().ok().and_then(|frames| at.after(frames)),
        _ => None,
    }
}

/// A label, a clock, or a number of frames. Two digits after a point are hundredths of a second here.
fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let colons = text.matches([':', ';']).count();
    if text.is_empty() {
        None
    } else if colons >= 3 || (colons == 2 && text.contains(';')) {
        Label::parse(text).map(Time::Label)
    } else if colons == 0 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok().filter(|frames: &i64| *frames < 1 << 40).map(Time::frames)
    } else {
        clock(text).map(Time::Elapsed)
    }
}

#[cfg(test)]
mod tests {
    use timebase::{Flicks, FrameRate};

    use super::*;
    use crate::timeline::read_timeline;

    fn read_at(bytes: &[u8], rate: Option<FrameRate>) -> Timeline {
        read_timeline(bytes, &Hints { rate }).expect("reads")
    }

    #[test]
    fn markers_of_premiere_are_wide_letters_between_tabs() {
        let text = "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\r\n1M03\tless piano, é\t01:00:10;00\t01:00:11;00\t00:00:01;00\tComment\r\nHit\t\t01:00:12;02\t01:00:12;02\t00:00:00;00\tChapter\r\n";
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let list = read_at(&bytes, None);
        let first = &list.markers[0];
        assert_eq!(
            (first.name.as_str(), first.comment.as_str(), first.kind.as_str()),
            ("1M03", "less piano, é", "Comment")
        );
        assert_eq!(first.until.and_then(Time::label).map(|label| label.to_string()).as_deref(), Some("01:00:11;00"));
        assert_eq!(list.markers[1].until, None);
        assert_eq!(list.possible, [FrameRate::F29_97Drop, FrameRate::F59_94Drop]);
    }

    #[test]
    fn regions_of_reaper_are_real_time() {
        let list = read_at(b"#,Name,Start,End,Length,Color\nR1,\"Verse, one\",0:05.000,0:10.500,0:05.500,FF0000\nM1,Hit,1:02:03.250,,,\nM2,Bar,5.1.00,,,\n", None);
        assert_eq!(list.markers[0].at, Time::Elapsed(Flicks::from_millis(5_000)));
        assert_eq!(list.markers[0].until, Some(Time::Elapsed(Flicks::from_millis(10_500))));
        assert_eq!((list.markers[0].name.as_str(), list.markers[0].number.as_str()), ("Verse, one", "R1"));
        assert_eq!(list.markers[1].at, Time::Elapsed(Flicks::from_millis(3_723_250)));
        assert_eq!(list.skipped[0].place, Place::Line(4));
    }

    #[test]
    fn the_edit_index_of_resolve_has_clips_and_markers() {
        let list = read_at(
            b"#,Reel,Match,V,C,Dur,Source In,Source Out,Record In,Record Out,Name,Comments,Color,Notes\n\
              1,A001,,V1,C,25,00:00:00:00,00:00:01:00,01:00:00:00,01:00:01:00,Shot.mov,,,\n\
              2,,,,,1,,,01:00:00:12,01:00:00:13,Marker 1,,Blue,Look here\n",
            Some(FrameRate::F25),
        );
        assert_eq!((list.events.len(), list.markers.len()), (1, 1));
        assert_eq!((list.events[0].source.as_str(), list.events[0].name.as_str()), ("A001", "Shot.mov"));
        assert_eq!((list.markers[0].colour.as_str(), list.markers[0].name.as_str()), ("blue", "Marker 1"));
        assert_eq!(list.markers[0].comment, "Look here");
    }

    #[test]
    fn markers_of_premiere_in_other_languages_are_the_same() {
        for heads in [
            "Markername,Beschreibung,In,Out,Dauer,Markertyp",
            "Nom du marqueur,Description,Entrée,Sortie,Durée,Type de marqueur",
            "NOMBRE DEL MARCADOR,DESCRIPCIÓN,ENTRADA,SALIDA,DURACIÓN,TIPO DE MARCADOR",
            "Nome marcatore,Descrizione,Attacco,Stacco,Durata,Tipo di marcatore",
            "Nome do marcador,Descrição,Entrada,Saída,Duração,Tipo de marcador",
            "マーカー名,説明,イン,アウト,デュレーション,マーカーのタイプ",
        ] {
            let text = format!("{heads}\n1M01,soft,01:00:10:00,01:00:11:15,00:00:01:15,Hit\n");
            let list = read_at(text.as_bytes(), Some(FrameRate::F25));
            let [marker] = list.markers.as_slice() else { panic!("{heads}: {:?}", list.markers) };
            let told = (marker.name.as_str(), marker.comment.as_str(), marker.kind.as_str());
            assert_eq!((told, marker.until.is_some()), (("1M01", "soft", "Hit"), true), "{heads}");
        }
    }

    #[test]
    fn a_length_in_timecode_without_an_end_is_told() {
        let list =
            read_at(b"Name,In,Duration\nA,01:00:10:00,00:00:02:00\nB,01:00:20:00,00:00:00:00\n", Some(FrameRate::F25));
        assert_eq!((list.markers.len(), list.skipped.len(), &list.skipped[0].place), (2, 1, &Place::Line(2)));
    }
}
