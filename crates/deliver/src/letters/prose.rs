//! Running text: light Markdown as blocks, which pages, text documents and the window show alike.

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::printable::printable;

/// What stands for a line's end inside a value, so that an address does not end its paragraph or table cell.
pub(super) const LINE_END: char = '\u{E000}';

/// A document of running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Prose {
    /// What it is: `Quote request`.
    pub title: String,
    /// Whether lines stand in the middle of the page, as credits do.
    pub centred: bool,
    /// Each begins on a page of its own.
    pub pages: Vec<ProsePage>,
}

/// A letter, or all of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProsePage {
    /// To whom it goes; empty where it goes to nobody.
    pub recipient: String,
    /// In order.
    pub blocks: Vec<Block>,
}

/// A piece of text that stands by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "each is the Markdown element of the same name")]
pub enum Block {
    Heading { level: u8, text: Vec<Inline> },
    Paragraph { text: Vec<Inline> },
    List { ordered: bool, items: Vec<Vec<Block>> },
    Table { columns: Vec<ColumnAlign>, head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>> },
    Quote { blocks: Vec<Block> },
    Rule,
}

/// A run of letters that look the same.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Inline {
    /// The letters; a line's end within them is one on paper.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

/// Where the text of a table's column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each says it")]
pub enum ColumnAlign {
    Left,
    Centre,
    Right,
}

/// The letters of some runs, without how they look.
#[must_use]
pub fn plain(text: &[Inline]) -> String {
    text.iter().map(|run| run.text.as_str()).collect()
}

/// Reads light Markdown: paragraphs, headings, lists, tables, rules, bold and italic. Anything else is its letters.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut reader = Reader { events: Parser::new_ext(markdown, Options::ENABLE_TABLES) };
    reader.blocks(None)
}

struct Reader<'a> {
    events: Parser<'a>,
}

impl Reader<'_> {
    /// Blocks up to the end of the one they are in.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut made = Vec::new();
        // A tight list has its letters without a paragraph around them.
        let mut loose: Vec<Inline> = Vec::new();
        let mut style = Style::default();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(found) if Some(found) == end => break,
                Event::Start(tag) if !is_inline(&tag) => {
                    settle(&mut made, &mut loose);
                    self.block(tag, &mut made);
                }
                Event::Rule => {
                    settle(&mut made, &mut loose);
                    made.push(Block::Rule);
                }
                other => style.take(&other, &mut loose),
            }
        }
        settle(&mut made, &mut loose);
        made
    }

    fn block(&mut self, tag: Tag<'_>, made: &mut Vec<Block>) {
        let end = tag.to_end();
        match tag {
            Tag::Heading { level, .. } => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 3,
                };
                made.push(Block::Heading { level, text: self.inlines(end) });
            }
            Tag::List(first) => made.push(Block::List { ordered: first.is_some(), items: self.items(end) }),
            Tag::Table(columns) => made.push(self.table(&columns)),
            Tag::BlockQuote(_) => made.push(Block::Quote { blocks: self.blocks(Some(end)) }),
            _ => made.push(Block::Paragraph { text: self.inlines(end) }),
        }
    }

    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let (mut made, mut style) = (Vec::new(), Style::default());
        for event in self.events.by_ref() {
            if event == Event::End(end) {
                break;
            }
            style.take(&event, &mut made);
        }
        made
    }

    fn items(&mut self, end: TagEnd) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(found) if found == end => break,
                Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, columns: &[Alignment]) -> Block {
        let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(event) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => row.push(self.inlines(TagEnd::TableCell)),
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                _ => {}
            }
        }
        let align = |column: &Alignment| match column {
            Alignment::None | Alignment::Left => ColumnAlign::Left,
            Alignment::Center => ColumnAlign::Centre,
            Alignment::Right => ColumnAlign::Right,
        };
        Block::Table { columns: columns.iter().map(align).collect(), head, rows }
    }
}

#[derive(Default)]
struct Style {
    bold: usize,
    italic: usize,
}

impl Style {
    fn take(&mut self, event: &Event<'_>, made: &mut Vec<Inline>) {
        match event {
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.push(text, made)
            }
            Event::SoftBreak => self.push(" ", made),
            Event::HardBreak => self.push("\n", made),
            _ => {}
        }
    }

    fn push(&self, text: &str, made: &mut Vec<Inline>) {
        let text = printable(text).replace(LINE_END, "\n");
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        match made.last_mut() {
            Some(last) if last.bold == bold && last.italic == italic => last.text.push_str(&text),
            _ => made.push(Inline { text, bold, italic }),
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

fn settle(made: &mut Vec<Block>, loose: &mut Vec<Inline>) {
    if !loose.is_empty() {
        made.push(Block::Paragraph { text: std::mem::take(loose) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, bold: bool) -> Inline {
        Inline { text: text.into(), bold, italic: false }
    }

    #[test]
    fn light_markdown_becomes_blocks() {
        let made = blocks("# Title\n\none **two**\\\nthree\n\n- a\n- b\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n\n---\n");
        assert_eq!(made.len(), 5);
        assert_eq!(made[0], Block::Heading { level: 1, text: vec![run("Title", false)] });
        assert_eq!(
            made[1],
            Block::Paragraph { text: vec![run("one ", false), run("two", true), run("\nthree", false)] }
        );
        let item = |text: &str| vec![Block::Paragraph { text: vec![run(text, false)] }];
        assert_eq!(made[2], Block::List { ordered: false, items: vec![item("a"), item("b")] });
        let cell = |text: &str| vec![run(text, false)];
        assert_eq!(
            made[3],
            Block::Table {
                columns: vec![ColumnAlign::Left, ColumnAlign::Right],
                head: vec![cell("x"), cell("y")],
                rows: vec![vec![cell("1"), cell("2")]],
            }
        );
        assert_eq!(made[4], Block::Rule);
    }

    #[test]
    fn what_is_no_light_markdown_is_its_letters() {
        let made = blocks("a <b>c</b> `d` [e](http://f)");
        assert_eq!(made, [Block::Paragraph { text: vec![run("a <b>c</b> d e", false)] }]);
    }
}
