//! What stands between a sheet and a final one: each rule on facts that break it, and none on facts that do not.
#![allow(clippy::unwrap_used)]

mod common;

use common::sheets::{VISUAL, flawless, frames, holder, laid, party};
use deliver::problem::{Fix, PartyField, Problem, Severity, Target, may_be_final};
use deliver::problems;
use deliver::profile::{LicenceWeight, Profile, built_in, cue_list};
use deliver::sheet::{CarveMethod, SheetFacts, sheet};
use model::{CueStatus, Origin, PartyId, Publishing, Share, ShareRole, Voice, WorkId, WorkSide};
use proptest::prelude::*;

fn by(id: &str) -> &'static Profile {
    built_in().iter().find(|profile| profile.id == id).unwrap()
}

fn found(facts: &SheetFacts, profile: &Profile) -> Vec<Problem> {
    problems(facts, &sheet(facts, profile), profile)
}

/// The problems that a change to flawless facts brings in RapidCue's profile.
fn after(change: impl FnOnce(&mut SheetFacts)) -> Vec<Problem> {
    let mut facts = flawless();
    change(&mut facts);
    found(&facts, by("rapidcue"))
}

fn rules(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.rule.as_str()).collect()
}

/// The one problem that a change brings.
fn only(change: impl FnOnce(&mut SheetFacts)) -> Problem {
    let problems = after(change);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.into_iter().next().unwrap()
}

fn holders(facts: &mut SheetFacts, cue: usize) -> &mut Vec<deliver::sheet::Holder> {
    &mut facts.cues[cue].track.as_mut().unwrap().work.as_mut().unwrap().holders
}

fn work(facts: &mut SheetFacts, cue: usize) -> &mut model::Work {
    &mut facts.cues[cue].track.as_mut().unwrap().work.as_mut().unwrap().work
}

#[test]
fn a_flawless_sheet_has_no_problem() {
    assert_eq!(found(&flawless(), by("rapidcue")), []);
}

#[test]
fn a_writer_without_a_society_stops_the_sheet_and_no_co_writers_is_proposed() {
    let problem = only(|facts| holders(facts, 2)[1].party.society.clear());
    assert_eq!((problem.rule.as_str(), problem.severity), ("writer-society-missing", Severity::Error));
    assert_eq!(problem.title, "A. Low has no society");
    assert_eq!(problem.target, Target::Party { id: PartyId(4), field: PartyField::Society });
    assert_eq!(problem.fixes.iter().map(Fix::label).collect::<Vec<_>>(), ["not a member"]);
    assert!(!problem.proposed, "Enter writes nobody's society");
    let problem = only(|facts| holders(facts, 2)[2].party.society.clear());
    assert_eq!((problem.rule.as_str(), problem.severity), ("publisher-society-missing", Severity::Warning));
}

#[test]
fn the_society_of_a_writers_own_publisher_is_offered() {
    let problem = only(|facts| {
        let list = holders(facts, 2);
        (list[0].party.society, list[1].party.society) = ("STIM".into(), String::new());
        list[2].share.acts_for = Some(list[1].share.id);
    });
    assert_eq!(
        problem.fixes[0],
        Fix::SetSociety { party: PartyId(4), society: "PRS".into(), label: "PRS, as Tidal Songs".into() }
    );
    assert!(!problem.proposed);
    // Two publishers of one writer at two societies tell nothing.
    let problem = only(|facts| {
        let list = holders(facts, 2);
        list[1].party.society.clear();
        list[2].share.acts_for = Some(list[1].share.id);
        list[2].share.share = Share(500_000);
        let mut other = holder(6, ShareRole::OriginalPublisher, 50, party(6, "", "Foam Songs", "BMI", "00000000297"));
        other.share.acts_for = Some(list[1].share.id);
        list.push(other);
    });
    assert_eq!(problem.fixes.iter().map(Fix::label).collect::<Vec<_>>(), ["not a member"]);
}

