//! Running text as plain text: UTF-8, a blank line between blocks, a form feed between pages.

use crate::letters::{Block, Inline, Prose, plain};

pub(crate) fn prose(prose: &Prose) -> Vec<u8> {
    let pages: Vec<String> = prose.pages.iter().map(|page| blocks(&page.blocks)).collect();
    let mut text = pages.join("\n\u{c}\n");
    text.push('\n');
    text.into_bytes()
}

fn blocks(of: &[Block]) -> String {
    of.iter().map(block).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } => trimmed(text),
        Block::List { ordered, items } => {
            let item = |(number, item): (usize, &Vec<Block>)| {
                let mark = if *ordered { format!("{number}.") } else { "-".to_owned() };
                format!("{mark} {}", blocks(item).replace('\n', "\n  "))
            };
            (1..).zip(items).map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table { head, rows, .. } => {
            let line = |row: &Vec<Vec<Inline>>| {
                row.iter().map(|cell| plain(cell).replace('\n', ", ")).collect::<Vec<_>>().join("\t")
            };
            let head = head.iter().any(|cell| !plain(cell).trim().is_empty()).then_some(head);
            head.into_iter().chain(rows).map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Quote { blocks: of } => blocks(of),
        Block::Rule => "----".to_owned(),
    }
}

fn trimmed(text: &[Inline]) -> String {
    plain(text).lines().map(str::trim).collect::<Vec<_>>().join("\n")
}
