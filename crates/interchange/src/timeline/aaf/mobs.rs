//! The mobs of an AAF: compositions, masters and sources, and what their slots hold.

use std::cell::Cell;
use std::collections::HashMap;

use super::AafError;
use super::container::Container;
use super::ids::{added, classes, properties as p};
use super::names::Names;
use super::object::{MobId, Object};
use super::segment::{Component, Kind, Loader, Tags, What};

/// The usage code of what is a sequence of its own (AAF Edit Protocol).
const TOP_LEVEL: u128 = 0x0d01_0102_0101_0700_060e_2b34_0401_0101;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MobKind {
    Composition,
    Master,
    Source,
}

#[derive(Debug)]
pub(super) struct Mob {
    pub(super) id: MobId,
    pub(super) kind: MobKind,
    pub(super) name: String,
    pub(super) top_level: bool,
    pub(super) slots: Vec<Slot>,
    pub(super) comments: Tags,
    pub(super) urls: Vec<String>,
    pub(super) channels: Option<u16>,
}

/// How a slot counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    Timeline,
    Event,
    Static,
}

#[derive(Debug)]
pub(super) struct Slot {
    pub(super) id: u32,
    pub(super) kind: SlotKind,
    pub(super) name: String,
    pub(super) number: Option<u16>,
    /// Edit units over seconds.
    pub(super) rate: (i64, i64),
    pub(super) origin: i64,
    pub(super) segment: Component,
    pub(super) tags: Tags,
}

/// All mobs of a file.
#[derive(Debug, Default)]
pub(super) struct Mobs {
    pub(super) all: Vec<Mob>,
    by_id: HashMap<MobId, usize>,
    /// Who wrote the file: `DaVinci Resolve`.
    pub(super) product: String,
    walked: Cell<usize>,
}

/// Parts of masters that are walked to find where clips come from: thousands of clips of one master of thousands of parts
/// are no film.
const MOST_WALKED: usize = 50_000_000;

impl Mobs {
    pub(super) fn read(container: &mut Container<'_>, header: &Object, names: &Names) -> Result<Self, AafError> {
        let mut mobs = Self { product: product(container, header)?, ..Self::default() };
        let content = container.one(header, p::CONTENT)?.ok_or(AafError::Damaged("it has no content".to_owned()))?;
        for place in container.many(&content, p::MOBS)? {
            let object = container.at(&place)?;
            let mob = read_mob(container, &object, names)?;
            mobs.by_id.insert(mob.id, mobs.all.len());
            mobs.all.push(mob);
        }
        Ok(mobs)
    }

    /// Whether a walk over that many parts is still within what one file may ask for.
    pub(super) fn may_walk(&self, parts: usize) -> bool {
        self.walked.set(self.walked.get().saturating_add(parts));
        self.walked.get() <= MOST_WALKED
    }

    pub(super) fn get(&self, id: &MobId) -> Option<&Mob> {
        self.by_id.get(id).and_then(|at| self.all.get(*at))
    }
}

impl Mob {
    pub(super) fn slot(&self, id: u32) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == id)
    }
}

fn product(container: &mut Container<'_>, header: &Object) -> Result<String, AafError> {
    match container.many(header, p::IDENTIFICATIONS)?.last() {
        Some(place) => Ok(container.at(place)?.text(p::PRODUCT_NAME).unwrap_or_default()),
        None => Ok(String::new()),
    }
}

fn read_mob(container: &mut Container<'_>, object: &Object, names: &Names) -> Result<Mob, AafError> {
    let kind = match object.class {
        classes::COMPOSITION_MOB => MobKind::Composition,
        classes::MASTER_MOB => MobKind::Master,
        classes::SOURCE_MOB => MobKind::Source,
        _ => return Err(AafError::Damaged(format!("{} is no mob", object.path))),
    };
    let (mut urls, mut channels) = (Vec::new(), None);
    if let Some(descriptor) = container.one(object, p::ESSENCE_DESCRIPTION)? {
        read_descriptor(container, &descriptor, &mut urls, &mut channels, 0)?;
    }
    let mut mob = Mob {
        id: object.mob_id(p::MOB_ID).ok_or_else(|| AafError::Damaged(format!("{} has no id", object.path)))?,
        kind,
        name: object.text(p::MOB_NAME).unwrap_or_default(),
        top_level: object.value(p::USAGE_CODE).and_then(|value| value.auid()) == Some(TOP_LEVEL),
        slots: Vec::new(),
        comments: Loader { container, names }.tags(object, p::MOB_COMMENTS)?,
        urls,
        channels,
    };
    for place in container.many(object, p::SLOTS)? {
        let slot = container.at(&place)?;
        mob.slots.extend(read_slot(container, &slot, names)?);
    }
    Ok(mob)
}