#[test]
fn shares_of_writers_add_up_to_their_whole() {
    let problem = only(|facts| holders(facts, 2)[1].share.share = Share(300_000));
    assert_eq!((problem.rule.as_str(), problem.severity), ("writer-shares", Severity::Error));
    assert_eq!(problem.title, "The writers of \"First Spark\" have 80.00 %");
    assert_eq!(
        problem.fixes,
        [Fix::MakeWhole {
            work: WorkId(3),
            side: WorkSide::Writers,
            label: "make 100 % in proportion (62.5 / 37.5)".into()
        }]
    );
    assert!(!problem.proposed, "who owns what is never written by Enter");
    assert_eq!(only(|facts| holders(facts, 2)[2].share.share = Share(1_200_000)).rule, "publisher-shares");
    // Thirds and sixths cannot be divided; CWR lets 0.06 % pass.
    assert_eq!(after(|facts| holders(facts, 2)[1].share.share = Share(499_500)), []);
    assert_eq!(
        rules(&after(|facts| holders(facts, 2).retain(|holder| holder.share.role.side() == WorkSide::Publishers))),
        ["writer-shares"]
    );
    let problem = only(|facts| work(facts, 2).writers_part = Share(300_000));
    assert_eq!((problem.rule.as_str(), problem.severity), ("writers-part", Severity::Warning));
    assert_eq!(after(|facts| work(facts, 2).writers_part = Share(0)), []);
}

#[test]
fn what_no_publisher_has_is_a_share_of_its_own() {
    let problem = only(|facts| holders(facts, 2)[2].share.share = Share(500_000));
    assert_eq!((problem.rule.as_str(), problem.severity), ("publisher-shares", Severity::Error));
    let rest =
        |kind, label: &str| Fix::SetOpenShare { work: WorkId(3), kind, share: Share(500_000), label: label.into() };
    assert_eq!(
        problem.fixes,
        [
            rest(Publishing::CopyrightControl, "the other 50 % is copyright control"),
            rest(Publishing::Unpublished, "the other 50 % is unpublished")
        ]
    );
    assert!(!problem.proposed);
    for open in [
        |work: &mut model::Work| work.unpublished = Share(500_000),
        |work: &mut model::Work| {
            (work.unpublished, work.copyright_control) = (Share(166_667), Share(333_333));
        },
    ] {
        let part = |facts: &mut SheetFacts| {
            holders(facts, 2)[2].share.share = Share(500_000);
            open(work(facts, 2));
        };
        assert_eq!(after(part), []);
        for profile in built_in() {
            let mut facts = flawless();
            part(&mut facts);
            let row = sheet(&facts, profile).rows.remove(2);
            let printed: i64 = row.writers.iter().chain(&row.publishers).map(|party| party.share.0).sum();
            let sides = if profile.shares == deliver::profile::ShareConvention::PerSide { 2 } else { 1 };
            assert_eq!(printed, sides * 1_000_000, "{}", profile.id);
        }
    }
    let problem = only(|facts| {
        holders(facts, 2)[2].share.share = Share(500_000);
        work(facts, 2).copyright_control = Share(600_000);
    });
    assert_eq!(problem.title, "The publishers of \"First Spark\" have 110.00 %");
    let marked = after(|facts| {
        holders(facts, 2)[2].share.share = Share(500_000);
        work(facts, 2).publishing = Publishing::Unpublished;
    });
    let differs = marked.iter().find(|problem| problem.rule == "publishing-differs").unwrap();
    assert_eq!(differs.fixes[0], rest(Publishing::Unpublished, "the other 50 % is unpublished"));
    // All of it in parts and no publisher: as if the whole work were marked.
    let nobody = after(|facts| {
        holders(facts, 2).pop();
        work(facts, 2).copyright_control = Share::WHOLE;
    });
    assert_eq!(nobody, []);
}

