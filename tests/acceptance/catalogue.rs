//! Catalogue sheets: what they would change, changing it in one step, and what cannot be taken.

use std::fs;
use std::path::PathBuf;

use model::{CatalogueField, Publishing, Share};
use serde_json::json;
use studio::views::{CatalogueAsked, RowFate};
use tests::stage::{ALPHA, BRAVO, CHARLIE, Stage};

const SHEET: &str = "\
Title,Artist,ISRC,File,Label,Cat. no.,Work title,ISWC,Writers,Publishers,Year
Alpha,The Testers,NO-UM7-19-00421,,Northlight,NL 12,,T-034.524.680-1,\"Ines Vold (TONO) 75%; Jon Vold (PRS) 25%\",Fjord Songs (TONO),2019
Second,,,bravo.wav,Northlight,NL 12,Alpha,T-034.524.680-1,\"Ines Vold (TONO) 75%; Jon Vold (PRS) 25%\",Fjord Songs (TONO),
Charlie,Somebody else,,,,,,,Ada Berg,,
Delta,The Testers,,,,,,,Ada Berg,,
charlie,the testers,,,,,,T-034.524.680-2,Ada Berg (ASCAP) 50%,,
";

fn written(stage: &Stage, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = stage.file(name);
    fs::write(&path, text).expect("written");
    path
}

#[test]
fn a_sheet_is_previewed_and_taken_in_as_one_step() {
    let mut stage = Stage::default();
    let path = written(&stage, "northlight.csv", SHEET);
    let before = stage.seen();
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!(before, stage.seen());
    assert!(!preview.remembered);
    assert_eq!((preview.total, preview.new, preview.changed, preview.same, preview.unmatched), (5, 3, 0, 0, 2));
    assert_eq!((preview.works, preview.parties), (2, 5));
    assert_eq!(preview.columns[8].field, Some(CatalogueField::Writers));
    let fates: Vec<RowFate> = preview.rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [RowFate::New, RowFate::New, RowFate::Unmatched, RowFate::Unmatched, RowFate::New]);
    let told: Vec<String> = preview.rows[0]
        .changes
        .iter()
        .map(|change| format!("{}: {} > {}", change.field, change.from, change.to))
        .collect();
    assert_eq!(
        told,
        [
            "isrc:  > NOUM71900421",
            "year:  > 2019",
            "catalogueNumber:  > NL 12",
            "label:  > Northlight",
            "work:  > Alpha",
            "iswc:  > T-034.524.680-1",
            "writers:  > Ines Vold (TONO) 75 %, Jon Vold (PRS) 25 %",
            "publishers:  > Fjord Songs (TONO) 100 %",
        ]
    );
    assert_eq!(preview.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [4, 5, 6, 6]);
    assert_eq!(preview.problems[0].message, "\"Charlie\" by Somebody else is not in the library");

    let done = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("it is taken in");
    assert_eq!((done.changed, done.same, done.works, done.parties, done.problems.len()), (3, 0, 2, 5, 4));
    let alpha = stage.studio().track(ALPHA).expect("the track");
    let work = alpha.work.expect("a work");
    assert_eq!((alpha.track.isrc.as_str(), alpha.label_name.as_str()), ("NOUM71900421", "Northlight"));
    assert_eq!((work.writers_sum, work.publishers_sum, work.tracks.len()), (Share::WHOLE, Share::WHOLE, 2));
    let bravo = stage.studio().track(BRAVO).expect("the track");
    assert_eq!((bravo.track.title.as_str(), bravo.work.expect("a work").work.id), ("Second", work.work.id));
    let charlie = stage.studio().track(CHARLIE).expect("the track").work.expect("a work");
    assert_eq!((charlie.work.iswc.as_str(), charlie.writers_sum), ("", Share::HALF));

    assert_eq!(stage.studio().undo().expect("undone").as_deref(), Some("Import northlight.csv"));
    assert_eq!(before, stage.seen());
    stage.studio().redo().expect("redone");
    stage.reopen();
    let again = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert!(again.remembered);
    assert_eq!((again.new, again.changed, again.same, again.works, again.parties), (0, 0, 3, 0, 0));
}

