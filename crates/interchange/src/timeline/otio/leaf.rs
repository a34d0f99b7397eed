//! Things without children, and what of an object was not read.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The member that names an object's schema.
pub(super) const SCHEMA: &str = "OTIO_SCHEMA";

/// What was not read of an object.
#[derive(Debug, Default)]
pub(super) enum Unread {
    /// Nothing.
    #[default]
    None,
    /// Members of an object of a known schema, by name.
    Members(Vec<(Box<str>, Box<str>)>),
    /// A whole object, whose schema is not known.
    Whole(Box<str>),
}

/// A thing without children, and all of it as it is written where something of it was not read.
#[derive(Debug)]
pub(super) struct Leaf<T> {
    pub(super) own: T,
    pub(super) whole: Option<Box<str>>,
}

/// What is known of a kind of leaf.
pub(super) trait Known {
    /// Schemas without their versions.
    const SCHEMAS: &'static [&'static str];
    /// Members that are read.
    const MEMBERS: &'static [&'static str];
}

/// The schema without its version.
pub(super) fn bare(schema: Option<&str>) -> &str {
    let schema = schema.unwrap_or_default();
    schema.split_once('.').map_or(schema, |(name, _)| name)
}

/// Whether a member says nothing.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether metadata is of nobody but us.
fn is_ours(metadata: &Value) -> bool {
    metadata.as_object().is_some_and(|members| members.keys().all(|name| name == "needledrop"))
}

impl<'de, T: Known + DeserializeOwned> Deserialize<'de> for Leaf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let is_known = T::SCHEMAS.contains(&bare(value.get(SCHEMA).and_then(Value::as_str)));
        let is_unread = |(name, value): (&String, &Value)| {
            let read = name == SCHEMA || T::MEMBERS.contains(&name.as_str()) || (name == "metadata" && is_ours(value));
            !read && !is_nothing(value)
        };
        let keeps = !is_known || value.as_object().is_some_and(|members| members.iter().any(is_unread));
        let whole = keeps.then(|| value.to_string().into());
        Ok(Self { own: serde_json::from_value(value).map_err(D::Error::custom)?, whole })
    }
}
