//! Running text and lists as text documents (ECMA-376), for Word, LibreOffice and Pages.
//!
//! The library numbers paragraphs over the whole life of the process; here each document counts its own, so that the
//! same text gives the same bytes.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Header, LineSpacing, NumPages, PageMargin, PageNum, PageOrientationType,
    Paragraph, Pic, Run, RunFonts, Style, StyleType, Table, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};
use model::Logo;

use crate::DeliverError;
use crate::letters::{Block, ColumnAlign, Inline, Letterhead, List, ListTable, Prose, picture, plain};
use crate::printable::printable;

/// A4, in twentieths of a point.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
const MARGIN: u32 = 1_247;
/// Of lists, whose columns need the room.
const LIST_MARGIN: u32 = 720;
/// English metric units in a millimetre.
const MILLIMETRE: u32 = 36_000;
const QUIET: &str = "5D6269";
const RULE: &str = "D9D6CF";

pub(crate) fn prose(prose: &Prose, head: &Letterhead, logo: Option<&Logo>) -> Result<Vec<u8>, DeliverError> {
    let mut writer = Writer::new(SHORT_SIDE - 2 * MARGIN, prose.centred);
    let docx = blank(MARGIN).page_size(SHORT_SIDE, LONG_SIDE);
    // Several letters in one file have no count of pages in common.
    let footer = writer.footer(&prose.title, prose.pages.len() <= 1);
    let mut docx = docx.header(writer.header(head, logo)?).footer(footer);
    for (index, page) in prose.pages.iter().enumerate() {
        let mut pieces = writer.blocks(&page.blocks, 0);
        // A table cannot begin a page, so that a page begins with an empty line where a table would come first.
        if index > 0 {
            match pieces.first_mut() {
                Some(Piece::Paragraph(first)) => **first = (**first).clone().page_break_before(true),
                _ => pieces.insert(0, Piece::Paragraph(Box::new(writer.paragraph().page_break_before(true)))),
            }
        }
        docx = with_pieces(docx, pieces);
    }
    packed(docx)
}

/// A list on sheets across.
pub(crate) fn list(list: &List, logo: Option<&Logo>) -> Result<Vec<u8>, DeliverError> {
    let mut writer = Writer::new(LONG_SIDE - 2 * LIST_MARGIN, false);
    let docx = blank(LIST_MARGIN).page_size(LONG_SIDE, SHORT_SIDE).page_orient(PageOrientationType::Landscape);
    let docx = docx.header(writer.header(&Letterhead::default(), logo)?).footer(writer.footer(&list.title, true));
    let said = |text: &str| vec![Inline { text: printable(text), bold: false, italic: false }];
    let known = list.facts.iter().filter(|fact| !fact.value.trim().is_empty());
    let facts = Block::Table {
        columns: vec![ColumnAlign::Left; 2],
        head: Vec::new(),
        rows: known.map(|fact| vec![said(&fact.label), said(&fact.value)]).collect(),
    };
    let mut pieces = writer.blocks(&[Block::Heading { level: 1, text: said(&list.title) }, facts], 0);
    for table in &list.tables {
        if list.tables.len() > 1 {
            pieces.append(&mut writer.blocks(&[Block::Heading { level: 2, text: said(&table.name) }], 0));
        }
        pieces.push(Piece::Table(Box::new(writer.list_table(table))));
        pieces.push(Piece::Paragraph(Box::new(writer.paragraph())));
    }
    let notes: Vec<Block> = list.notes.iter().map(|note| Block::Paragraph { text: said(note) }).collect();
    pieces.append(&mut writer.blocks(&notes, 0));
    packed(with_pieces(docx, pieces))
}

/// A document with our styles and nothing in it.
fn blank(margin: u32) -> Docx {
    let face = RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial").east_asia("Arial");
    let margin = i32::try_from(margin).unwrap_or(0);
    let mut docx = Docx::new().default_fonts(face).default_size(20).page_margin(PageMargin {
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        header: 680,
        footer: 620,
        gutter: 0,
    });
    for (level, size) in [(1, 26), (2, 22), (3, 20)] {
        let name = format!("Heading {level}");
        let style = Style::new(format!("Heading{level}"), StyleType::Paragraph).name(name).based_on("Normal");
        docx = docx.add_style(style.next("Normal").bold().size(size).outline_lvl(level - 1).q_format(true));
    }
    docx
}

fn with_pieces(docx: Docx, pieces: Vec<Piece>) -> Docx {
    pieces.into_iter().fold(docx, |docx, piece| match piece {
        Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
        Piece::Table(table) => docx.add_table(*table),
    })
}

fn packed(docx: Docx) -> Result<Vec<u8>, DeliverError> {
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| DeliverError::TextDocument { reason: error.to_string() })?;
    Ok(bytes.into_inner())
}

enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

struct Writer {
    count: u32,
    centred: bool,
    /// Between the margins, in twentieths of a point.
    width: usize,
}

/// A cell's text, and where it stands.
type CellText = (AlignmentType, Vec<Inline>);

impl Writer {
    /// For pages with so much between their margins.
    fn new(width: u32, centred: bool) -> Self {
        Self { count: 0, centred, width: usize::try_from(width).unwrap_or(0) }
    }

    fn paragraph(&mut self) -> Paragraph {
        self.count += 1;
        Paragraph::new().id(format!("{:08x}", self.count))
    }

    fn aligned(&mut self) -> Paragraph {
        let paragraph = self.paragraph();
        if self.centred { paragraph.align(AlignmentType::Center) } else { paragraph }
    }

    fn blocks(&mut self, blocks: &[Block], indent: i32) -> Vec<Piece> {
        let mut made = Vec::new();
        for block in blocks {
            self.block(block, indent, &mut made);
        }
        made
    }

    fn block(&mut self, block: &Block, indent: i32, made: &mut Vec<Piece>) {
        let after = |points: u32| LineSpacing::new().after(points * 20);
        let put = |made: &mut Vec<Piece>, paragraph| made.push(Piece::Paragraph(Box::new(paragraph)));
        match block {
            Block::Heading { level, text } => {
                let spacing = LineSpacing::new().before(160).after(120);
                let heading = self.aligned().style(&format!("Heading{}", (*level).clamp(1, 3))).line_spacing(spacing);
                put(made, with_runs(heading.keep_next(true), text));
            }
            Block::Paragraph { text } => {
                let paragraph = self.aligned().line_spacing(after(8)).keep_lines(self.centred);
                put(made, with_runs(paragraph.indent(Some(indent), None, None, None), text));
            }
            Block::List { ordered, items } => {
                for (number, item) in (1..).zip(items) {
                    let mark = if *ordered { format!("{number}.") } else { "•".to_owned() };
                    let mut inner = self.blocks(item, indent + 360);
                    if let Some(Piece::Paragraph(first)) = inner.first_mut() {
                        // Text and mark, so that a list looks the same everywhere without numbering definitions.
                        let marked = with_mark(&mark, first);
                        **first = marked;
                    }
                    made.append(&mut inner);
                }
            }
            Block::Table { columns, head, rows } => {
                made.push(Piece::Table(Box::new(self.table(columns, head, rows))));
                put(made, self.paragraph().line_spacing(after(2)).size(8));
            }
            Block::Quote { blocks } => made.append(&mut self.blocks(blocks, indent + 480)),
            Block::Rule => {
                let line = self.paragraph().align(AlignmentType::Center).line_spacing(after(8));
                put(made, line.add_run(Run::new().add_text("⁂").color(QUIET)));
            }
        }
    }

