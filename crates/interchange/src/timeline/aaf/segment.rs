//! What stands in a slot: clips, fillers, transitions, effects and nests, as the objects of the file have them.

use super::AafError;
use super::container::{Container, DEEPEST};
use super::ids::{added, classes, data, properties as p};
use super::names::Names;
use super::object::{Indirect, MobId, Object};

/// What a component is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Picture,
    Sound,
    Other,
}

/// Names and values that a program wrote beside an object.
pub(super) type Tags = Vec<(String, Indirect)>;

/// A part of a slot.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) kind: Kind,
    /// In units of the slot's edit rate; `None` where the object says none.
    pub(super) length: Option<i64>,
    pub(super) what: What,
    pub(super) tags: Tags,
}

#[derive(Debug)]
pub(super) enum What {
    Filler,
    /// A part of another mob: nothing where that mob is all zeros, at the end of the chain.
    Clip {
        mob: MobId,
        slot: u32,
        start: i64,
        fades: [Option<SlotFade>; 2],
    },
    Sequence(Vec<Component>),
    /// Lies over the end of the component before it and the beginning of the one after it.
    Transition {
        cut: i64,
        operation: Option<Box<Operation>>,
    },
    Operation(Operation),
    /// Tracks above one another; the last is on top.
    Scope(Vec<Component>),
    Selector {
        selected: Box<Component>,
        alternates: Vec<Component>,
    },
    /// The same material in several forms.
    Choices(Vec<Component>),
    Timecode(Timecode),
    Pulldown(Box<Component>),
    Marker(Box<MarkerObject>),
    /// A class that is not read, by its number.
    Unknown(u128),
}

/// A fade that a clip itself says it has: its length, and the number of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct SlotFade {
    pub(super) length: i64,
    pub(super) kind: i64,
}

/// An effect over its inputs.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) id: u128,
    pub(super) inputs: Vec<Component>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) tags: Tags,
}

#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) definition: u128,
    pub(super) value: ParameterValue,
}

#[derive(Debug)]
pub(super) enum ParameterValue {
    Constant(Indirect),
    /// Points by their share of the length, 0 to 1.
    Varying {
        interpolation: u128,
        points: Vec<((i64, i64), Indirect)>,
    },
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Timecode {
    pub(super) start: i64,
    pub(super) per_second: i64,
    pub(super) drop: bool,
}

#[derive(Debug)]
pub(super) struct MarkerObject {
    pub(super) position: Option<i64>,
    pub(super) comment: String,
    pub(super) user: String,
    /// Red, green and blue, 0 to 65535.
    pub(super) rgb: Option<[i64; 3]>,
    pub(super) tags: Tags,
    /// Slots that it is about.
    pub(super) slots: Vec<i64>,
}

/// Reads the objects of one file.
pub(super) struct Loader<'a, 'b> {
    pub(super) container: &'b mut Container<'a>,
    pub(super) names: &'b Names,
}

impl Loader<'_, '_> {
    /// The component that `owner` holds in property `id`.
    pub(super) fn under(&mut self, owner: &Object, id: u16, depth: usize) -> Result<Option<Component>, AafError> {
        match self.container.one(owner, id)? {
            Some(object) => self.component(&object, depth).map(Some),
            None => Ok(None),
        }
    }

    fn all(&mut self, owner: &Object, id: u16, depth: usize) -> Result<Vec<Component>, AafError> {
        let mut components = Vec::new();
        for place in self.container.many(owner, id)? {
            let object = self.container.at(&place)?;
            components.push(self.component(&object, depth)?);
        }
        Ok(components)
    }

    fn component(&mut self, object: &Object, depth: usize) -> Result<Component, AafError> {
        if depth > DEEPEST {
            return Err(AafError::TooDeep(DEEPEST));
        }
        let below = depth + 1;
        let what = match object.class {
            classes::FILLER | classes::SCOPE_REFERENCE => What::Filler,
            classes::SOURCE_CLIP => clip(object),
            classes::SEQUENCE => What::Sequence(self.all(object, p::COMPONENTS, below)?),
            classes::TRANSITION => {
                let operation = match self.container.one(object, p::TRANSITION_OPERATION)? {
                    Some(operation) => Some(Box::new(self.operation(&operation, below)?)),
                    None => None,
                };
                What::Transition { cut: object.integer(p::CUT_POINT).unwrap_or(0), operation }
            }
            classes::OPERATION_GROUP => What::Operation(self.operation(object, below)?),
            classes::NESTED_SCOPE => What::Scope(self.all(object, p::SCOPE_SLOTS, below)?),
            classes::SELECTOR => match self.under(object, p::SELECTED, below)? {
                Some(selected) => {
                    What::Selector { selected: Box::new(selected), alternates: self.all(object, p::ALTERNATES, below)? }
                }
                None => What::Filler,
            },
            classes::ESSENCE_GROUP => What::Choices(self.all(object, p::CHOICES, below)?),
            classes::TIMECODE => What::Timecode(Timecode {
                start: object.integer(p::TIMECODE_START).unwrap_or(0),
                per_second: object.value(p::TIMECODE_FPS).and_then(|value| value.unsigned()).unwrap_or(0),
                drop: object.integer(p::TIMECODE_DROP).unwrap_or(0) != 0,
            }),
            classes::PULLDOWN => match self.under(object, p::PULLDOWN_INPUT, below)? {
                Some(input) => What::Pulldown(Box::new(input)),
                None => What::Filler,
            },
            classes::DESCRIPTIVE_MARKER | classes::COMMENT_MARKER => What::Marker(Box::new(self.marker(object)?)),
            classes::EDGECODE => What::Filler,
            other => What::Unknown(other),
        };
        let kind = match object.weak(p::DATA_DEFINITION) {
            Some(data::PICTURE | data::LEGACY_PICTURE | data::PICTURE_WITH_MATTE) => Kind::Picture,
            Some(data::SOUND | data::LEGACY_SOUND) => Kind::Sound,
            _ => Kind::Other,
        };
        let tags = self.component_tags(object)?;
        Ok(Component { kind, length: object.integer(p::LENGTH).filter(|length| *length >= 0), what, tags })
    }