#[test]
fn columns_are_read_as_they_were_the_last_time() {
    let stage = Stage::default();
    let path = written(&stage, "odd.csv", "Stück,Wer\nAlpha,Ines Vold\n");
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert!(preview.refusal.expect("a refusal").contains("none of its columns is a title"));
    assert_eq!((preview.total, preview.rows.len(), preview.problem_count), (1, 0, 0));
    let error = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect_err("refused");
    assert!(studio::sentence(&error).contains("none of its columns is a title"), "{error}");
    let columns = [Some(CatalogueField::Title), Some(CatalogueField::Writers)];
    stage
        .studio()
        .import_catalogue(&path, &CatalogueAsked { columns: Some(columns.to_vec()), ..CatalogueAsked::default() })
        .expect("taken in");
    let other = written(&stage, "odd 2.csv", "Stück,Wer\nBravo,Jon Vold\n");
    let preview = stage.studio().preview_catalogue(&other, &CatalogueAsked::default()).expect("a preview");
    assert_eq!((preview.remembered, preview.refusal, preview.new), (true, None, 1));
}

#[test]
fn a_sheet_corrects_what_is_known_and_shows_it() {
    let mut stage = Stage::default();
    let made = stage.edit(json!({ "type": "addWork", "title": "Alpha", "tracks": [ALPHA] }));
    let [studio::edits::Created::Work(work)] = made[..] else { panic!("{made:?}") };
    let shares = json!([
        { "name": "Ines Vold", "role": "composer", "share": 1_000_000 },
        { "name": "Signal Hill", "role": "administrator", "share": 1_000_000 },
    ]);
    stage.edit(json!({ "type": "setShares", "work": work, "shares": shares }));
    let sheet = "Title,Artist,Composer,Lyricist,Composer PRO\nAlpha,The Testers,Vold; Ines,,\nAlpha,The Testers,Ines Vold / Ada Berg,,TONO/TONO\n";
    let path = written(&stage, "fix.csv", sheet.replace("Alpha,The Testers,Vold; Ines,,\n", ""));
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!(preview.rows[0].fate, RowFate::Changed);
    let change = &preview.rows[0].changes[0];
    assert_eq!(
        (change.from.as_str(), change.to.as_str()),
        ("Ines Vold (TONO) 100 %", "Ines Vold (TONO) 50 %, Ada Berg (TONO) 50 %")
    );
    stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("taken in");
    let view = stage.studio().work(work).expect("the work");
    let names: Vec<&str> = view.shares.iter().map(|share| share.name.as_str()).collect();
    assert_eq!(names, ["Ines Vold", "Ada Berg", "Signal Hill"]);
}

#[test]
fn rows_find_their_tracks_however_their_letters_are_composed() {
    let mut stage = Stage::default();
    stage.edit(json!({ "type": "editTracks", "tracks": [ALPHA], "set": { "title": "Façade" } }));
    stage.edit(json!({ "type": "editTracks", "tracks": [BRAVO], "set": { "title": "Don't Go" } }));
    let sheet =
        "Title,Artist,Writers\nFac\u{327}ade,The Testers,Jose\u{301} Nun\u{303}ez\nDon’t Go,The Testers,José Nuñez\n";
    let path = written(&stage, "mac.csv", sheet);
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!((preview.new, preview.unmatched, preview.parties, preview.problem_count), (2, 0, 1, 0));
}

