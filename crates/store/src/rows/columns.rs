//! Values between columns and the model.

use std::fmt::{self, Write as _};

use rusqlite::types::{FromSql, ToSqlOutput, Type, ValueRef};
use rusqlite::{Row, ToSql};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};

/// Reads the columns of a row from the first to the last, in the order of the `SELECT`.
pub(super) struct Columns<'row, 'statement> {
    row: &'row Row<'statement>,
    next: usize,
}

impl<'row, 'statement> Columns<'row, 'statement> {
    pub(super) fn of(row: &'row Row<'statement>) -> Self {
        Self { row, next: 0 }
    }

    fn index(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    pub(super) fn value<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let index = self.index();
        self.row.get(index)
    }

    /// Text where it lies, without a copy.
    pub(super) fn text(&mut self) -> rusqlite::Result<&'row str> {
        let index = self.index();
        Ok(self.row.get_ref(index)?.as_str()?)
    }

    pub(super) fn position(&mut self) -> rusqlite::Result<Position> {
        self.value().map(Position)
    }

    pub(super) fn flicks(&mut self) -> rusqlite::Result<Flicks> {
        self.value().map(Flicks)
    }

    /// A value by the word that serde gives it.
    pub(super) fn word<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<T> {
        let text = self.text()?;
        T::deserialize(StrDeserializer::<WordError>::new(text)).map_err(|error| self.unreadable(text, error))
    }

    /// A value by its word, or none where the column is empty.
    pub(super) fn optional_word<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<Option<T>> {
        let index = self.index();
        if self.row.get_ref(index)? == ValueRef::Null {
            return Ok(None);
        }
        self.next = index;
        self.word().map(Some)
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        let text = self.text()?;
        serde_json::from_str(text).map_err(|error| self.unreadable(text, error))
    }

    /// Converted from a number; `None` means that it is out of range.
    pub(super) fn checked<N: FromSql + fmt::Display + Copy, T>(
        &mut self,
        convert: impl FnOnce(N) -> Option<T>,
    ) -> rusqlite::Result<T> {
        let number = self.value()?;
        convert(number).ok_or_else(|| self.unreadable(&number.to_string(), "out of range"))
    }

    /// The column read last cannot be what it says.
    fn unreadable(&self, text: &str, why: impl fmt::Display) -> rusqlite::Error {
        let index = self.next - 1;
        let column = self.row.as_ref().column_name(index).unwrap_or("?");
        let error = format!("{text:?} in column {column}: {why}");
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into())
    }
}

/// Written as the word that serde gives it.
pub(super) struct Word<'a, T>(pub &'a T);

impl<T: Serialize> fmt::Display for Word<'_, T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(out)
    }
}

impl<T: Serialize> ToSql for Word<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let mut word = String::new();
        write!(word, "{self}").map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        Ok(word.into())
    }
}

/// Written as JSON.
pub(super) struct Json<'a, T>(pub &'a T);

impl<T: Serialize> ToSql for Json<'_, T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(self.0);
        Ok(text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?.into())
    }
}
