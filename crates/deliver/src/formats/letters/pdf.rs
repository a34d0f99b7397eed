//! Letters and lists on paper, from `templates/letter.typ` and `templates/list.typ`.

use model::Logo;
use serde_json::json;
use typeset::Template;

use crate::DeliverError;
use crate::formats::pdf::typeset;
use crate::letters::logo::printed;
use crate::letters::{Letterhead, List, Prose};

const LETTER: &str = include_str!("../../../templates/letter.typ");
const LIST: &str = include_str!("../../../templates/list.typ");

pub(crate) fn prose(prose: &Prose, head: &Letterhead, logo: Option<&Logo>) -> Result<Vec<u8>, DeliverError> {
    let picture = logo.map(printed);
    let files: Vec<(&str, &[u8])> = picture.iter().map(|picture| ("logo", picture.as_ref())).collect();
    let data = json!({ "prose": prose, "head": head, "logo": logo.is_some() });
    let template = Template { path: "letter.typ", source: LETTER, files: &files };
    let to: Vec<&str> = prose.pages.iter().map(|page| page.recipient.as_str()).collect();
    typeset(&template, data, &format!("letter/{}/{}", prose.title, to.join("/")))
}

pub(crate) fn list(list: &List, logo: Option<&Logo>) -> Result<Vec<u8>, DeliverError> {
    let picture = logo.map(printed);
    let files: Vec<(&str, &[u8])> = picture.iter().map(|picture| ("logo", picture.as_ref())).collect();
    let data = json!({ "list": list, "logo": logo.is_some() });
    let template = Template { path: "list.typ", source: LIST, files: &files };
    let about = list.facts.first().map_or("", |fact| fact.value.as_str());
    typeset(&template, data, &format!("list/{}/{about}", list.title))
}