    fn operation(&mut self, object: &Object, depth: usize) -> Result<Operation, AafError> {
        if depth > DEEPEST {
            return Err(AafError::TooDeep(DEEPEST));
        }
        let mut parameters = Vec::new();
        for place in self.container.many(object, p::PARAMETERS)? {
            let parameter = self.container.at(&place)?;
            parameters.extend(self.parameter(&parameter)?);
        }
        Ok(Operation {
            id: object.weak(p::OPERATION).unwrap_or(0),
            inputs: self.all(object, p::INPUT_SEGMENTS, depth)?,
            parameters,
            tags: self.component_tags(object)?,
        })
    }

    fn parameter(&mut self, object: &Object) -> Result<Option<Parameter>, AafError> {
        let Some(definition) = object.value(p::PARAMETER_DEFINITION).and_then(|value| value.auid()) else {
            return Ok(None);
        };
        if let Some(value) = object.value(p::CONSTANT_VALUE) {
            let value = value.indirect().map(ParameterValue::Constant);
            return Ok(value.map(|value| Parameter { definition, value }));
        }
        if !self.names.is_worth_reading(definition) {
            return Ok(None);
        }
        let mut points = Vec::new();
        for place in self.container.many(object, p::POINTS)? {
            let point = self.container.at(&place)?;
            let value = point.value(p::POINT_VALUE).and_then(|value| value.indirect());
            points.extend(point.rational(p::POINT_TIME).zip(value));
        }
        let interpolation = object.weak(p::INTERPOLATION).unwrap_or(0);
        Ok(Some(Parameter { definition, value: ParameterValue::Varying { interpolation, points } }))
    }

    fn marker(&mut self, object: &Object) -> Result<MarkerObject, AafError> {
        let own = |id: u128| self.names.short(id).and_then(|id| object.value(id));
        let rgb = own(added::MARKER_COLOUR).and_then(|value| value.triple());
        let user = own(added::MARKER_USER).map(|value| value.text()).unwrap_or_default();
        let tags = match self.names.short(added::MARKER_ATTRIBUTES) {
            Some(id) => self.tags(object, id)?,
            None => Vec::new(),
        };
        Ok(MarkerObject {
            position: object.integer(p::POSITION),
            comment: object.text(p::COMMENT).unwrap_or_default(),
            user,
            rgb,
            tags,
            slots: object.value(p::DESCRIBED_SLOTS).map(|value| value.numbers()).unwrap_or_default(),
        })
    }

    fn component_tags(&mut self, object: &Object) -> Result<Tags, AafError> {
        let mut tags = self.tags(object, p::COMPONENT_ATTRIBUTES)?;
        tags.extend(self.tags(object, p::COMPONENT_COMMENTS)?);
        if let Some(id) = self.names.short(added::COMPONENT_ATTRIBUTES) {
            tags.extend(self.tags(object, id)?);
        }
        Ok(tags)
    }

    /// Names and values in property `id`.
    pub(super) fn tags(&mut self, owner: &Object, id: u16) -> Result<Tags, AafError> {
        let mut tags = Vec::new();
        for place in self.container.many(owner, id)? {
            let tag = self.container.at(&place)?;
            let value = tag.value(p::TAG_VALUE).and_then(|value| value.indirect());
            tags.extend(tag.text(p::TAG_NAME).zip(value));
        }
        Ok(tags)
    }
}

fn clip(object: &Object) -> What {
    let fade = |length: u16, kind: u16| {
        let length = object.integer(length).filter(|length| *length > 0)?;
        Some(SlotFade { length, kind: object.integer(kind).unwrap_or(0) })
    };
    What::Clip {
        mob: object.mob_id(p::SOURCE_ID).unwrap_or_default(),
        slot: object.integer(p::SOURCE_SLOT).and_then(|slot| u32::try_from(slot).ok()).unwrap_or(0),
        start: object.integer(p::START_TIME).unwrap_or(0),
        fades: [fade(p::FADE_IN_LENGTH, p::FADE_IN_TYPE), fade(p::FADE_OUT_LENGTH, p::FADE_OUT_TYPE)],
    }
}

/// The text that is written under a name.
pub(super) fn tag_text<'t>(tags: &'t Tags, name: &str) -> Option<&'t str> {
    tags.iter().find_map(|(own, value)| match value {
        Indirect::Text(text) if own == name => Some(text.as_str()),
        _ => None,
    })
}

/// The number that is written under a name.
pub(super) fn tag_number(tags: &Tags, name: &str) -> Option<i64> {
    tags.iter().find_map(|(own, value)| match value {
        Indirect::Integer(number) if own == name => Some(*number),
        _ => None,
    })
}
