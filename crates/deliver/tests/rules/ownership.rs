//! Who wrote and published, with which shares, societies and numbers.

use super::{after, by, found, holders, only, rules, work};
use crate::common::sheets::{flawless, holder, party};
use deliver::problem::{Fix, PartyField, Problem, Severity, Target};
use deliver::profile::{Profile, built_in};
use deliver::sheet::{SheetFacts, sheet};
use model::{Origin, PartyId, Publishing, Share, ShareRole, WorkId, WorkSide};

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
fn an_arrangement_whose_publishing_nobody_said_is_asked_about_and_never_called_public_domain() {
    // Who stands in the publishers' place in every profile, and the problems of the publishers' side.
    let told = |change: &dyn Fn(&mut SheetFacts)| {
        let mut facts = flawless();
        work(&mut facts, 2).public_domain = true;
        facts.cues[2].usage.origin = Some(Origin::PublicDomain);
        let publisher = holders(&mut facts, 2).pop().unwrap();
        let list = holders(&mut facts, 2);
        (list[0].share.role, list[0].share.share) = (ShareRole::Composer, Share(0));
        (list[1].share.role, list[1].share.share) = (ShareRole::Arranger, Share::WHOLE);
        change(&mut facts);
        if work(&mut facts, 2).title == "named" {
            holders(&mut facts, 2).push(publisher);
        }
        let rows = built_in().iter().map(|profile| {
            let row = sheet(&facts, profile).rows.remove(2);
            row.publishers.first().map_or(row.publishing, |publisher| publisher.last_name.clone())
        });
        let cells: std::collections::BTreeSet<String> = rows.collect();
        let asked = built_in()
            .iter()
            .map(|profile| found(&facts, profile).iter().filter(|problem| problem.rule == "publisher-missing").count());
        (cells.into_iter().collect::<Vec<_>>(), asked.max().unwrap())
    };
    let one = |cell: &str, asked| (vec![cell.to_owned()], asked);
    assert_eq!(told(&|_| ()), one("", 1));
    assert_eq!(told(&|facts| work(facts, 2).publishing = Publishing::CopyrightControl), one("copyright control", 0));
    assert_eq!(told(&|facts| work(facts, 2).publishing = Publishing::Unpublished), one("unpublished", 0));
    assert_eq!(told(&|facts| work(facts, 2).title = "named".into()), one("Tidal Songs", 0));
    // New words to old music are somebody's, whatever they are called.
    for role in [ShareRole::Adaptor, ShareRole::Author] {
        assert_eq!(told(&|facts| holders(facts, 2)[1].share.role = role), one("", 1), "{role:?}");
    }
    // What nobody made anything of is free, with an arranger who has nothing as well.
    assert_eq!(told(&|facts| holders(facts, 2).truncate(1)), one("public domain", 0));
    assert_eq!(told(&|facts| holders(facts, 2)[1].share.share = Share(0)), one("public domain", 0));
}

#[test]
fn one_recording_has_one_set_of_parties() {
    let problem = only(|facts| {
        let isrc = facts.cues[0].track.as_ref().unwrap().isrc.clone();
        facts.cues[2].track.as_mut().unwrap().isrc = isrc;
    });
    assert_eq!(problem.rule, "parties-differ");
}