fn read_slot(container: &mut Container<'_>, object: &Object, names: &Names) -> Result<Option<Slot>, AafError> {
    let (kind, rate) = match object.class {
        classes::TIMELINE_MOB_SLOT => (SlotKind::Timeline, p::EDIT_RATE),
        classes::EVENT_MOB_SLOT => (SlotKind::Event, p::EVENT_EDIT_RATE),
        classes::STATIC_MOB_SLOT => (SlotKind::Static, p::EDIT_RATE),
        _ => return Ok(None),
    };
    let mut loader = Loader { container, names };
    let Some(segment) = loader.under(object, p::SEGMENT, 0)? else { return Ok(None) };
    let tags = match names.short(added::SLOT_ATTRIBUTES) {
        Some(id) => loader.tags(object, id)?,
        None => Vec::new(),
    };
    let id = object.value(p::SLOT_ID).and_then(|value| value.unsigned()).unwrap_or(0);
    let number = object.value(p::PHYSICAL_TRACK).and_then(|value| value.unsigned());
    Ok(Some(Slot {
        id: u32::try_from(id).unwrap_or(0),
        kind,
        name: object.text(p::SLOT_NAME).unwrap_or_default(),
        number: number.and_then(|number| u16::try_from(number).ok()),
        rate: object.rational(rate).filter(|(over, under)| *over > 0 && *under > 0).unwrap_or((0, 1)),
        origin: object.integer(p::ORIGIN).unwrap_or(0),
        segment,
        tags,
    }))
}

/// Where a source lies, and how many channels it has.
fn read_descriptor(
    container: &mut Container<'_>,
    descriptor: &Object,
    urls: &mut Vec<String>,
    channels: &mut Option<u16>,
    depth: usize,
) -> Result<(), AafError> {
    for place in container.many(descriptor, p::LOCATORS)? {
        let locator = container.at(&place)?;
        let url = locator.text(p::URL).or_else(|| locator.text(p::LOCATOR_NAME)).unwrap_or_default();
        if !url.is_empty() {
            urls.push(url);
        }
    }
    let counted = descriptor.value(p::CHANNELS).and_then(|value| value.unsigned());
    let counted = counted.and_then(|count| u16::try_from(count).ok()).filter(|count| *count > 0);
    *channels = channels
        .or(counted)
        .or_else(|| descriptor.value(p::WAVE_SUMMARY).and_then(|value| wave_channels(value.bytes())));
    if depth == 0 {
        for place in container.many(descriptor, p::FILE_DESCRIPTORS)? {
            let part = container.at(&place)?;
            read_descriptor(container, &part, urls, channels, depth + 1)?;
        }
    }
    Ok(())
}

/// The channels that the head of a WAVE file names: its `fmt ` chunk (Microsoft and IBM, RIFF 1.0).
fn wave_channels(head: &[u8]) -> Option<u16> {
    let at = head.windows(4).position(|part| part == b"fmt ")?;
    let count = u16::from_le_bytes(head.get(at + 10..at + 12)?.try_into().ok()?);
    (1..=256).contains(&count).then_some(count)
}

impl Component {
    /// How many units it takes. Where it says nothing, or none, what is inside it does: some programs leave the lengths of
    /// sequences at nothing.
    pub(super) fn units(&self) -> i64 {
        self.length.filter(|length| *length > 0).unwrap_or_else(|| match &self.what {
            What::Sequence(parts) => parts.iter().fold(0i64, |sum, part| match part.what {
                What::Transition { .. } => sum.saturating_sub(part.units()),
                _ => sum.saturating_add(part.units()),
            }),
            What::Operation(operation) => operation.inputs.first().map_or(0, Self::units),
            _ => 0,
        })
    }

    /// Whether it is a sound or a picture, itself or by what is inside it.
    pub(super) fn is_of(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}