#[test]
fn what_a_sheet_says_beside_is_told() {
    let stage = Stage::default();
    let sheet = "Title;Artist;Writers;Lyrics;Vår ref;Empty\nAlpha;The Testers;Ines Vold / Jon Vold;Oh oh;7;\n";
    // Windows-1252, as old spreadsheets save it.
    let bytes: Vec<u8> = sheet.chars().map(|letter| letter as u8).collect();
    let path = written(&stage, "rest.csv", bytes);
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!(preview.unused, ["Lyrics", "Vår ref"]);
    assert_eq!(preview.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(preview.remarks, ["One recording names several owners without shares: they were given equal ones"]);
    let asked = CatalogueAsked { encoding: Some("macintosh".into()), ..CatalogueAsked::default() };
    let preview = stage.studio().preview_catalogue(&path, &asked).expect("a preview");
    assert_eq!(preview.unused, ["Lyrics", "VÂr ref"]);
    let asked = CatalogueAsked { encoding: Some("klingon".into()), ..CatalogueAsked::default() };
    let told = stage.studio().preview_catalogue(&path, &asked).expect_err("refused");
    assert!(studio::sentence(&told).contains("\"klingon\" is not an encoding"), "{told}");
}

#[test]
fn last_names_of_several_words_and_numbers_of_societies_are_kept() {
    let stage = Stage::default();
    let sheet = "Title,Artist,Writer,Writer IPI,Publisher,Publisher share,GEMA-Werknummer\n\
        Alpha,The Testers,\"Lloyd Webber, Andrew John\",00014107338,Sony/ATV Music Publishing LLC,100,12345678-001\n\
        Bravo,The Testers,\"Davis, Sammy, Jr.\",,Boosey & Hawkes,100,\n";
    let path = written(&stage, "names.csv", sheet);
    stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("taken in");
    let work = stage.studio().track(ALPHA).expect("the track").work.expect("a work");
    let names: Vec<&str> = work.shares.iter().map(|share| share.name.as_str()).collect();
    assert_eq!(names, ["Andrew John Lloyd Webber", "Sony/ATV Music Publishing LLC"]);
    let number = &work.work.society_numbers[0];
    assert_eq!((number.society.as_str(), number.number.as_str()), ("GEMA", "12345678-001"));
    let work = stage.studio().track(BRAVO).expect("the track").work.expect("a work");
    let party = &work.shares[0].who;
    assert_eq!((party.first_name.as_str(), party.name.as_str()), ("Sammy", "Davis, Jr."));
}

#[test]
fn what_no_publisher_has_is_a_part_of_the_work_and_no_company() {
    let stage = Stage::default();
    let path = written(
        &stage,
        "control.csv",
        "Title,Writers,Publishers,Publisher shares\nAlpha,Ines Vold,Fjord Songs / Copyright Control,75/25\n\
        Bravo,Jon Vold,Copyright Control,\nCharlie,Ada Berg,Unpublished,\n",
    );
    let done = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("it is taken in");
    // Three writers and one publisher.
    assert_eq!((done.changed, done.works, done.parties, done.problems.len()), (3, 3, 4, 0));
    let work = |track| stage.studio().track(track).expect("the track").work.expect("a work").work;
    let alpha = work(ALPHA);
    assert_eq!((alpha.publishing, alpha.copyright_control), (Publishing::Published, Share(250_000)));
    assert_eq!(work(BRAVO).publishing, Publishing::CopyrightControl);
    assert_eq!(work(CHARLIE).publishing, Publishing::Unpublished);
    // The same sheet once more changes nothing.
    let again = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("it is taken in");
    assert_eq!((again.changed, again.same), (0, 3));
}

#[test]
fn what_is_no_sheet_is_refused_and_nothing_changes() {
    let stage = Stage::default();
    let before = stage.seen();
    for (name, bytes, sentence) in [
        ("a.xlsx", &b"PK\x03\x04nonsense"[..], "save it as XLSX or CSV again"),
        ("b.csv", b"", "there are no rows in it"),
        ("c.csv", b"RIFF\0\0\0\0", "neither a CSV file nor an XLSX workbook"),
    ] {
        let path = written(&stage, name, bytes);
        for result in [
            stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).map(drop),
            stage.studio().import_catalogue(&path, &CatalogueAsked::default()).map(drop),
        ] {
            let told = studio::sentence(&result.expect_err("refused"));
            assert!(told.contains(sentence) && told.contains(name), "{told}");
        }
    }
    assert!(stage.studio().preview_catalogue(&stage.file("none.csv"), &CatalogueAsked::default()).is_err());
    assert_eq!(before, stage.seen());
}

