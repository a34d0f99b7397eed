//! From a clip to where it comes from: through masters and files to the tape or the file that was imported.

use timebase::{Flicks, FrameRate};

use super::mobs::{Mob, MobKind, Mobs, Slot};
use super::object::MobId;
use super::segment::{Component, Kind, What, tag_text};
use crate::timeline::{Id, IdKind, fraction, rate_of_ratio};

/// How many mobs a chain may have; real ones have three or four.
const LONGEST_CHAIN: usize = 32;

/// Where a clip comes from.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// What the editor calls it.
    pub(super) name: String,
    /// The tape, or the file that was imported, by its name.
    pub(super) source: String,
    /// Where the file lies.
    pub(super) file: String,
    pub(super) ids: Vec<Id>,
    /// Which channel of the source, or how many it has.
    pub(super) channels: Vec<u16>,
    /// From the source's first frame.
    pub(super) offset: Flicks,
    /// The label of the source's first frame, from label zero.
    pub(super) label: Option<(Flicks, Option<FrameRate>)>,
    /// Whether the chain ends before it should: mobs that the file does not hold.
    pub(super) broken: bool,
}

/// Units of a slot's edit rate as time.
pub(super) fn time_of(units: i64, rate: (i64, i64)) -> Flicks {
    let over = i128::from(units) * i128::from(rate.1);
    match i64::try_from(over) {
        Ok(over) if rate.0 > 0 => fraction(over, rate.0).unwrap_or(Flicks(i64::from(units.signum() as i8) << 62)),
        _ => Flicks(units.signum() << 62),
    }
}

impl Mobs {
    /// Follows a clip that refers to `slot` of `mob`, `offset` after that slot's origin.
    pub(super) fn origin(&self, mob: &MobId, slot: u32, offset: Flicks) -> Origin {
        let mut origin = Origin { offset, ..Origin::default() };
        let (mut at, mut slot_id) = (*mob, slot);
        for link in 0..LONGEST_CHAIN {
            let Some(mob) = self.get(&at) else {
                origin.broken = at != [0; 32];
                break;
            };
            origin.meet(mob, link);
            let Some(slot) = mob.slot(slot_id) else { break };
            if link == 0 && slot.segment.is_of(Kind::Sound) {
                origin.channels = channels_of(mob, slot);
            }
            origin.offset = Flicks(origin.offset.0.saturating_add(time_of(slot.origin, slot.rate).0));
            if let What::Sequence(parts) = &slot.segment.what
                && !self.may_walk(parts.len())
            {
                origin.broken = true;
                break;
            }
            let Some((next, within)) = clip_at(&slot.segment, origin.offset, slot.rate) else { break };
            let What::Clip { mob: id, slot: number, start, .. } = &next.what else { break };
            if *id == [0; 32] {
                break;
            }
            origin.offset = Flicks(time_of(*start, slot.rate).0.saturating_add(within.0));
            (at, slot_id) = (*id, *number);
        }
        origin
    }
}

impl Origin {
    fn meet(&mut self, mob: &Mob, link: usize) {
        if self.name.is_empty() {
            self.name.clone_from(&mob.name);
        }
        if mob.kind == MobKind::Source && !mob.name.is_empty() {
            self.source.clone_from(&mob.name);
        }
        if let Some(url) = mob.urls.last() {
            self.file.clone_from(url);
        } else if self.file.is_empty()
            && let Some(path) = tag_text(&mob.comments, "UNC Path")
        {
            path.clone_into(&mut self.file);
        }
        if link == 0 || mob.kind == MobKind::Source && !mob.urls.is_empty() {
            let id = Id { kind: IdKind::Umid, text: umid(&mob.id) };
            if !self.ids.contains(&id) {
                self.ids.push(id);
            }
        }
        if self.channels.is_empty()
            && let Some(count) = mob.channels.filter(|count| *count > 1)
        {
            self.channels = (1..=count.min(64)).collect();
        }
        if let Some((timecode, slot)) = mob.slots.iter().find_map(|slot| Some((timecode_of(&slot.segment)?, slot))) {
            let rate = rate_of_ratio(slot.rate.0, slot.rate.1, timecode.drop);
            self.label = Some((time_of(timecode.start, slot.rate), rate));
        }
    }
}

/// Which channels a slot of a master is: the number of its track, if it is one of several. A file whose slots are not told
/// apart has as many channels as it says.
fn channels_of(mob: &Mob, slot: &Slot) -> Vec<u16> {
    let sounds = mob.slots.iter().filter(|slot| slot.segment.is_of(Kind::Sound)).count();
    if sounds > 1 { slot.number.into_iter().collect() } else { Vec::new() }
}

/// The first timecode in a slot.
pub(super) fn timecode_of(component: &Component) -> Option<super::segment::Timecode> {
    match &component.what {
        What::Timecode(timecode) => Some(*timecode),
        What::Sequence(parts) => parts.iter().find_map(timecode_of),
        _ => None,
    }
}

/// The clip that lies `at` after the beginning of a slot, and how far into it that is.
fn clip_at(component: &Component, at: Flicks, rate: (i64, i64)) -> Option<(&Component, Flicks)> {
    match &component.what {
        What::Clip { .. } => Some((component, at)),
        What::Sequence(parts) => {
            let mut units = 0i64;
            let mut last = None;
            for part in parts {
                let length = part.units();
                if matches!(part.what, What::Transition { .. }) {
                    units = units.saturating_sub(length);
                    continue;
                }
                let within = Flicks(at.0.saturating_sub(time_of(units, rate).0));
                if within.0 < 0 {
                    break;
                }
                units = units.saturating_add(length);
                last = Some((part, within));
                if at < time_of(units, rate) {
                    break;
                }
            }
            last.and_then(|(part, within)| clip_at(part, within, rate))
        }
        What::Operation(operation) => operation.inputs.first().and_then(|input| clip_at(input, at, rate)),
        What::Scope(slots) => slots.last().and_then(|slot| clip_at(slot, at, rate)),
        What::Choices(choices) => choices.first().and_then(|choice| clip_at(choice, at, rate)),
        What::Selector { selected, .. } => clip_at(selected, at, rate),
        What::Pulldown(input) => clip_at(input, at, rate),
        What::Filler | What::Transition { .. } | What::Timecode(_) | What::Marker(_) | What::Unknown(_) => None,
    }
}

/// The name of material as SMPTE ST 330 writes it, in groups.
pub(super) fn umid(id: &MobId) -> String {
    // The first fields of the material number are numbers of the machine's byte order.
    let order: [usize; 32] = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 18, 17, 16, 21, 20, 23, 22, 24, 25, 26, 27, 28, 29,
        30, 31,
    ];
    let mut text = String::from("urn:smpte:umid:");
    for (at, from) in order.into_iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('.');
        }
        text.push_str(&format!("{:02x}", id[from]));
    }
    text
}
