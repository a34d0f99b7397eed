//! Values between columns and the model.
//!
//! The file may come from anybody, and what a `CHECK` says need not be true of it. So numbers are held to bounds within
//! which no sum can overflow, and text that is not UTF-8 is shown as far as it can be.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::RangeInclusive;

use model::Share;
use rusqlite::types::{FromSql, ToSqlOutput, Type, ValueRef};
use rusqlite::{Row, ToSql};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Frames, Position};

use crate::bounds::{self, FRAMES, MONEY, RATE, SHARE, TIME, WHOLE};

/// Letters of an unreadable value that are told.
const MOST_SHOWN: usize = 80;

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

    /// A value as it stands. Text that is not UTF-8 has U+FFFD where it cannot be read.
    pub(super) fn value<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let index = self.index();
        match self.row.get_ref(index)? {
            ValueRef::Integer(number) if !WHOLE.contains(&number) => Err(self.out_of_range(number)),
            ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_err() => {
                let mended = String::from_utf8_lossy(bytes);
                let text = ValueRef::Text(mended.as_bytes());
                T::column_result(text).map_err(|error| self.unreadable(&mended, error))
            }
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_) => {
                self.row.get(index)
            }
        }
    }

    /// Text where it lies, without a copy as long as it is UTF-8.
    pub(super) fn text(&mut self) -> rusqlite::Result<Cow<'row, str>> {
        let index = self.index();
        match self.row.get_ref(index)? {
            ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes)),
            other => Err(rusqlite::Error::InvalidColumnType(index, self.name(index), other.data_type())),
        }
    }

    /// The identity of a file's content, which names files of the cache.
    pub(super) fn hash(&mut self) -> rusqlite::Result<Cow<'row, str>> {
        let text = self.text()?;
        if bounds::is_hash(&text) { Ok(text) } else { Err(self.unreadable(&text, "it is not the hash of a file")) }
    }

    /// A number within bounds.
    fn within(&mut self, bounds: RangeInclusive<i64>) -> rusqlite::Result<i64> {
        let number: i64 = self.value()?;
        if bounds.contains(&number) { Ok(number) } else { Err(self.out_of_range(number)) }
    }

    /// A number within bounds, or none where the column is empty.
    fn optional_within(&mut self, bounds: RangeInclusive<i64>) -> rusqlite::Result<Option<i64>> {
        let number: Option<i64> = self.value()?;
        match number {
            Some(number) if !bounds.contains(&number) => Err(self.out_of_range(number)),
            other => Ok(other),
        }
    }

    pub(super) fn position(&mut self) -> rusqlite::Result<Position> {
        self.within(TIME).map(Position)
    }

    pub(super) fn optional_position(&mut self) -> rusqlite::Result<Option<Position>> {
        Ok(self.optional_within(TIME)?.map(Position))
    }

    pub(super) fn flicks(&mut self) -> rusqlite::Result<Flicks> {
        self.within(TIME).map(Flicks)
    }

    pub(super) fn optional_flicks(&mut self) -> rusqlite::Result<Option<Flicks>> {
        Ok(self.optional_within(TIME)?.map(Flicks))
    }

    /// A label of timecode, as frames from midnight.
    pub(super) fn frames(&mut self) -> rusqlite::Result<Frames> {
        self.within(FRAMES).map(Frames)
    }

    /// An amount of money in minor units.
    pub(super) fn money(&mut self) -> rusqlite::Result<i64> {
        self.within(MONEY)
    }

    pub(super) fn optional_money(&mut self) -> rusqlite::Result<Option<i64>> {
        self.optional_within(MONEY)
    }

    /// What a currency is worth in another, in millionths.
    pub(super) fn rate(&mut self) -> rusqlite::Result<i64> {
        self.within(RATE)
    }

    pub(super) fn share(&mut self) -> rusqlite::Result<Share> {
        self.within(SHARE).map(Share)
    }

    /// A value by the word that serde gives it.
    pub(super) fn word<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<T> {
        let text = self.text()?;
        T::deserialize(StrDeserializer::<WordError>::new(&text)).map_err(|error| self.unreadable(&text, error))
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
        serde_json::from_str(&text).map_err(|error| self.unreadable(&text, error))
    }

    /// A value from JSON, or none where the column is empty.
    pub(super) fn optional_json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        let index = self.index();
        if self.row.get_ref(index)? == ValueRef::Null {
            return Ok(None);
        }
        self.next = index;
        self.json().map(Some)
    }

    /// Converted from a number; `None` means that it is out of range.
    pub(super) fn checked<N: FromSql + fmt::Display + Copy, T>(
        &mut self,
        convert: impl FnOnce(N) -> Option<T>,
    ) -> rusqlite::Result<T> {
        let number = self.value()?;
        convert(number).ok_or_else(|| self.unreadable(&number.to_string(), "out of range"))
    }

    fn out_of_range(&self, number: i64) -> rusqlite::Error {
        self.unreadable(&number.to_string(), "out of range")
    }

    fn name(&self, index: usize) -> String {
        self.row.as_ref().column_name(index).unwrap_or("?").to_owned()
    }

    /// The column read last cannot be what it says. Which row it is of is added where the query is known.
    fn unreadable(&self, text: &str, why: impl fmt::Display) -> rusqlite::Error {
        let index = self.next - 1;
        let shown: String = text.chars().take(MOST_SHOWN).collect();
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, format!("{shown:?}: {why}").into())
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
