//! Numbers of the AAF object model: classes, properties, types and definitions (AAF Object Specification 1.1 and Edit
//! Protocol; those of Avid's own as its files declare them).

/// Classes of objects.
pub(super) mod classes {
    pub(in crate::timeline::aaf) const COMMENT_MARKER: u128 = 0x0d01_0101_0101_0800_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const COMPONENT: u128 = 0x0d01_0101_0101_0200_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const COMPOSITION_MOB: u128 = 0x0d01_0101_0101_3500_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const DESCRIPTIVE_MARKER: u128 = 0x0d01_0101_0101_4100_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const EDGECODE: u128 = 0x0d01_0101_0101_0400_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const ESSENCE_GROUP: u128 = 0x0d01_0101_0101_0500_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const EVENT_MOB_SLOT: u128 = 0x0d01_0101_0101_3900_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const FILLER: u128 = 0x0d01_0101_0101_0900_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const MASTER_MOB: u128 = 0x0d01_0101_0101_3600_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const MOB: u128 = 0x0d01_0101_0101_3400_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const NESTED_SCOPE: u128 = 0x0d01_0101_0101_0b00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const OPERATION_GROUP: u128 = 0x0d01_0101_0101_0a00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const PULLDOWN: u128 = 0x0d01_0101_0101_0c00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const SCOPE_REFERENCE: u128 = 0x0d01_0101_0101_0d00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const SELECTOR: u128 = 0x0d01_0101_0101_0e00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const SEQUENCE: u128 = 0x0d01_0101_0101_0f00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const SOURCE_CLIP: u128 = 0x0d01_0101_0101_1100_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const SOURCE_MOB: u128 = 0x0d01_0101_0101_3700_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const STATIC_MOB_SLOT: u128 = 0x0d01_0101_0101_3a00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const TAGGED_VALUE: u128 = 0x0d01_0101_0101_3f00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const TIMECODE: u128 = 0x0d01_0101_0101_1400_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const TIMELINE_MOB_SLOT: u128 = 0x0d01_0101_0101_3b00_060e_2b34_0206_0101;
    pub(in crate::timeline::aaf) const TRANSITION: u128 = 0x0d01_0101_0101_1700_060e_2b34_0206_0101;
}

