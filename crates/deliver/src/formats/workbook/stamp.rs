//! What is set beside the cells: that programs calculate anew, and what is stamped on printed pages.

use std::ops::Range;

use quick_xml::events::Event;

use super::xml::{attributes_without, each, escaped, prefix, spliced};

/// Elements of a sheet that come after its header and footer (ECMA-376 part 1, 18.3.1.99).
const AFTER_HEADER: [&str; 16] = [
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// The workbook's own part, saying that everything is to be calculated when it is opened.
pub(super) fn calculated_anew(xml: &str) -> Result<String, String> {
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    // Without one of its own it goes after the names, or else the sheets.
    let (mut after, mut name) = (None, String::new());
    let mut found = false;
    each(xml, |event, range| match event {
        Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "calcPr" => {
            found = true;
            let close = if matches!(event, Event::Empty(_)) { "/" } else { "" };
            let kept = attributes_without(element, &["fullCalcOnLoad"]);
            pieces.push((range, format!("<{}calcPr{kept} fullCalcOnLoad=\"1\"{close}>", prefix(element))));
        }
        Event::Start(element) if element.local_name().as_ref() == "workbook" => name = prefix(element),
        Event::End(_) | Event::Empty(_)
            if matches!(local_of(event), "sheets" | "functionGroups" | "externalReferences" | "definedNames") =>
        {
            after = Some(range.end);
        }
        _ => {}
    })?;
    if !found {
        let at = after.ok_or("it names no sheets")?;
        pieces.push((at..at, format!("<{name}calcPr fullCalcOnLoad=\"1\"/>")));
    }
    Ok(spliced(xml, pieces))
}

/// A sheet with a stamp in the head of its printed pages; with nothing to stamp, as it is.
pub(super) fn stamped(xml: &str, stamp: &str) -> Result<String, String> {
    if stamp.is_empty() {
        return Ok(xml.to_owned());
    }
    let words = escaped(&stamp.replace('&', "&&"));
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    let (mut name, mut depth) = (String::new(), 0_usize);
    let (mut header_footer, mut odd, mut place, mut end) = (None, false, None, 0);
    let mut text_from = None;
    each(xml, |event, range| match event {
        Event::Start(element) => {
            depth += 1;
            match element.local_name().as_ref() {
                "worksheet" => name = prefix(element),
                "headerFooter" => header_footer = Some((range.clone(), true)),
                "oddHeader" | "evenHeader" | "firstHeader" => {
                    odd |= element.local_name().as_ref() == "oddHeader";
                    text_from = Some(range.end);
                }
                _ => {}
            }
            if depth == 2 && AFTER_HEADER.contains(&element.local_name().as_ref()) {
                place.get_or_insert(range.start);
            }
        }
        Event::Empty(element) => match element.local_name().as_ref() {
            "headerFooter" => header_footer = Some((range, false)),
            local if depth == 1 && AFTER_HEADER.contains(&local) => {
                place.get_or_insert(range.start);
            }
            _ => {}
        },
        Event::End(element) => {
            depth = depth.saturating_sub(1);
            match element.local_name().as_ref() {
                "oddHeader" | "evenHeader" | "firstHeader" => {
                    if let Some(from) = text_from.take() {
                        let text = xml.get(from..range.start).unwrap_or_default();
                        pieces.push((from..range.start, with_stamp(text, &words)));
                    }
                }
                "worksheet" => end = range.start,
                _ => {}
            }
        }
        _ => {}
    })?;
    let header = format!("<{name}oddHeader>&amp;C{words}</{name}oddHeader>");
    match header_footer {
        Some((range, true)) if !odd => pieces.push((range.end..range.end, header)),
        Some((range, false)) => {
            pieces.push((range, format!("<{name}headerFooter>{header}</{name}headerFooter>")));
        }
        Some(_) => {}
        None => {
            let at = place.unwrap_or(end);
            pieces.push((at..at, format!("<{name}headerFooter>{header}</{name}headerFooter>")));
        }
    }
    Ok(spliced(xml, pieces))
}

fn local_of<'a>(event: &'a Event<'_>) -> &'a str {
    match event {
        Event::End(element) => element.local_name().into_inner(),
        Event::Start(element) | Event::Empty(element) => element.local_name().into_inner(),
        _ => "",
    }
}

/// A header's code (18.3.1.46) with the stamp in its middle part, before what stands there.
fn with_stamp(code: &str, words: &str) -> String {
    match (code.find("&amp;C"), code.find("&amp;R")) {
        (Some(at), _) => format!("{}{words} {}", &code[..at + 6], &code[at + 6..]),
        (None, Some(at)) => format!("{}&amp;C{words}{}", &code[..at], &code[at..]),
        (None, None) => format!("{code}&amp;C{words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculation_is_asked_for_whether_it_was_spoken_of_or_not() {
        let with = "<workbook><sheets><sheet/></sheets><calcPr calcId=\"152511\"/></workbook>";
        assert_eq!(
            calculated_anew(with).expect("XML"),
            "<workbook><sheets><sheet/></sheets><calcPr calcId=\"152511\" fullCalcOnLoad=\"1\"/></workbook>"
        );
        let without = "<workbook><sheets><sheet/></sheets><definedNames></definedNames><extLst/></workbook>";
        assert_eq!(
            calculated_anew(without).expect("XML"),
            "<workbook><sheets><sheet/></sheets><definedNames></definedNames><calcPr fullCalcOnLoad=\"1\"/><extLst/></workbook>"
        );
    }

    #[test]
    fn the_stamp_goes_into_the_head_of_every_page() {
        let told = |xml: &str| stamped(xml, "DRAFT").expect("XML");
        assert_eq!(
            told("<worksheet><sheetData/><pageSetup/><drawing/></worksheet>"),
            "<worksheet><sheetData/><pageSetup/><headerFooter><oddHeader>&amp;CDRAFT</oddHeader></headerFooter><drawing/></worksheet>"
        );
        assert_eq!(
            told("<worksheet><headerFooter><oddHeader>&amp;LA&amp;CB</oddHeader></headerFooter></worksheet>"),
            "<worksheet><headerFooter><oddHeader>&amp;LA&amp;CDRAFT B</oddHeader></headerFooter></worksheet>"
        );
        assert_eq!(
            told("<worksheet><headerFooter><oddFooter>x</oddFooter></headerFooter></worksheet>"),
            "<worksheet><headerFooter><oddHeader>&amp;CDRAFT</oddHeader><oddFooter>x</oddFooter></headerFooter></worksheet>"
        );
        assert_eq!(stamped("<worksheet/>", "").expect("XML"), "<worksheet/>");
    }
}
