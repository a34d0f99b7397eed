//! How cues are used: what their recording and lane tell against it, and what nobody has said.

use model::{
    Confidence, LaneKind, MusicGround, Origin, Perception, Place, UsageAdvice, UsageFact, UsageGround, Voice,
    usage_advice,
};
use timebase::{Position, Span};

use super::{Finding, Findings, cue};
use crate::problem::{CueField, Fix, Severity};
use crate::profile::Profile;
use crate::sheet::{SheetCue, TrackFacts};

pub(super) fn check(list: &mut Findings, one: &SheetCue, profile: &Profile) {
    let Some(track) = &one.track else { return };
    let advised = usage_advice(&ground(one, track));
    differs(list, one, track, &advised, profile);
    unseen(list, one, profile);
    if profile.lacks_voice(one.usage) {
        voice(list, one, &advised);
    }
}

/// What [`model::usage_advice`] is sure of, or nearly. A guess is for the Spot page, where one sees the scene.
fn differs(list: &mut Findings, one: &SheetCue, track: &TrackFacts, advised: &[UsageAdvice], profile: &Profile) {
    let number = &one.number;
    for advice in advised {
        let (rule, field, title, message, why, label) = match (advice.sets, advice.confidence) {
            (_, Confidence::Guess) | (UsageFact::ThemeRole(_), _) => continue,
            (UsageFact::Perception(Perception::Background), _) => (
                "visual-off-source",
                CueField::Perception,
                format!("{number} is visual, but is not on a source lane"),
                format!(
                    "Visual means that the performer of {number} is on camera; move it to a source lane, or call it background."
                ),
                "Visual music pays more, and is checked.",
                "call it background".to_owned(),
            ),
            // A form that writes both alike does not care.
            (UsageFact::Perception(Perception::Visual | Perception::Featured), _)
                if profile.usage_code(one.usage) == profile.usage_code(one.usage.with(advice.sets)) =>
            {
                continue;
            }
            (UsageFact::Perception(Perception::Visual | Perception::Featured), _) => (
                "source-background",
                CueField::Perception,
                format!("{number} is on a source lane, but is background"),
                format!("The characters hear {number}; it is featured, or visual where its performer is on camera."),
                "Background is what only the audience hears.",
                "call it featured".to_owned(),
            ),
            (UsageFact::Voice(Voice::Instrumental), Confidence::Sure) if one.usage.voice.is_some() => (
                "voice-differs",
                CueField::Voice,
                format!("{number} is vocal, its track is instrumental"),
                format!("The track of {number} has no voice; check which is right."),
                "Some societies weigh vocal and instrumental use differently.",
                "call it instrumental".to_owned(),
            ),
            // A song may be used where nobody sings.
            (UsageFact::Voice(_), _) => continue,
            (UsageFact::Origin(origin @ Origin::Library), _) => (
                "library-origin",
                CueField::Origin,
                format!("{number} comes from the library {}", track.library),
                format!("The track of {number} is production music; its origin should say so."),
                ORIGINS_DIFFER,
                format!("call it {}", word(origin)),
            ),
            (UsageFact::Origin(origin @ Origin::PublicDomain), _) if one.usage.origin.is_some() => (
                "public-domain-origin",
                CueField::Origin,
                format!("The work of {number} is in the public domain"),
                format!("Nobody is paid for the work of {number}; check its origin."),
                ORIGINS_DIFFER,
                format!("call it {}", word(origin)),
            ),
            // That an origin is missing is the profile's to say.
            (UsageFact::Origin(_), _) => continue,
        };
        list.add(Finding {
            severity: Severity::Warning,
            rule,
            cue: Some(number),
            title,
            message,
            why,
            target: cue(one.id, field),
            fixes: vec![Fix::SetUsage {
                cue: one.id,
                usage: one.usage.with(advice.sets),
                sure: advice.confidence == Confidence::Sure,
                label,
            }],
        });
    }
}