#[test]
fn a_work_without_a_publisher_says_why() {
    let without =
        |facts: &mut SheetFacts| holders(facts, 2).retain(|holder| holder.share.role.side() == WorkSide::Writers);
    let problem = only(without);
    assert_eq!((problem.rule.as_str(), problem.severity), ("publisher-missing", Severity::Error));
    for publishing in [Publishing::Unpublished, Publishing::CopyrightControl] {
        assert_eq!(
            after(|facts| {
                without(facts);
                work(facts, 2).publishing = publishing;
            }),
            []
        );
    }
    assert_eq!(only(|facts| work(facts, 2).publishing = Publishing::Unpublished).rule, "publishing-differs");
    for (role, word) in [(ShareRole::Administrator, "an administrator"), (ShareRole::SubPublisher, "a sub-publisher")] {
        let problem = only(|facts| holders(facts, 2)[2].share.role = role);
        assert_eq!(problem.rule, "original-publisher-missing");
        assert!(problem.title.contains(word), "{}", problem.title);
    }
}

#[test]
fn nobody_is_paid_for_what_is_out_of_copyright() {
    assert_eq!(
        rules(&after(|facts| {
            work(facts, 2).public_domain = true;
            facts.cues[2].usage.origin = Some(Origin::PublicDomain);
        })),
        ["public-domain-share"]
    );
    assert_eq!(
        after(|facts| {
            work(facts, 2).public_domain = true;
            facts.cues[2].usage.origin = Some(Origin::PublicDomain);
            for holder in holders(facts, 2) {
                holder.share.share = Share(0);
            }
        }),
        []
    );
    assert_eq!(
        only(|facts| {
            holders(facts, 2).remove(1);
            let alone = &mut holders(facts, 2)[0].share;
            (alone.role, alone.share) = (ShareRole::Arranger, Share::WHOLE);
        })
        .rule,
        "arranger-alone"
    );
}

#[test]
fn identifiers_are_checked() {
    assert_eq!(only(|facts| work(facts, 2).iswc = "T0702401012".into()).rule, "identifier-malformed");
    assert_eq!(only(|facts| facts.cues[2].track.as_mut().unwrap().isrc = "NOUM7".into()).rule, "identifier-malformed");
    let problem = only(|facts| holders(facts, 2)[0].party.ipi = "00123456789".into());
    assert!(problem.message.contains("check digits"), "{}", problem.message);
    let problem = only(|facts| holders(facts, 2)[0].party.ipi.clear());
    assert_eq!(
        (problem.rule.as_str(), problem.severity, problem.title.as_str()),
        ("ipi-missing", Severity::Warning, "IPI missing for T. Low (50 %)")
    );
    assert_eq!(only(|facts| work(facts, 2).iswc.clear()).rule, "field-missing");
}

#[test]
fn people_write_and_companies_publish() {
    assert_eq!(
        rules(&after(|facts| holders(facts, 2).push(holder(
            9,
            ShareRole::Composer,
            0,
            party(9, "", "Low & Sons", "PRS", "00000000297")
        )))),
        ["role-name-mismatch", "share-missing"]
    );
    assert_eq!(
        rules(&after(|facts| holders(facts, 2)[2].party = party(9, "Ann", "Tide", "PRS", "00000000297"))),
        ["role-name-mismatch"]
    );
    assert_eq!(only(|facts| holders(facts, 2)[0].party.name = "Low (mixed by)".into()).rule, "crew-as-writer");
    assert_eq!(after(|facts| holders(facts, 2)[0].party.name = "Guðmundsdóttir".into()), [], "Excel takes them");
    let mut facts = flawless();
    holders(&mut facts, 2)[0].party.name = "Løw".into();
    let strict = Profile { ascii_names: true, ..by("rapidcue").clone() };
    assert_eq!(rules(&found(&facts, &strict)), ["name-beyond-ascii"]);
    let problem = only(|facts| holders(facts, 2)[2].party = party(9, "Ann", "Tide", "PRS", "00000000297"));
    assert!(problem.title.ends_with("is a person, and is named as original publisher"), "{}", problem.title);
    let problem = only(|facts| holders(facts, 2)[0].party.society = "PRSS".into());
    assert_eq!((problem.rule.as_str(), problem.fixes[0].label()), ("society-unknown", "take PRS"));
}