/// Properties.
pub(super) mod properties {
    // The root.
    pub(in crate::timeline::aaf) const ROOT_META_DICTIONARY: u16 = 0x0001;
    pub(in crate::timeline::aaf) const ROOT_HEADER: u16 = 0x0002;
    // MetaDictionary, ClassDefinition, PropertyDefinition.
    pub(in crate::timeline::aaf) const CLASS_DEFINITIONS: u16 = 0x0003;
    pub(in crate::timeline::aaf) const CLASS_PROPERTIES: u16 = 0x0009;
    pub(in crate::timeline::aaf) const LOCAL_IDENTIFICATION: u16 = 0x000d;
    // Component.
    pub(in crate::timeline::aaf) const DATA_DEFINITION: u16 = 0x0201;
    pub(in crate::timeline::aaf) const LENGTH: u16 = 0x0202;
    pub(in crate::timeline::aaf) const COMPONENT_COMMENTS: u16 = 0x0204;
    pub(in crate::timeline::aaf) const COMPONENT_ATTRIBUTES: u16 = 0x0205;
    // EssenceGroup, Event, DescriptiveMarker.
    pub(in crate::timeline::aaf) const CHOICES: u16 = 0x0501;
    pub(in crate::timeline::aaf) const POSITION: u16 = 0x0601;
    pub(in crate::timeline::aaf) const COMMENT: u16 = 0x0602;
    pub(in crate::timeline::aaf) const DESCRIBED_SLOTS: u16 = 0x6102;
    // OperationGroup.
    pub(in crate::timeline::aaf) const OPERATION: u16 = 0x0b01;
    pub(in crate::timeline::aaf) const INPUT_SEGMENTS: u16 = 0x0b02;
    pub(in crate::timeline::aaf) const PARAMETERS: u16 = 0x0b03;
    // NestedScope, Pulldown, Selector, Sequence.
    pub(in crate::timeline::aaf) const SCOPE_SLOTS: u16 = 0x0c01;
    pub(in crate::timeline::aaf) const PULLDOWN_INPUT: u16 = 0x0d01;
    pub(in crate::timeline::aaf) const SELECTED: u16 = 0x0f01;
    pub(in crate::timeline::aaf) const ALTERNATES: u16 = 0x0f02;
    pub(in crate::timeline::aaf) const COMPONENTS: u16 = 0x1001;
    // SourceReference, SourceClip.
    pub(in crate::timeline::aaf) const SOURCE_ID: u16 = 0x1101;
    pub(in crate::timeline::aaf) const SOURCE_SLOT: u16 = 0x1102;
    pub(in crate::timeline::aaf) const START_TIME: u16 = 0x1201;
    pub(in crate::timeline::aaf) const FADE_IN_LENGTH: u16 = 0x1202;
    pub(in crate::timeline::aaf) const FADE_IN_TYPE: u16 = 0x1203;
    pub(in crate::timeline::aaf) const FADE_OUT_LENGTH: u16 = 0x1204;
    pub(in crate::timeline::aaf) const FADE_OUT_TYPE: u16 = 0x1205;
    // Timecode.
    pub(in crate::timeline::aaf) const TIMECODE_START: u16 = 0x1501;
    pub(in crate::timeline::aaf) const TIMECODE_FPS: u16 = 0x1502;
    pub(in crate::timeline::aaf) const TIMECODE_DROP: u16 = 0x1503;
    // Transition.
    pub(in crate::timeline::aaf) const TRANSITION_OPERATION: u16 = 0x1801;
    pub(in crate::timeline::aaf) const CUT_POINT: u16 = 0x1802;
    // ContentStorage.
    pub(in crate::timeline::aaf) const MOBS: u16 = 0x1901;
    // ControlPoint.
    pub(in crate::timeline::aaf) const POINT_VALUE: u16 = 0x1a02;
    pub(in crate::timeline::aaf) const POINT_TIME: u16 = 0x1a03;
    // DefinitionObject, OperationDefinition, Dictionary.
    pub(in crate::timeline::aaf) const DEFINITION_NAME: u16 = 0x1b02;
    pub(in crate::timeline::aaf) const IS_TIME_WARP: u16 = 0x1e02;
    pub(in crate::timeline::aaf) const OPERATION_DEFINITIONS: u16 = 0x2603;
    pub(in crate::timeline::aaf) const PARAMETER_DEFINITIONS: u16 = 0x2604;
    // EssenceDescriptor, WAVEDescriptor, SoundDescriptor, MultipleDescriptor.
    pub(in crate::timeline::aaf) const LOCATORS: u16 = 0x2f01;
    pub(in crate::timeline::aaf) const WAVE_SUMMARY: u16 = 0x3801;
    pub(in crate::timeline::aaf) const CHANNELS: u16 = 0x3d07;
    pub(in crate::timeline::aaf) const FILE_DESCRIPTORS: u16 = 0x3f01;
    // Header, Identification.
    pub(in crate::timeline::aaf) const CONTENT: u16 = 0x3b03;
    pub(in crate::timeline::aaf) const DICTIONARY: u16 = 0x3b04;
    pub(in crate::timeline::aaf) const IDENTIFICATIONS: u16 = 0x3b06;
    pub(in crate::timeline::aaf) const PRODUCT_NAME: u16 = 0x3c02;
    // NetworkLocator, TextLocator.
    pub(in crate::timeline::aaf) const URL: u16 = 0x4001;
    pub(in crate::timeline::aaf) const LOCATOR_NAME: u16 = 0x4101;
    // Mob, SourceMob.
    pub(in crate::timeline::aaf) const MOB_ID: u16 = 0x4401;
    pub(in crate::timeline::aaf) const MOB_NAME: u16 = 0x4402;
    pub(in crate::timeline::aaf) const SLOTS: u16 = 0x4403;
    pub(in crate::timeline::aaf) const MOB_COMMENTS: u16 = 0x4406;
    pub(in crate::timeline::aaf) const USAGE_CODE: u16 = 0x4408;
    pub(in crate::timeline::aaf) const ESSENCE_DESCRIPTION: u16 = 0x4701;
    // MobSlot, EventMobSlot, TimelineMobSlot.
    pub(in crate::timeline::aaf) const SLOT_ID: u16 = 0x4801;
    pub(in crate::timeline::aaf) const SLOT_NAME: u16 = 0x4802;
    pub(in crate::timeline::aaf) const SEGMENT: u16 = 0x4803;
    pub(in crate::timeline::aaf) const PHYSICAL_TRACK: u16 = 0x4804;
    pub(in crate::timeline::aaf) const EVENT_EDIT_RATE: u16 = 0x4901;
    pub(in crate::timeline::aaf) const EDIT_RATE: u16 = 0x4b01;
    pub(in crate::timeline::aaf) const ORIGIN: u16 = 0x4b02;
    // Parameter, ConstantValue, VaryingValue, TaggedValue.
    pub(in crate::timeline::aaf) const PARAMETER_DEFINITION: u16 = 0x4c01;
    pub(in crate::timeline::aaf) const CONSTANT_VALUE: u16 = 0x4d01;
    pub(in crate::timeline::aaf) const INTERPOLATION: u16 = 0x4e01;
    pub(in crate::timeline::aaf) const POINTS: u16 = 0x4e02;
    pub(in crate::timeline::aaf) const TAG_NAME: u16 = 0x5001;
    pub(in crate::timeline::aaf) const TAG_VALUE: u16 = 0x5003;
}

