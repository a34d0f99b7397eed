//! What the dictionary of a file says: short numbers of properties that a vendor added, and names of effects.

use std::collections::HashMap;

use super::AafError;
use super::container::Container;
use super::ids::{added, classes, parameters, properties as p};
use super::object::Object;

/// Parameters of Avid's that tell how fast a picture runs, by name: their numbers are not published.
const SPEED_OFFSETS: &str = "PARAM_SPEED_OFFSET_MAP_U";

/// What is known of a file's own numbers.
#[derive(Debug, Default)]
pub(super) struct Names {
    short: HashMap<u128, u16>,
    operations: HashMap<u128, OperationName>,
    speed_offsets: Option<u128>,
}

#[derive(Debug)]
pub(super) struct OperationName {
    pub(super) name: String,
    pub(super) time_warp: bool,
}

impl Names {
    /// Reads the dictionaries of a file: of the many definitions, those that are asked for.
    pub(super) fn read(container: &mut Container<'_>, root: &Object, header: &Object) -> Result<Self, AafError> {
        let mut names = Self::default();
        names.read_properties(container, root)?;
        if let Some(dictionary) = container.one(header, p::DICTIONARY)? {
            for (id, place) in container.keyed(&dictionary, p::OPERATION_DEFINITIONS)? {
                let definition = container.at(&place)?;
                let name = definition.text(p::DEFINITION_NAME).unwrap_or_default();
                let time_warp = definition.integer(p::IS_TIME_WARP).unwrap_or(0) != 0;
                names.operations.insert(id, OperationName { name, time_warp });
            }
            // Only those who change speed need them.
            if names.operations.values().any(|operation| operation.time_warp || operation.is_motion()) {
                for (id, place) in container.keyed(&dictionary, p::PARAMETER_DEFINITIONS)? {
                    if container.at(&place)?.text(p::DEFINITION_NAME).as_deref() == Some(SPEED_OFFSETS) {
                        names.speed_offsets = Some(id);
                    }
                }
            }
        }
        Ok(names)
    }

    fn read_properties(&mut self, container: &mut Container<'_>, root: &Object) -> Result<(), AafError> {
        const OWNERS: [u128; 5] = [
            classes::COMPONENT,
            classes::COMMENT_MARKER,
            classes::MOB,
            classes::TIMELINE_MOB_SLOT,
            classes::TAGGED_VALUE,
        ];
        const WANTED: [u128; 7] = [
            added::COMPONENT_ATTRIBUTES,
            added::MARKER_ATTRIBUTES,
            added::MARKER_COLOUR,
            added::MARKER_USER,
            added::MOB_ATTRIBUTES,
            added::SLOT_ATTRIBUTES,
            added::TAG_ATTRIBUTES,
        ];
        let Some(dictionary) = container.one(root, p::ROOT_META_DICTIONARY)? else { return Ok(()) };
        for (class, place) in container.keyed(&dictionary, p::CLASS_DEFINITIONS)? {
            if !OWNERS.contains(&class) {
                continue;
            }
            let class = container.at(&place)?;
            for (id, place) in container.keyed(&class, p::CLASS_PROPERTIES)? {
                if WANTED.contains(&id) {
                    let property = container.at(&place)?;
                    let short = property.value(p::LOCAL_IDENTIFICATION).and_then(|value| value.unsigned());
                    self.short.extend(short.and_then(|short| u16::try_from(short).ok()).map(|short| (id, short)));
                }
            }
        }
        Ok(())
    }

    /// The short number that a property of a vendor has in this file.
    pub(super) fn short(&self, id: u128) -> Option<u16> {
        self.short.get(&id).copied()
    }

    pub(super) fn operation(&self, id: u128) -> Option<&OperationName> {
        self.operations.get(&id)
    }

    /// Whether anybody asks for the points of a parameter: most are how a picture is coloured or where a sound comes from.
    pub(super) fn is_worth_reading(&self, parameter: u128) -> bool {
        [parameters::AMPLITUDE, parameters::LEVEL, parameters::SPEED_RATIO].contains(&parameter)
            || self.is_speed_offsets(parameter)
    }

    /// Whether a parameter says which source frame is shown when.
    pub(super) fn is_speed_offsets(&self, parameter: u128) -> bool {
        self.speed_offsets == Some(parameter)
    }
}

impl OperationName {
    /// Whether it is an effect that changes speed, by what Avid calls them.
    pub(super) fn is_motion(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        ["motion", "timewarp", "time warp", "speed", "freeze"].iter().any(|word| name.contains(word))
    }
}