#[test]
fn an_overlap_is_decided_before_a_sheet_is_final() {
    let facts = laid(&[("4M08", 0, 1000), ("4S03", 923, 2000)]);
    let problems = found(&facts, by("rapidcue"));
    assert_eq!((rules(&problems), problems[0].severity), (vec!["overlap-undecided"], Severity::Warning));
    assert_eq!(problems[0].title, "4M08 and 4S03 overlap by 3.2 s");
    assert_eq!(
        problems[0].fixes.iter().map(Fix::label).collect::<Vec<_>>(),
        ["Accept carve-out", "give it all to 4M08", "give it all to 4S03", "count both"]
    );
    assert!(problems[0].proposed);
    let mut short = facts.clone();
    short.length = frames(0, 2_050).length();
    let beyond = found(&short, by("rapidcue"));
    assert_eq!(rules(&beyond), ["overlap-undecided", "sum-exceeds-programme"]);
    assert!(beyond.iter().all(|problem| problem.severity == Severity::Error));
    let mut both = facts.clone();
    both.carve_outs.push(deliver::sheet::CarveOut {
        first: facts.cues[0].id,
        second: facts.cues[1].id,
        method: CarveMethod::Both,
    });
    assert_eq!(found(&both, by("rapidcue")), []);
    assert_eq!(found(&laid(&[("4M08", 0, 1000), ("4S03", 999, 2000)]), by("rapidcue")), [], "a frame is no overlap");
    let together = found(&laid(&[("4M08", 0, 1000), ("4S03", 0, 1000)]), by("rapidcue"));
    assert_eq!(together[0].fixes[0].label(), "count both");
    assert!(!together[0].message.contains("cross"), "{}", together[0].message);
    assert!(matches!(problems[0].fixes[0], Fix::CarveOut { method: CarveMethod::Centre, .. }));
    let swallowed = laid(&[("4M08", 0, 1000), ("4S03", 0, 1000)]);
    let mut swallowed_by_first = swallowed.clone();
    swallowed_by_first.carve_outs.push(deliver::sheet::CarveOut {
        first: swallowed.cues[0].id,
        second: swallowed.cues[1].id,
        method: CarveMethod::First,
    });
    assert_eq!(rules(&found(&swallowed_by_first, by("rapidcue"))), ["duration-zero"]);
}

#[test]
fn cues_lie_inside_the_programme_and_have_a_length() {
    let end = 24 * (42 * 60 + 18);
    assert_eq!(only(|facts| facts.cues[2].span = Some(frames(end - 100, end + 1))).rule, "outside-programme");
    assert_eq!(only(|facts| facts.cues[2].span = Some(frames(500, 400))).rule, "out-before-in");
    let sting = only(|facts| facts.cues[2].span = Some(frames(24 * 495 + 13, 24 * 495 + 18)));
    assert_eq!((sting.rule.as_str(), sting.severity), ("duration-least", Severity::Warning));
    assert_eq!(sting.title, "4M03 is listed as 0:01");
    let mut facts = flawless();
    facts.cues[2].span = Some(frames(24 * 495 + 13, 24 * 495 + 18));
    let none = Profile { least_seconds: 0, ..by("rapidcue").clone() };
    assert_eq!(rules(&found(&facts, &none)), ["duration-zero"]);
    assert_eq!(only(|facts| facts.cues[2].span = Some(frames(24 * 495, 24 * (495 + 601)))).rule, "cue-long");
}

