//! How cues are used: what their recording and lane tell against it, and what nobody has said.

use model::{
    Confidence, MusicGround, Origin, Perception, Place, UsageAdvice, UsageFact, UsageGround, Voice, usage_advice,
};
use timebase::{Position, Span};

use super::{Finding, Findings, cue};
use crate::problem::{Fix, Severity};
use crate::profile::Profile;
use crate::sheet::{SheetCue, TrackFacts};

pub(super) fn check(list: &mut Findings, one: &SheetCue, profile: &Profile) {
    let Some(track) = &one.track else { return };
    let advised = usage_advice(&ground(one, track));
    differs(list, one, track, &advised);
    if profile.lacks_voice(one.usage) {
        voice(list, one, &advised);
    }
}

/// What [`model::usage_advice`] is sure of, or nearly. A guess is for the Spot page, where one sees the scene.
fn differs(list: &mut Findings, one: &SheetCue, track: &TrackFacts, advised: &[UsageAdvice]) {
    let number = &one.number;
    for advice in advised {
        let (rule, field, title, message, why, label) = match (advice.sets, advice.confidence) {
            (_, Confidence::Guess) | (UsageFact::ThemeRole(_), _) => continue,
            (UsageFact::Perception(Perception::Background), _) => (
                "visual-off-source",
                "perception",
                format!("{number} is visual, but lies on no source lane"),
                format!(
                    "Visual means that the performer or the source of {number} is seen; move it to a source lane, or call it background."
                ),
                "Visual music pays more, and is checked.",
                "call it background".to_owned(),
            ),
            (UsageFact::Perception(Perception::Visual | Perception::Featured), _) => (
                "source-background",
                "perception",
                format!("{number} lies on a source lane, but is background"),
                format!(
                    "Music that characters hear is visual where its source or performer is seen; see {number} again."
                ),
                "Background is what only the audience hears.",
                "call it visual".to_owned(),
            ),
            (UsageFact::Voice(Voice::Instrumental), Confidence::Sure) if one.usage.voice.is_some() => (
                "voice-differs",
                "voice",
                format!("{number} is vocal, its track is instrumental"),
                format!("The track of {number} has no voice; see which is right."),
                "Some societies weigh vocal and instrumental use differently.",
                "call it instrumental".to_owned(),
            ),
            // A song may be used where nobody sings.
            (UsageFact::Voice(_), _) => continue,
            (UsageFact::Origin(origin @ Origin::Library), _) => (
                "library-origin",
                "origin",
                format!("{number} comes from the library {}", track.library),
                format!("The track of {number} is production music; its origin should say so."),
                ORIGINS_DIFFER,
                format!("call it {}", word(origin)),
            ),
            (UsageFact::Origin(origin @ Origin::PublicDomain), _) if one.usage.origin.is_some() => (
                "public-domain-origin",
                "origin",
                format!("The work of {number} is in the public domain"),
                format!("Nobody is paid for the work of {number}; see its origin again."),
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
            fixes: vec![Fix::SetUsage { cue: one.id, usage: one.usage.with(advice.sets), label }],
        });
    }
}

/// A profile that tells vocal and instrumental use apart cannot write a row of which nobody has said.
fn voice(list: &mut Findings, one: &SheetCue, advised: &[UsageAdvice]) {
    let number = &one.number;
    let said = advised.iter().find(|advice| matches!(advice.sets, UsageFact::Voice(_)));
    let fix = |voice| Fix::SetUsage {
        cue: one.id,
        usage: one.usage.with(UsageFact::Voice(voice)),
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
        target: cue(one.id, "voice"),
        fixes: voices.map(fix).to_vec(),
    });
}

const ORIGINS_DIFFER: &str =
    "Production music, commissioned music and commercial music are licensed and paid by different rules.";

/// A sheet asks what follows from the recording and its lane; places are judged where the whole season is at hand.
fn ground<'a>(one: &'a SheetCue, track: &'a TrackFacts) -> UsageGround<'a> {
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
            main_title_of: "",
            end_title_of: "",
        }),
        programme: nowhere,
        breaks: &[],
        place: Place::default(),
    }
}

const fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Commercial => "commercial",
        Origin::Library => "library music",
        Origin::Commissioned => "commissioned",
        Origin::Live => "live",
        Origin::Video => "a music video",
        Origin::PublicDomain => "public domain",
    }
}
