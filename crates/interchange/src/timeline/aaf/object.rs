//! One object of an AAF: its class and its properties, still as bytes, and how their values are read.

use std::rc::Rc;

use super::AafError;
use super::ids::types;

/// How a property refers to what it holds (AAF Low-Level Container Specification, "stored forms").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One object of its own.
    One = 0x22,
    /// Objects of its own, in order.
    Vector = 0x32,
    /// Objects of its own, by key.
    Set = 0x3a,
    /// An object elsewhere, by its key.
    Weak = 0x02,
}

/// The names of material: 32 bytes, as they are in the file.
pub(super) type MobId = [u8; 32];

#[derive(Debug)]
struct Property {
    id: u16,
    form: u16,
    start: usize,
    end: usize,
}

/// An object and its properties.
#[derive(Debug)]
pub(super) struct Object {
    /// Its folder in the storage.
    pub(super) folder: u32,
    pub(super) path: Rc<str>,
    pub(super) class: u128,
    bytes: Vec<u8>,
    little: bool,
    properties: Vec<Property>,
}

impl Object {
    pub(super) fn read(folder: u32, path: Rc<str>, class: u128, bytes: Vec<u8>) -> Result<Self, AafError> {
        let little = match bytes.first() {
            Some(b'L') => true,
            Some(b'M') => false,
            _ => return Err(AafError::Damaged(format!("{path} says no byte order"))),
        };
        let torn = || AafError::Damaged(format!("the properties of {path} are torn"));
        let count = usize::from(u16_at(&bytes, 2, little).ok_or_else(torn)?);
        let mut start = 4 + 6 * count;
        let mut properties = Vec::with_capacity(count.min(bytes.len() / 6 + 1));
        for entry in (4..).step_by(6).take(count) {
            let field = |at: usize| u16_at(&bytes, entry + at, little).ok_or_else(torn);
            let end = start + usize::from(field(4)?);
            if end > bytes.len() {
                return Err(torn());
            }
            properties.push(Property { id: field(0)?, form: field(2)?, start, end });
            start = end;
        }
        Ok(Self { folder, path, class, bytes, little, properties })
    }

    /// The bytes of a property, where it is there.
    pub(super) fn value(&self, id: u16) -> Option<Value<'_>> {
        let property = self.properties.iter().find(|property| property.id == id)?;
        Some(Value { bytes: self.bytes.get(property.start..property.end)?, little: self.little })
    }

    /// The name under which a property keeps what it owns.
    pub(super) fn name_of(&self, id: u16, form: Form) -> Option<String> {
        let property = self.properties.iter().find(|property| property.id == id)?;
        if property.form != form as u16 {
            return None;
        }
        let name = self.value(id)?.text();
        (!name.is_empty() && !name.contains('/')).then_some(name)
    }

    /// The key by which a property refers to a definition elsewhere.
    pub(super) fn weak(&self, id: u16) -> Option<u128> {
        let property = self.properties.iter().find(|property| property.id == id)?;
        let value = self.value(id)?;
        // Tag, id of the key, size of the key, then the key.
        (property.form == Form::Weak as u16).then(|| value.part(5, 21))??.auid()
    }

    /// Local keys out of the index of a vector or a set, and the key of each member where those are sixteen bytes long.
    pub(super) fn index(&self, bytes: &[u8], set: bool) -> Option<Vec<(u32, u128)>> {
        let value = Value { bytes, little: self.little };
        let count = value.u32_at(0)? as usize;
        let (first, step) = if set { (15, 8 + usize::from(*bytes.get(14)?)) } else { (12, 4) };
        let room = bytes.len().checked_sub(first)? / step;
        if count > room {
            return None;
        }
        let key = |at: usize| value.part(at + 8, at + step).and_then(|key| key.auid());
        (0..count).map(|at| first + at * step).map(|at| Some((value.u32_at(at)?, key(at).unwrap_or(0)))).collect()
    }

    pub(super) fn text(&self, id: u16) -> Option<String> {
        self.value(id).map(|value| value.text())
    }

    pub(super) fn integer(&self, id: u16) -> Option<i64> {
        self.value(id)?.integer()
    }

    pub(super) fn rational(&self, id: u16) -> Option<(i64, i64)> {
        self.value(id)?.rational()
    }

    pub(super) fn mob_id(&self, id: u16) -> Option<MobId> {
        self.value(id)?.bytes.try_into().ok()
    }
}