#[test]
fn uses_and_lanes_agree() {
    let problem = only(|facts| facts.cues[2].usage.perception = VISUAL);
    assert_eq!((problem.rule.as_str(), problem.severity), ("visual-off-source", Severity::Warning));
    assert_eq!(after(|facts| facts.cues[2].lane = model::LaneKind::Source), [], "RapidCue writes both alike");
    let mut facts = flawless();
    facts.cues[2].lane = model::LaneKind::Source;
    assert!(rules(&found(&facts, by("uk"))).contains(&"source-background"));
    let problem = only(|facts| {
        (facts.cues[2].lane, facts.cues[2].usage.perception) = (model::LaneKind::Source, VISUAL);
    });
    assert_eq!((problem.rule.as_str(), problem.proposed), ("performer-unseen", false));
    assert_eq!(only(|facts| facts.cues[2].gain = model::Millibels(-9_000)).rule, "inaudible");
    assert_eq!(only(|facts| facts.cues[2].track.as_mut().unwrap().vocal = Some(false)).rule, "voice-differs");
    assert_eq!(
        after(|facts| {
            facts.cues[2].track.as_mut().unwrap().vocal = Some(false);
            facts.cues[2].usage.voice = Some(Voice::Instrumental);
        }),
        []
    );
}

#[test]
fn a_form_that_tells_voices_apart_asks_for_them() {
    let problem = only(|facts| facts.cues[2].usage.voice = None);
    assert_eq!((problem.rule.as_str(), problem.severity), ("voice-missing", Severity::Error));
    let labels = |problem: &Problem| problem.fixes.iter().map(|fix| fix.label().to_owned()).collect::<Vec<_>>();
    assert_eq!(labels(&problem)[0], "call it vocal", "most songs are sung");
    assert!(!problem.proposed, "a guess is not taken by Enter");
    let known = only(|facts| {
        facts.cues[2].usage.voice = None;
        facts.cues[2].track.as_mut().unwrap().vocal = Some(false);
    });
    assert_eq!((known.rule.as_str(), labels(&known)[0].as_str()), ("voice-missing", "call it instrumental"));
    assert!(known.proposed);
    let theme = after(|facts| facts.cues[0].usage.voice = None);
    assert_eq!(theme, [], "a main title has one code, sung or not");
}

#[test]
fn library_music_is_named_by_label_number_and_track() {
    let mut facts = flawless();
    facts.cues[2].usage.origin = Some(Origin::Library);
    facts.cues[2].track.as_mut().unwrap().label.clear();
    for id in ["cisac", "uk"] {
        let problems = found(&facts, by(id));
        let missing: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.rule == "field-missing" && problem.severity == Severity::Error)
            .map(|problem| problem.title.as_str())
            .collect();
        assert_eq!(
            missing,
            ["4M03 · label missing", "4M03 · catalogue number missing", "4M03 · track number missing"],
            "{id}"
        );
    }
    assert_eq!(
        only(|facts| facts.cues[2].track.as_mut().unwrap().library = "Tide Library".into()).rule,
        "library-origin"
    );
}

#[test]
fn titles_are_those_of_works() {
    assert_eq!(only(|facts| facts.cues[2].track.as_mut().unwrap().title = "FIRST SPARK".into()).rule, "title-form");
    assert_eq!(
        only(|facts| facts.cues[2].track.as_mut().unwrap().title = "First Spark (feat. Ana)".into()).rule,
        "title-form"
    );
    assert_eq!(only(|facts| facts.cues[2].track.as_mut().unwrap().title = "Undertow".into()).rule, "title-differs");
    assert_eq!(
        rules(&after(|facts| {
            work(facts, 1).title.clear();
            facts.cues[1].title.clear();
        })),
        ["title-missing"]
    );
}

#[test]
fn what_is_missing_is_said() {
    assert_eq!(only(|facts| facts.company.clear()).rule, "header-missing");
    let problem = only(|facts| facts.episode_facts.air_date.clear());
    assert_eq!((problem.title.as_str(), problem.severity), ("The air date is missing", Severity::Warning));
    assert_eq!(only(|facts| facts.episode_facts.air_date = "14.1.2027".into()).rule, "air-date-malformed");
    assert_eq!(only(|facts| facts.cues[2].track = None).rule, "music-missing");
    assert_eq!(only(|facts| facts.cues[2].track.as_mut().unwrap().work = None).rule, "work-missing");
    let rejected = only(|facts| facts.cues[2].status = CueStatus::Rejected);
    assert_eq!((rejected.rule.as_str(), rejected.severity), ("pick-rejected", Severity::Warning));
    assert_eq!(only(|facts| facts.cues[2].licence.confirmed = 1).rule, "licence-unconfirmed");
    let mut facts = flawless();
    facts.cues[2].licence.confirmed = 1;
    let silent = Profile { licences: LicenceWeight::Ignore, ..by("rapidcue").clone() };
    assert_eq!(found(&facts, &silent), []);
    let mut facts = flawless();
    facts.cues[2].usage.origin = None;
    let asked = found(&facts, by("cisac")).into_iter().find(|problem| problem.rule == "field-missing").unwrap();
    assert_eq!(
        asked.fixes.iter().map(Fix::label).collect::<Vec<_>>()[1..],
        ["call it library music", "call it commissioned"]
    );
}

