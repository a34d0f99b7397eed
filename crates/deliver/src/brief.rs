//! The brief of a commission: what a composer is asked for, on paper.

use crate::letters::{Block, ColumnAlign, Inline, Prose, ProsePage};

/// What a brief says, as people read it. Texts are empty where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brief {
    /// `C3`.
    pub code: String,
    /// What the music is called.
    pub title: String,
    /// The programme: `My Heart`.
    pub show: String,
    /// Who composes.
    pub composer: String,
    /// What the music is to do.
    pub brief: String,
    /// What else is said, in order: `Length`, `0:40`.
    pub facts: Vec<(String, String)>,
    /// The cues that it answers.
    pub cues: Vec<BriefCue>,
    /// What it may sound like: the recording, and what of it.
    pub references: Vec<(String, String)>,
    /// What is to be delivered, a line each.
    pub deliverables: Vec<String>,
    /// Notes on the newest version that are open: where, and what.
    pub notes: Vec<(String, String)>,
}

/// A cue that music is written for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BriefCue {
    /// `1x02 2M04 The letter`.
    pub name: String,
    /// Its scene.
    pub scene: String,
    /// Timecode of its start.
    pub at: String,
    /// What the music is to do there.
    pub brief: String,
    /// The hits: timecode, how long after the start, what happens.
    pub hits: Vec<[String; 3]>,
}

/// Briefs as running text, each on a page of its own.
#[must_use]
pub fn briefs(briefs: &[Brief]) -> Prose {
    let page = |brief: &Brief| ProsePage { recipient: brief.composer.clone(), blocks: blocks(brief) };
    Prose { title: "Commission brief".to_owned(), centred: false, pages: briefs.iter().map(page).collect() }
}

fn blocks(brief: &Brief) -> Vec<Block> {
    let mut made = vec![heading(1, &format!("{} {}", brief.code, brief.title))];
    let about: Vec<&str> =
        [brief.show.as_str(), brief.composer.as_str()].into_iter().filter(|one| !one.is_empty()).collect();
    made.push(paragraph(&about.join(" · ")));
    if !brief.brief.is_empty() {
        made.extend(brief.brief.split("\n\n").map(paragraph));
    }
    if !brief.facts.is_empty() {
        let rows = brief.facts.iter().map(|(name, fact)| vec![strong(name), plain(fact)]).collect();
        made.push(table(&["", ""], rows));
    }
    for cue in &brief.cues {
        made.push(heading(2, &cue.name));
        let told: Vec<&str> = [cue.at.as_str(), cue.scene.as_str()].into_iter().filter(|one| !one.is_empty()).collect();
        made.push(paragraph(&told.join(" · ")));
        if !cue.brief.is_empty() {
            made.push(paragraph(&cue.brief));
        }
        if !cue.hits.is_empty() {
            let rows = cue.hits.iter().map(|hit| hit.iter().map(|text| plain(text)).collect()).collect();
            made.push(table(&["Hit at", "after the start", "what happens"], rows));
        }
    }
    list(&mut made, "References", brief.references.iter().map(|(track, what)| joined(track, what)));
    list(&mut made, "To be delivered", brief.deliverables.iter().cloned());
    list(&mut made, "Notes", brief.notes.iter().map(|(at, what)| joined(at, what)));
    made
}

fn joined(first: &str, second: &str) -> String {
    [first, second].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(": ")
}

fn plain(text: &str) -> Vec<Inline> {
    vec![Inline { text: text.to_owned(), ..Inline::default() }]
}

fn strong(text: &str) -> Vec<Inline> {
    vec![Inline { text: text.to_owned(), bold: true, italic: false }]
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: plain(text) }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: plain(text.trim()) }
}

fn list(made: &mut Vec<Block>, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<Vec<Block>> = items.map(|item| vec![paragraph(&item)]).collect();
    if !items.is_empty() {
        made.push(heading(2, title));
        made.push(Block::List { ordered: false, items });
    }
}

fn table(head: &[&str], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    Block::Table {
        columns: head.iter().map(|_| ColumnAlign::Left).collect(),
        head: head.iter().map(|title| plain(title)).collect(),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_says_what_was_said_and_nothing_of_what_was_not() {
        let letter = Brief { code: "C1".into(), title: "The letter".into(), ..Brief::default() };
        let bare = briefs(std::slice::from_ref(&letter));
        assert_eq!(bare.pages[0].blocks.len(), 2);
        let told = Brief {
            brief: "Alone.\n\nThen carried.".into(),
            facts: vec![("Length".into(), "0:40".into())],
            cues: vec![BriefCue {
                name: "1x02 2M04".into(),
                hits: vec![["01:00:12:00".into(), "0:12".into(), "she reads".into()]],
                ..BriefCue::default()
            }],
            references: vec![("Alpha".into(), String::new())],
            ..letter
        };
        let text = serde_json::to_string(&briefs(&[told])).expect("JSON");
        for word in ["Then carried.", "0:40", "she reads", "Alpha", "References"] {
            assert!(text.contains(word), "{word}");
        }
        assert!(!text.contains("To be delivered") && !text.contains("Alpha: "));
    }
}