/// The bytes of a value and their order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    bytes: &'a [u8],
    little: bool,
}

/// A number or text that says what it is (AAF's indirect values).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Indirect {
    Integer(i64),
    Rational(i64, i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl<'a> Value<'a> {
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    fn part(&self, from: usize, to: usize) -> Option<Self> {
        Some(Self { bytes: self.bytes.get(from..to)?, little: self.little })
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes: [u8; 4] = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// A signed number of one to eight bytes.
    pub(super) fn integer(&self) -> Option<i64> {
        let wide: i128 = match self.bytes.len() {
            0 | 9.. => return None,
            count => {
                let fold = |whole: i128, byte: &u8| whole << 8 | i128::from(*byte);
                let whole =
                    if self.little { self.bytes.iter().rev().fold(0, fold) } else { self.bytes.iter().fold(0, fold) };
                let bits = 8 * count;
                if count > 1 && whole >> (bits - 1) & 1 == 1 { whole - (1 << bits) } else { whole }
            }
        };
        i64::try_from(wide).ok()
    }

    /// A number without a sign, of one to four bytes.
    pub(super) fn unsigned(&self) -> Option<i64> {
        let number = self.integer()?;
        match self.bytes.len() {
            2 => Some(number & 0xffff),
            4 => Some(number & 0xffff_ffff),
            _ => Some(number),
        }
    }

    /// Two numbers of four bytes each: how much, and of how much.
    pub(super) fn rational(&self) -> Option<(i64, i64)> {
        Some((self.part(0, 4)?.integer()?, self.part(4, 8)?.integer()?))
    }

    /// Three numbers of two bytes: red, green and blue.
    pub(super) fn triple(&self) -> Option<[i64; 3]> {
        Some([self.part(0, 2)?.unsigned()?, self.part(2, 4)?.unsigned()?, self.part(4, 6)?.unsigned()?])
    }

    /// Numbers of four bytes, as many as there are.
    pub(super) fn numbers(&self) -> Vec<i64> {
        (0..self.bytes.len() / 4).filter_map(|at| self.u32_at(4 * at)).map(i64::from).collect()
    }

    /// Text of two-byte letters, up to the first that is nothing.
    pub(super) fn text(&self) -> String {
        let letters = self.bytes.chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if self.little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        });
        let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        String::from_utf16_lossy(&letters)
    }

    /// A name of sixteen bytes, as one number in the order in which it is written down.
    pub(super) fn auid(&self) -> Option<u128> {
        let first = u128::from(self.u32_at(0)?);
        let second = u128::from(u16_at(self.bytes, 4, self.little)?);
        let third = u128::from(u16_at(self.bytes, 6, self.little)?);
        let rest = self.bytes.get(8..16)?.iter().fold(0u128, |whole, byte| whole << 8 | u128::from(*byte));
        Some(first << 96 | second << 80 | third << 64 | rest)
    }

    /// A value that says its own byte order and type.
    pub(super) fn indirect(&self) -> Option<Indirect> {
        let little = match self.bytes.first()? {
            b'L' => true,
            b'M' => false,
            _ => return None,
        };
        let inner = Self { bytes: self.bytes, little };
        let kind = inner.part(1, 17)?.auid()?;
        let value = Self { bytes: self.bytes.get(17..)?, little };
        Some(match kind {
            types::STRING => Indirect::Text(value.text()),
            types::RATIONAL => {
                let (over, under) = value.rational()?;
                Indirect::Rational(over, under)
            }
            types::UINT16 | types::UINT32 => Indirect::Integer(value.unsigned()?),
            types::INT8 => Indirect::Integer(i64::from(*value.bytes.first()? as i8)),
            types::INT16 | types::INT32 | types::INT64 | types::UINT8 | types::UINT64 | types::BOOLEAN => {
                Indirect::Integer(value.integer()?)
            }
            // Types of a vendor's own, such as numbered lists: told by their length.
            _ if (1..=8).contains(&value.bytes.len()) && value.bytes.len().is_power_of_two() => {
                Indirect::Integer(value.integer()?)
            }
            _ => Indirect::Bytes(value.bytes.to_vec()),
        })
    }
}

fn u16_at(bytes: &[u8], at: usize, little: bool) -> Option<u16> {
    let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
}