#[test]
fn nothing_is_asked_of_those_who_have_none() {
    let mut ns = flawless();
    (holders(&mut ns, 2)[0].party.society, holders(&mut ns, 2)[0].party.ipi) = ("NS".into(), String::new());
    assert_eq!(found(&ns, by("rapidcue")), [], "a member of no society has no IPI number");
    assert_eq!(
        after(|facts| holders(facts, 2)[2].party = party(5, "", "Copyright Control", "", "")),
        [],
        "copyright control is nobody"
    );
    assert_eq!(
        after(|facts| {
            (work(facts, 2).public_domain, work(facts, 2).iswc) = (true, String::new());
            facts.cues[2].usage.origin = Some(Origin::PublicDomain);
            for holder in holders(facts, 2) {
                holder.share.share = Share(0);
            }
        }),
        []
    );
    // Of an arrangement the arranger is asked.
    let arranged = after(|facts| {
        work(facts, 2).public_domain = true;
        facts.cues[2].usage.origin = Some(Origin::PublicDomain);
        let list = holders(facts, 2);
        list[0].share.share = Share(0);
        (list[1].share.role, list[1].share.share) = (ShareRole::Arranger, Share::WHOLE);
        list[1].party.society.clear();
    });
    assert_eq!(rules(&arranged), ["writer-society-missing"]);
    let mut unsigned = flawless();
    unsigned.cues[2].track.as_mut().unwrap().label.clear();
    let asked = found(&unsigned, by("uk")).into_iter().find(|problem| problem.title.contains("label")).unwrap();
    assert!(matches!(&asked.fixes[0], Fix::SetLabel { name, .. } if name == "Unsigned"));
}

#[test]
fn a_number_names_one_work_and_one_party() {
    let twice = only(|facts| work(facts, 2).iswc = "T0345246801".into());
    assert_eq!((twice.rule.as_str(), twice.severity), ("number-twice", Severity::Warning));
    assert_eq!(twice.title, "First Spark and Main Title Theme have the same ISWC");
    assert_eq!(only(|facts| holders(facts, 2)[0].party.ipi = "01372389230".into()).rule, "number-twice");
}

#[test]
fn who_is_named_without_a_share_is_asked_about_and_nobody_gets_one() {
    let problem = only(|facts| {
        let mut another = holders(facts, 2)[0].clone();
        another.share.id = model::WorkShareId(900);
        another.share.share = Share(0);
        another.party = party(900, "Åse", "ทดสอบ\u{e35}", "TONO", "");
        another.party.society = "NS".into();
        holders(facts, 2).push(another);
        work(facts, 2).title = "เพลงท\u{e35}\u{e48}ร\u{e31}ก \"Live\"".into();
        facts.cues[2].track.as_mut().unwrap().title = work(facts, 2).title.clone();
    });
    assert_eq!((problem.rule.as_str(), problem.severity), ("share-missing", Severity::Warning));
    // Letters of every script stand as they are.
    assert_eq!(problem.title, "Åse ทดสอบ\u{e35} has 0 % of \"เพลงท\u{e35}\u{e48}ร\u{e31}ก \"Live\"\"");
    assert!(problem.fixes.is_empty());
}