/// Properties that Avid added. Their short numbers differ from file to file; the dictionary in the file tells them.
pub(super) mod added {
    pub(in crate::timeline::aaf) const COMPONENT_ATTRIBUTES: u128 = 0x6095_8184_47b1_11d4_a01c_0004_ac96_9f50;
    pub(in crate::timeline::aaf) const MARKER_ATTRIBUTES: u128 = 0xc72c_c817_aac5_499b_af34_bc47_fec1_eaa8;
    pub(in crate::timeline::aaf) const MARKER_COLOUR: u128 = 0xe96e_6d44_c383_11d3_a069_0060_94eb_75cb;
    pub(in crate::timeline::aaf) const MARKER_USER: u128 = 0xc4c4_5d9a_0967_11d4_a08a_0060_94eb_75cb;
    pub(in crate::timeline::aaf) const MOB_ATTRIBUTES: u128 = 0x6095_8183_47b1_11d4_a01c_0004_ac96_9f50;
    pub(in crate::timeline::aaf) const SLOT_ATTRIBUTES: u128 = 0x107f_8331_1914_4234_b2c4_5a3e_b755_b7ca;
    pub(in crate::timeline::aaf) const TAG_ATTRIBUTES: u128 = 0x6095_8185_47b1_11d4_a01c_0004_ac96_9f50;
}

/// Types of values that say what they are.
pub(super) mod types {
    pub(in crate::timeline::aaf) const BOOLEAN: u128 = 0x0104_0100_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const INT16: u128 = 0x0101_0600_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const INT32: u128 = 0x0101_0700_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const INT64: u128 = 0x0101_0800_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const INT8: u128 = 0x0101_0500_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const RATIONAL: u128 = 0x0301_0100_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const STRING: u128 = 0x0110_0200_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const UINT16: u128 = 0x0101_0200_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const UINT32: u128 = 0x0101_0300_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const UINT64: u128 = 0x0101_0400_0000_0000_060e_2b34_0104_0101;
    pub(in crate::timeline::aaf) const UINT8: u128 = 0x0101_0100_0000_0000_060e_2b34_0104_0101;
}

/// What data is of: picture, sound, timecode.
pub(super) mod data {
    pub(in crate::timeline::aaf) const LEGACY_PICTURE: u128 = 0x6f3c_8ce1_6cef_11d2_807d_0060_0814_3e6f;
    pub(in crate::timeline::aaf) const LEGACY_SOUND: u128 = 0x78e1_ebe1_6cef_11d2_807d_0060_0814_3e6f;
    pub(in crate::timeline::aaf) const PICTURE: u128 = 0x0103_0202_0100_0000_060e_2b34_0401_0101;
    pub(in crate::timeline::aaf) const PICTURE_WITH_MATTE: u128 = 0x05cb_a731_1daa_11d3_80ad_0060_0814_3e6f;
    pub(in crate::timeline::aaf) const SOUND: u128 = 0x0103_0202_0200_0000_060e_2b34_0401_0101;
}

/// What an operation does.
pub(super) mod operations {
    pub(in crate::timeline::aaf) const CHANNEL_COMBINER: u128 = 0x6b46_dd7a_132d_4856_ab21_8b75_1d84_62ec;
    pub(in crate::timeline::aaf) const FRAME_HOLD: u128 = 0x9d2e_a892_0968_11d3_8a38_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const MONO_DISSOLVE: u128 = 0x0c3b_ea41_fc05_11d2_8a29_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const MONO_GAIN: u128 = 0x9d2e_a894_0968_11d3_8a38_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const SPEED_CONTROL: u128 = 0x9d2e_a890_0968_11d3_8a38_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const TWO_PARAMETER_DISSOLVE: u128 = 0x2311_bd90_b5da_4285_aa3a_8552_8487_79b3;
    pub(in crate::timeline::aaf) const VIDEO_DISSOLVE: u128 = 0x0c3b_ea40_fc05_11d2_8a29_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const WIPE: u128 = 0x0c3b_ea44_fc05_11d2_8a29_0050_040e_f7d2;
}

/// Parameters of operations, and how values go from point to point.
pub(super) mod parameters {
    pub(in crate::timeline::aaf) const AMPLITUDE: u128 = 0xe496_2321_2267_11d3_8a4c_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const CURVE_TYPE: u128 = 0x8134_fc48_3bd6_4904_9520_7a63_60cc_7127;
    pub(in crate::timeline::aaf) const LEVEL: u128 = 0xe496_2320_2267_11d3_8a4c_0050_040e_f7d2;
    pub(in crate::timeline::aaf) const SPEED_RATIO: u128 = 0x7255_9a80_24d7_11d3_8a50_0050_040e_f7d2;

    pub(in crate::timeline::aaf) const CONSTANT: u128 = 0x5b6c_85a5_0ede_11d3_80a9_0060_0814_3e6f;
    pub(in crate::timeline::aaf) const LINEAR: u128 = 0x5b6c_85a4_0ede_11d3_80a9_0060_0814_3e6f;
    pub(in crate::timeline::aaf) const LOG: u128 = 0x1582_9ec3_1f24_458a_960d_c65b_b23c_2aa1;
    pub(in crate::timeline::aaf) const POWER: u128 = 0xc091_53f7_bd18_4e5a_ad09_cbdd_654f_a001;
}