    fn table(&mut self, columns: &[ColumnAlign], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Table {
        let headed = head.iter().any(|cell| !plain(cell).trim().is_empty());
        let count = columns.len().max(1);
        // Two columns without headings are labels and what they say.
        let widths: Vec<usize> = if count == 2 && !headed {
            vec![self.width * 24 / 100, self.width * 76 / 100]
        } else {
            vec![self.width / count; count]
        };
        let cells = |row: &[Vec<Inline>]| -> Vec<CellText> {
            let align = |index| match columns.get(index) {
                Some(ColumnAlign::Right) => AlignmentType::Right,
                Some(ColumnAlign::Centre) => AlignmentType::Center,
                Some(ColumnAlign::Left) | None => AlignmentType::Left,
            };
            (0..count).map(|index| (align(index), row.get(index).cloned().unwrap_or_default())).collect()
        };
        let head = headed.then(|| (cells(head), true));
        let rows: Vec<_> = head.into_iter().chain(rows.iter().map(|row| (cells(row), false))).collect();
        self.grid(widths, &rows, 20)
    }

    fn list_table(&mut self, table: &ListTable) -> Table {
        let digits: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
        let widths = table.columns.iter().map(|column| self.width * usize::from(column.width) / digits.max(1));
        let widths: Vec<usize> = widths.collect();
        let aligns =
            table.columns.iter().map(|column| if column.figure { AlignmentType::Right } else { AlignmentType::Left });
        let said = |text: &str| vec![Inline { text: printable(text), bold: false, italic: false }];
        let head = aligns.clone().zip(table.columns.iter().map(|column| said(&column.heading))).collect();
        let mut rows: Vec<(Vec<CellText>, bool)> = vec![(head, true)];
        for row in &table.rows {
            rows.push((aligns.clone().zip(row.cells.iter().map(|cell| said(cell.shown()))).collect(), row.sum));
        }
        // So small that a timecode and the words of a narrow column stand in one line.
        self.grid(widths, &rows, 15)
    }

    /// Rows of cells with a line below each, some of them bold; letters are `size` half points high.
    fn grid(&mut self, widths: Vec<usize>, rows: &[(Vec<CellText>, bool)], size: usize) -> Table {
        let mut made = Vec::new();
        for (row, bold) in rows {
            let mut cells = Vec::new();
            for ((align, text), width) in row.iter().zip(&widths) {
                let spacing = LineSpacing::new().before(40).after(40);
                // Of a paragraph, size and weight are those of its mark alone: its runs say theirs.
                let paragraph = text.iter().fold(
                    self.paragraph().align(*align).line_spacing(spacing).size(size),
                    |paragraph, inline| {
                        let run = run_of(inline).size(size);
                        paragraph.add_run(if *bold { run.bold() } else { run })
                    },
                );
                cells.push(
                    TableCell::new()
                        .width(*width, WidthType::Dxa)
                        .clear_all_border()
                        .set_border(TableCellBorder::new(TableCellBorderPosition::Bottom).size(4).color(RULE))
                        .add_paragraph(paragraph),
                );
            }
            made.push(TableRow::new(cells).cant_split());
        }
        Table::new(made)
            .set_grid(widths)
            .layout(TableLayoutType::Fixed)
            .width(self.width, WidthType::Dxa)
            .margins(TableCellMargins::new().margin(0, 80, 0, 0))
            .clear_all_border()
    }

    fn header(&mut self, head: &Letterhead, logo: Option<&Logo>) -> Result<Header, DeliverError> {
        let mut left = self.paragraph();
        if let Some(logo) = logo {
            let picture = picture(logo)?;
            let (width, height) = fitted(picture.width, picture.height);
            let pic = Pic::new_with_dimensions(picture.png, picture.width, picture.height).id("rIdImage1");
            left = left.add_run(Run::new().add_image(pic.size(width, height)));
        }
        let mut right = self.paragraph().align(AlignmentType::Right);
        if !head.company.is_empty() {
            right = right.add_run(Run::new().add_text(printable(&head.company)).bold());
        }
        for line in head.address.lines().chain([head.email.as_str()]).filter(|line| !line.trim().is_empty()) {
            let run = Run::new().size(16).color(QUIET);
            right = right.add_run(run.add_break(BreakType::TextWrapping).add_text(printable(line)));
        }
        let cell = |paragraph| {
            TableCell::new().width(self.width / 2, WidthType::Dxa).clear_all_border().add_paragraph(paragraph)
        };
        let table = Table::new(vec![TableRow::new(vec![cell(left), cell(right)])])
            .set_grid(vec![self.width / 2; 2])
            .layout(TableLayoutType::Fixed)
            .width(self.width, WidthType::Dxa)
            .clear_all_border();
        Ok(Header::new().add_table(table).add_paragraph(self.paragraph()))
    }

    fn footer(&mut self, title: &str, numbered: bool) -> Footer {
        let quiet = |text: &str| Run::new().add_text(text).size(15).color(QUIET);
        let line = self.paragraph().align(AlignmentType::Right);
        if !numbered {
            return Footer::new().add_paragraph(line.add_run(quiet(title)));
        }
        let line = line.add_run(quiet(&format!("{title}  ·  page "))).size(15).color(QUIET);
        Footer::new()
            .add_paragraph(line.add_page_num(PageNum::new()).add_run(quiet(" of ")).add_num_pages(NumPages::new()))
    }
}

fn with_mark(mark: &str, paragraph: &Paragraph) -> Paragraph {
    let mut marked = paragraph.clone();
    let run = Run::new().add_text(format!("{mark} "));
    marked.children.insert(0, docx_rs::ParagraphChild::Run(Box::new(run)));
    marked
}

fn with_runs(paragraph: Paragraph, text: &[Inline]) -> Paragraph {
    text.iter().fold(paragraph, |paragraph, inline| paragraph.add_run(run_of(inline)))
}

fn run_of(inline: &Inline) -> Run {
    let mut run = Run::new();
    for (index, line) in inline.text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    if inline.bold {
        run = run.bold();
    }
    if inline.italic { run.italic() } else { run }
}

/// At most 50 mm wide and 18 mm high, in English metric units.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let (most_wide, most_high) = (50 * MILLIMETRE, 18 * MILLIMETRE);
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let by_width = u64::from(most_wide) * height / width;
    let size = if by_width <= u64::from(most_high) {
        (u64::from(most_wide), by_width)
    } else {
        (u64::from(most_high) * width / height, u64::from(most_high))
    };
    (u32::try_from(size.0).unwrap_or(most_wide).max(1), u32::try_from(size.1).unwrap_or(most_high).max(1))
}
