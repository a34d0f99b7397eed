//! JSON, for programs: the listing as it is shown, times both as timecode and as flicks.

use crate::{DeliverError, Listing};

pub(crate) fn write(listing: &Listing) -> Result<Vec<u8>, DeliverError> {
    let mut bytes = serde_json::to_vec_pretty(listing)?;
    bytes.push(b'\n');
    Ok(bytes)
}