#[test]
fn proportions_leave_what_no_publisher_has_and_whoever_is_out_of_copyright() {
    let label = |problems: Vec<Problem>, rule: &str| {
        let found = problems.into_iter().find(|problem| problem.rule == rule).unwrap();
        found.fixes.first().map(|fix| fix.label().to_owned())
    };
    let beyond = after(|facts| {
        let publisher = |facts: &mut SheetFacts| {
            let at = holders(facts, 2).iter().position(|one| one.share.role == ShareRole::OriginalPublisher).unwrap();
            holders(facts, 2)[at].clone()
        };
        let mut another = publisher(facts);
        another.share.id = model::WorkShareId(901);
        another.party = party(901, "", "Other Songs", "TONO", "");
        holders(facts, 2).push(another);
        work(facts, 2).unpublished = Share::HALF;
    });
    assert_eq!(label(beyond, "publisher-shares").as_deref(), Some("make 100 % in proportion (25 / 25)"));
    let dead = after(|facts| {
        work(facts, 2).public_domain = true;
        holders(facts, 2)[0].share.share = Share(700_000);
    });
    assert_eq!(label(dead, "writer-shares"), None, "their shares are to be nothing first");
}

#[test]
fn nobody_publishes_what_is_out_of_copyright_and_was_not_arranged() {
    let free = |facts: &mut SheetFacts| {
        work(facts, 2).public_domain = true;
        holders(facts, 2).retain(|holder| holder.share.role.side() == WorkSide::Writers);
        holders(facts, 2).truncate(1);
        holders(facts, 2)[0].share.share = Share::WHOLE;
    };
    assert_eq!(rules(&after(free)), ["public-domain-share"]);
}

#[test]
fn a_verdict_is_missed_only_where_somebody_was_asked() {
    let waiting = |reviewed| {
        let mut facts = flawless();
        (facts.cues[1].status, facts.reviewed) = (CueStatus::Waiting, reviewed);
        rules(&found(&facts, by("rapidcue"))).join(" ")
    };
    assert_eq!((waiting(true).as_str(), waiting(false).as_str()), ("verdict-missing", ""));
}

#[test]
fn a_problem_says_in_one_line_what_it_is_about() {
    let facts = laid(&[("4M07", 0, 100), ("4M08", 80, 200)]);
    let overlap = found(&facts, by("rapidcue")).into_iter().find(|one| one.rule == "overlap-undecided").unwrap();
    assert!(overlap.told().starts_with("4M07 and 4M08 overlap by 0.8 s. Proposed: "), "{}", overlap.told());
    let named = only(|facts| holders(facts, 2)[1].party.society.clear());
    assert!(named.told().starts_with("A. Low has no society. A writer with a share needs"), "{}", named.told());
}

#[test]
fn titles_open_and_close_the_programme_once() {
    let role = |facts: &mut SheetFacts, cue: usize, role| facts.cues[cue].usage.theme_role = role;
    let twice = only(|facts| role(facts, 1, model::ThemeRole::MainTitle));
    assert_eq!((twice.rule.as_str(), twice.title.as_str()), ("title-twice", "4M02 is a second main title"));
    let early = only(|facts| role(facts, 2, model::ThemeRole::EndTitle));
    assert_eq!(early.rule, "title-misplaced");
    let late = after(|facts| facts.cues[0].span = Some(frames(24 * 700, 24 * 731)));
    assert_eq!(rules(&late), ["title-misplaced"]);
}

#[test]
fn a_sheet_that_says_why_it_is_incomplete_can_be_filed_where_that_is_taken() {
    let mut facts = flawless();
    facts.cues[2].track.as_mut().unwrap().work = None;
    (facts.episode_facts.year, facts.series.country) = ("2026".into(), "Norway".into());
    assert!(!may_be_final(&found(&facts, by("cisac"))));
    facts.episode_facts.incomplete = "the writers of 4M03 have not answered".into();
    assert!(may_be_final(&found(&facts, by("cisac"))));
    assert!(!may_be_final(&found(&facts, by("rapidcue"))), "a form that does not take it");
    let header = sheet(&facts, by("cisac")).header;
    assert_eq!(header.last().unwrap().value, "the writers of 4M03 have not answered");
}

