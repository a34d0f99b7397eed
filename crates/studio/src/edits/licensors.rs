//! Who licenses: parties by name.

use model::{Clearance, Party, PartyId, PartyKind};

use super::EditError;
use super::draft::Draft;

/// Whoever has this name; a company of it is made if nobody has. `None` for an empty name.
pub(super) fn named(draft: &Draft<'_>, name: &str) -> Result<Option<PartyId>, EditError> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let known = draft.rows.parties()?.into_iter().find(|party| party.full_name().to_lowercase() == name.to_lowercase());
    if let Some(party) = known {
        return Ok(Some(party.id));
    }
    let party =
        Party { id: PartyId(draft.ids.next()), kind: PartyKind::Company, name: name.to_owned(), ..Party::default() };
    draft.rows.insert_party(&party)?;
    Ok(Some(party.id))
}

/// A line as sentences name it: `Silent Echoes, publishing 75 % (Fjord Songs)`.
pub(super) fn line_named(draft: &Draft<'_>, line: &Clearance) -> Result<String, EditError> {
    let track = draft.rows.track(line.track)?.map_or_else(String::new, |track| track.title);
    let mut text = format!("{track}, {}", line.side.word());
    if line.share < model::Share::WHOLE {
        text.push_str(&format!(" {}", line.share));
    }
    if let Some(party) = line.party
        && let Some(party) = draft.rows.party(party)?
    {
        text.push_str(&format!(" ({})", party.full_name()));
    }
    Ok(text)
}
