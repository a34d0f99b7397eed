//! The numbers of an edit: what JSON brings is checked once, so that no sum of them can overflow.

use serde_json::Value;

use super::{Edit, EditError};

/// What JavaScript holds exactly; as flicks 147 days.
const MOST: i64 = 1 << 53;

/// Refuses an edit with a number beyond what all parts of the program hold exactly.
pub(super) fn check(edit: &Edit) -> Result<(), EditError> {
    // An edit is always JSON: it has no maps with other keys than texts.
    let value = serde_json::to_value(edit).unwrap_or(Value::Null);
    match largest(&value) {
        Some(value) => Err(EditError::OutOfReach { value }),
        None => Ok(()),
    }
}

fn largest(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().filter(|number| !(-MOST..=MOST).contains(number)),
        Value::Array(items) => items.iter().find_map(largest),
        Value::Object(fields) => fields.values().find_map(largest),
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}