#[test]
fn writers_whom_commas_leave_open_are_asked_for_and_not_guessed() {
    let mut stage = Stage::default();
    let text = "Title,Artist,Writers,Label\nAlpha,The Testers,\"Skrillex, Diplo\",Northlight\n";
    let path = written(&stage, "open.csv", text);
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!((preview.unclear_names, preview.works, preview.parties), (1, 0, 1));
    assert!(preview.problems[0].message.contains("one name or several"), "{:?}", preview.problems);
    stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("taken in");
    let track = stage.studio().track(ALPHA).expect("the track");
    assert_eq!((track.label_name.as_str(), track.work.is_none()), ("Northlight", true));
    for (commas, wanted) in [
        (model::credits::Commas::Between, &["Skrillex", "Diplo"][..]),
        (model::credits::Commas::Within, &["Diplo Skrillex"]),
    ] {
        let asked = CatalogueAsked { commas, ..CatalogueAsked::default() };
        assert_eq!(stage.studio().preview_catalogue(&path, &asked).expect("a preview").unclear_names, 0);
        stage.studio().import_catalogue(&path, &asked).expect("taken in");
        let work = stage.studio().track(ALPHA).expect("the track").work.expect("a work");
        let names: Vec<String> = work.shares.iter().map(|share| share.name.clone()).collect();
        assert_eq!(names, wanted);
    }
    stage.reopen();
}

#[test]
fn a_sheet_of_two_encodings_comes_in_with_its_doubtful_rows_named() {
    let stage = Stage::default();
    let sure = "Title,Artist,Writers\nAlpha,The Testers,Zoë Vold\n".as_bytes();
    let path = written(&stage, "two.csv", [sure, b"Bravo,The Testers,Andr\xe9 Vold\n"].concat());
    let preview = stage.studio().preview_catalogue(&path, &CatalogueAsked::default()).expect("a preview");
    assert_eq!(preview.encoding.as_deref(), Some("utf-8/windows-1252"));
    let done = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("taken in");
    let told: Vec<(u64, &str)> = done.problems.iter().map(|problem| (problem.row, problem.message.as_str())).collect();
    assert!(
        matches!(told[..], [(3, message)] if message.contains("were read as windows-1252; check them")),
        "{told:?}"
    );
    for (track, wanted) in [(ALPHA, "Zoë Vold"), (BRAVO, "André Vold")] {
        let work = stage.studio().track(track).expect("the track").work.expect("a work");
        assert_eq!(work.shares[0].name, wanted);
    }
    // What is chosen for all of it is not doubted; what it cannot be read as is named.
    let with = |encoding: &str| CatalogueAsked { encoding: Some(encoding.to_owned()), ..CatalogueAsked::default() };
    let problems =
        |encoding: &str| stage.studio().preview_catalogue(&path, &with(encoding)).expect("a preview").problems;
    assert_eq!(problems("utf-8/windows-1252"), []);
    assert!(problems("utf-8")[0].message.contains("cannot be read as utf-8"));
}

#[test]
fn a_number_of_one_name_is_not_taken_for_another() {
    let stage = Stage::default();
    let sheet = "\
Title,Writer,IPI,Share
Alpha,Ines Vold,00014107338,100
Bravo,Ada Berg,00014107338,100
Charlie,\"Vold, I.\",00014107338,100
";
    let path = written(&stage, "numbers.csv", sheet);
    let done = stage.studio().import_catalogue(&path, &CatalogueAsked::default()).expect("it is taken in");
    let told: Vec<(u64, &str)> = done.problems.iter().map(|one| (one.row, one.message.as_str())).collect();
    assert_eq!(told, [(3, "the IPI name number 00014107338 is Ines Vold’s; it was not taken for Ada Berg")]);
    let writer = |track| {
        let work = stage.studio().track(track).expect("the track").work.expect("a work");
        (work.shares[0].name.clone(), work.shares[0].who.ipi.clone())
    };
    let of = |name: &str, ipi: &str| (name.to_owned(), ipi.to_owned());
    assert_eq!(writer(ALPHA), of("Ines Vold", "00014107338"));
    assert_eq!(writer(BRAVO), of("Ada Berg", ""));
    assert_eq!(writer(CHARLIE), of("Ines Vold", "00014107338"), "another spelling of the same name");
}