/// A record that plays in the picture is no performer: visual use is somebody on camera who sings or plays.
fn unseen(list: &mut Findings, one: &SheetCue, profile: &Profile) {
    let heard = one.usage.with(UsageFact::Perception(Perception::Featured));
    let on_record = matches!(one.usage.origin, None | Some(Origin::Commercial | Origin::Library));
    let of_source = one.usage.perception == Perception::Visual && one.lane == LaneKind::Source;
    if !of_source || !on_record || profile.usage_code(one.usage) == profile.usage_code(heard) {
        return;
    }
    let number = &one.number;
    list.add(Finding {
        severity: Severity::Warning,
        rule: "performer-unseen",
        cue: Some(number),
        title: format!("{number} is visual: is its performer on camera?"),
        message: format!(
            "A singer or a player is seen in visual use. If {number} comes from a radio or a record in the scene, call it featured."
        ),
        why: "BMI: visual vocal is a vocalist on camera singing, visual instrumental an instrumentalist on camera.",
        target: cue(one.id, CueField::Perception),
        fixes: vec![Fix::SetUsage { cue: one.id, usage: heard, sure: false, label: "call it featured".into() }],
    });
}

/// A profile that tells vocal and instrumental use apart cannot write a row of which nobody has said.
fn voice(list: &mut Findings, one: &SheetCue, advised: &[UsageAdvice]) {
    let number = &one.number;
    let said = advised.iter().find(|advice| matches!(advice.sets, UsageFact::Voice(_)));
    let sure = |voice| {
        said.is_some_and(|advice| advice.sets == UsageFact::Voice(voice) && advice.confidence == Confidence::Sure)
    };
    let fix = |voice| Fix::SetUsage {
        cue: one.id,
        usage: one.usage.with(UsageFact::Voice(voice)),
        sure: sure(voice),
        label: match voice {
            Voice::Instrumental => "call it instrumental".to_owned(),
            Voice::Vocal => "call it vocal".to_owned(),
        },
    };
    let mut voices = [Voice::Instrumental, Voice::Vocal];
    if said.is_some_and(|advice| advice.sets == UsageFact::Voice(Voice::Vocal)) {
        voices.reverse();
    }
    let ground = said.map_or(String::new(), |advice| format!(" {}", advice.reason));
    list.add(Finding {
        severity: Severity::Error,
        rule: "voice-missing",
        cue: Some(number),
        title: format!("{number} · instrumental or vocal?"),
        message: format!("Say whether words are sung in the part that {number} uses.{ground}"),
        why: "The form writes vocal and instrumental use differently.",
        target: cue(one.id, CueField::Voice),
        fixes: voices.map(fix).to_vec(),
    });
}

const ORIGINS_DIFFER: &str =
    "Production music, commissioned music and commercial music are licensed and paid by different rules.";

/// A sheet asks what follows from the recording and its lane; places are judged where the whole season is at hand.
pub(super) fn ground<'a>(one: &'a SheetCue, track: &'a TrackFacts) -> UsageGround<'a> {
    let nowhere = Span { start: Position::ZERO, end: Position::ZERO };
    UsageGround {
        usage: one.usage,
        title: &one.title,
        scene: "",
        music: Some(MusicGround {
            span: one.span.unwrap_or(nowhere),
            lane: one.lane,
            track: &track.title,
            vocal: track.vocal,
            library: &track.library,
            isrc: &track.isrc,
            label: &track.label,
            public_domain: track.work.as_ref().is_some_and(|work| work.work.public_domain),
            own_label: false,
            commission: &track.commission,
            main_title_of: "",
            end_title_of: "",
        }),
        programme: nowhere,
        breaks: &[],
        place: Place::default(),
    }
}

pub(super) const fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Commercial => "commercial",
        Origin::Library => "library music",
        Origin::Commissioned => "commissioned",
        Origin::Live => "live",
        Origin::Video => "a music video",
        Origin::PublicDomain => "public domain",
    }
}
