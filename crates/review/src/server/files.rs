//! The page itself: built from `ui/`, part of the program.

/// A file of the page.
pub(crate) struct PageFile {
    pub name: &'static str,
    pub kind: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// A file of the page by its name.
pub(crate) fn page_file(name: &str) -> Option<&'static PageFile> {
    PAGE.iter().find(|file| file.name == name)
}

/// Those of one kind, by the ending of their names.
pub(crate) fn page_files(ending: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let of_kind = move |file: &&PageFile| file.name.rsplit_once('.').is_some_and(|(_, found)| found == ending);
    PAGE.iter().filter(of_kind).map(|file| (file.name, file.bytes))
}

/// What every link opens. It says nothing of any show: what it shows it asks for.
pub(crate) const INDEX: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="dark">
<meta name="robots" content="noindex, nofollow">
<title>Review</title>
<link rel="stylesheet" href="/page/review.css">
<link rel="icon" href="data:,">
</head>
<body>
<div id="app"></div>
<script type="module" src="/page/review.js"></script>
</body>
</html>
"#;
