//! A sheet as JSON, for programs; `schemas/cue-sheet.schema.json` describes it.

use serde_json::json;

use crate::DeliverError;
use crate::dress::Dress;
use crate::sheet::Sheet;

pub(in crate::formats) fn write(sheet: &Sheet, dress: &Dress<'_>) -> Result<Vec<u8>, DeliverError> {
    let document = json!({
        "format": "needledrop-cue-sheet",
        "version": 1,
        "final": dress.is_final,
        "revision": dress.revision,
        "sheet": sheet,
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}
