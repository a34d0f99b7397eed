//! Cues, their uses and overlaps, the header, and when a sheet may be filed.

use super::{after, by, found, holders, only, rules, work};
use crate::common::sheets::{VISUAL, flawless, frames, holder, laid, party};
use deliver::problem::{Fix, Problem, Severity, may_be_final};
use deliver::profile::{LicenceWeight, Profile, built_in, cue_list};
use deliver::sheet::{CarveMethod, SheetFacts, sheet};
use model::{CueStatus, Origin, Share, ShareRole, Voice};
use proptest::prelude::*;

#[test]
fn a_flawless_sheet_has_no_problem() {
    assert_eq!(found(&flawless(), by("rapidcue")), []);
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