#[test]
fn a_cue_list_is_held_to_the_rules_of_every_sheet() {
    let profile = cue_list().unwrap();
    assert_eq!(found(&flawless(), profile), []);
    let mut facts = flawless();
    facts.cues[1].track = None;
    holders(&mut facts, 2)[1].party.society.clear();
    facts.company.clear();
    for profile in [profile, by("rapidcue")] {
        let errors: Vec<String> = found(&facts, profile)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error && problem.rule != "header-missing")
            .map(|problem| problem.rule)
            .collect();
        assert_eq!(errors, ["music-missing", "writer-society-missing"], "{}", profile.id);
    }
}

#[test]
fn numbers_of_programmes_are_checked() {
    let problem = only(|facts| facts.episode_facts.isan = "0000-0000-D07A-0090-R".into());
    assert_eq!((problem.rule.as_str(), problem.severity), ("programme-number-malformed", Severity::Warning));
    assert_eq!(after(|facts| facts.episode_facts.eidr = "10.5240/7791-8534-2C23-9030-8610-5".into()), []);
}

#[test]
fn one_recording_has_one_set_of_parties() {
    let problem = only(|facts| {
        let isrc = facts.cues[0].track.as_ref().unwrap().isrc.clone();
        facts.cues[2].track.as_mut().unwrap().isrc = isrc;
    });
    assert_eq!(problem.rule, "parties-differ");
}

#[test]
fn a_form_with_so_many_lines_is_not_given_more() {
    let problems = after(|facts| {
        let extra = (0..990).map(|index| {
            holder(100 + index, ShareRole::Composer, 0, party(1, "R.", "Lindqvist", "STIM", "01372389230"))
        });
        holders(facts, 2).extend(extra);
    });
    assert_eq!(rules(&problems), ["too-many-lines", "share-missing"]);
}

proptest! {
    /// Whatever shares are entered: a sheet that may be final has sides that add up.
    #[test]
    fn no_final_sheet_has_shares_that_do_not_add_up(writers in prop::collection::vec(0_i64..=1_000_000, 0..5), publishers in prop::collection::vec(0_i64..=1_000_000, 0..4), whole in any::<bool>()) {
        let mut facts = flawless();
        let list = holders(&mut facts, 2);
        list.clear();
        let mut made: Vec<Share> = writers.iter().map(|&share| Share(share)).collect();
        let mut published: Vec<Share> = publishers.iter().map(|&share| Share(share)).collect();
        if whole {
            made = model::shares::made_whole(&made);
            published = model::shares::made_whole(&published);
        }
        for (index, share) in (10..).zip(&made) {
            let mut one = holder(index, ShareRole::Composer, 0, party(3, "T.", "Low", "PRS", "01280391067"));
            one.share.share = *share;
            list.push(one);
        }
        for (index, share) in (20..).zip(&published) {
            let mut one = holder(index, ShareRole::OriginalPublisher, 0, party(5, "", "Tidal Songs", "PRS", "01372389230"));
            one.share.share = *share;
            list.push(one);
        }
        let sums = |shares: &[Share]| shares.iter().map(|share| share.0).sum::<i64>();
        let add_up = |shares: &[Share]| (sums(shares) - 1_000_000).abs() <= 600;
        let problems = found(&facts, by("rapidcue"));
        prop_assert_eq!(may_be_final(&problems), add_up(&made) && add_up(&published));
        for profile in built_in() {
            if may_be_final(&found(&facts, profile)) {
                let row = &sheet(&facts, profile).rows[2];
                let printed: i64 = row.writers.iter().chain(&row.publishers).map(|party| party.share.0).sum();
                let sides = if profile.shares == deliver::profile::ShareConvention::PerSide && !row.publishers.is_empty() { 2 } else { 1 };
                prop_assert!((printed - sides * 1_000_000).abs() <= 1_200, "{printed}");
            }
        }
    }
}
