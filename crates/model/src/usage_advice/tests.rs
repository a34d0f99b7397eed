use super::*;

fn seconds(start: i64, end: i64) -> Span {
    Span { start: Position::ZERO + Flicks::from_seconds(start), end: Position::ZERO + Flicks::from_seconds(end) }
}

const SONG: MusicGround<'static> = MusicGround {
    span: Span { start: Position::ZERO, end: Position::ZERO },
    lane: LaneKind::Songs,
    track: "Silent Echoes",
    vocal: None,
    library: "",
    isrc: "",
    label: "",
    public_domain: false,
    own_label: false,
    commission: "",
    main_title_of: "",
    end_title_of: "",
};

/// A cue from `start` to `end` seconds of a programme of 2,400.
fn cue(start: i64, end: i64) -> UsageGround<'static> {
    UsageGround {
        usage: Usage { voice: Some(Voice::Instrumental), ..Usage::default() },
        title: "First kiss on the pier",
        scene: "EXT. PIER – DUSK",
        music: Some(MusicGround { span: seconds(start, end), ..SONG }),
        programme: seconds(0, 2400),
        breaks: &[],
        place: Place::default(),
    }
}

fn with(
    mut ground: UsageGround<'static>,
    change: impl FnOnce(&mut UsageGround<'static>, &mut MusicGround<'static>),
) -> UsageGround<'static> {
    let mut music = ground.music.expect("there");
    change(&mut ground, &mut music);
    ground.music = Some(music);
    ground
}

fn facts(ground: &UsageGround<'_>) -> Vec<(UsageFact, Confidence)> {
    usage_advice(ground).into_iter().map(|advice| (advice.sets, advice.confidence)).collect()
}

#[test]
fn a_cue_that_says_what_is_known_gets_no_advice() {
    assert_eq!(facts(&cue(900, 960)), []);
    let said = with(cue(900, 960), |ground, music| {
        music.lane = LaneKind::Source;
        music.vocal = Some(true);
        music.isrc = "NOUM71900001";
        ground.usage = Usage {
            perception: Perception::Visual,
            voice: Some(Voice::Vocal),
            theme_role: ThemeRole::None,
            origin: Some(Origin::Commercial),
        };
    });
    assert_eq!(facts(&said), []);
}

#[test]
fn perception_follows_the_lane() {
    let heard = with(cue(900, 960), |_, music| music.lane = LaneKind::Source);
    assert_eq!(facts(&heard), [(UsageFact::Perception(Perception::Featured), Confidence::Likely)]);
    let seen = with(cue(900, 960), |ground, _| ground.usage.perception = Perception::Visual);
    assert_eq!(facts(&seen), [(UsageFact::Perception(Perception::Background), Confidence::Likely)]);
    let featured = with(cue(900, 960), |ground, music| {
        ground.usage.perception = Perception::Featured;
        music.lane = LaneKind::Source;
    });
    assert_eq!(facts(&featured), []);
    let montage = with(cue(900, 960), |ground, _| ground.title = "Summer montage");
    assert_eq!(facts(&montage), [(UsageFact::Perception(Perception::Featured), Confidence::Guess)]);
}

#[test]
fn voice_follows_the_track() {
    let sung = with(cue(900, 960), |_, music| music.vocal = Some(true));
    assert_eq!(facts(&sung), [(UsageFact::Voice(Voice::Vocal), Confidence::Likely)]);
    let wordless = with(cue(900, 960), |ground, music| {
        ground.usage.voice = Some(Voice::Vocal);
        music.vocal = Some(false);
    });
    assert_eq!(facts(&wordless), [(UsageFact::Voice(Voice::Instrumental), Confidence::Sure)]);
    let named = with(cue(900, 960), |ground, music| {
        ground.usage.voice = Some(Voice::Vocal);
        music.track = "Silent Echoes (Instrumental)";
    });
    assert_eq!(facts(&named), [(UsageFact::Voice(Voice::Instrumental), Confidence::Likely)]);
}

#[test]
fn an_unsaid_voice_is_guessed_from_the_lane_when_nothing_better_is_known() {
    let unsaid = |lane, track| {
        with(cue(900, 960), |ground, music| {
            ground.usage.voice = None;
            music.lane = lane;
            music.track = track;
        })
    };
    let voice =
        |ground: &UsageGround<'_>| facts(ground).into_iter().find(|(fact, _)| matches!(fact, UsageFact::Voice(_)));
    let sung = UsageFact::Voice(Voice::Vocal);
    let wordless = UsageFact::Voice(Voice::Instrumental);
    assert_eq!(voice(&unsaid(LaneKind::Songs, "Silent Echoes")), Some((sung, Confidence::Guess)));
    assert_eq!(voice(&unsaid(LaneKind::Score, "Silent Echoes")), Some((wordless, Confidence::Guess)));
    assert_eq!(voice(&unsaid(LaneKind::Source, "Silent Echoes")), None);
    assert_eq!(voice(&unsaid(LaneKind::Songs, "Silent Echoes (karaoke)")), Some((wordless, Confidence::Likely)));
}

#[test]
fn titles_are_known_by_their_place() {
    let first = with(cue(12, 42), |ground, _| ground.place.first = true);
    assert_eq!(facts(&first), [(UsageFact::ThemeRole(ThemeRole::MainTitle), Confidence::Guess)]);
    let taken = with(first, |ground, _| ground.place.main_title_taken = true);
    assert_eq!(facts(&taken), []);
    let last = with(cue(2340, 2395), |ground, _| ground.place.last = true);
    assert_eq!(facts(&last), [(UsageFact::ThemeRole(ThemeRole::EndTitle), Confidence::Likely)]);
    // The last music, but minutes before the end.
    assert_eq!(facts(&with(cue(2200, 2300), |ground, _| ground.place.last = true)), []);
    // A radio that plays first is no title.
    let radio = with(first, |ground, music| {
        music.lane = LaneKind::Source;
        ground.usage.perception = Perception::Visual;
    });
    assert_eq!(facts(&radio), []);
    let breaks = [Position::ZERO + Flicks::from_seconds(700)];
    let sting = UsageGround { breaks: &breaks, ..cue(694, 699) };
    assert_eq!(facts(&sting), [(UsageFact::ThemeRole(ThemeRole::Bumper), Confidence::Guess)]);
}

#[test]
fn titles_are_known_by_their_words() {
    for (title, role) in [
        ("Main Title", ThemeRole::MainTitle),
        ("END CREDITS (long)", ThemeRole::EndTitle),
        ("Studio logo", ThemeRole::Logo),
        ("Act break 2", ThemeRole::Bumper),
    ] {
        let named = with(cue(900, 910), |ground, _| ground.title = title);
        assert_eq!(facts(&named), [(UsageFact::ThemeRole(role), Confidence::Likely)], "{title}");
    }
    // No logo lasts a minute, and words only count whole.
    assert_eq!(facts(&with(cue(900, 960), |ground, _| ground.title = "Studio logo")), []);
    assert_eq!(facts(&with(cue(900, 905), |ground, _| ground.title = "Identity")), []);
    // A cue that is only spotted is known by its title too.
    let spotted = UsageGround { music: None, title: "Main titles", ..cue(0, 0) };
    assert_eq!(facts(&spotted), [(UsageFact::ThemeRole(ThemeRole::MainTitle), Confidence::Likely)]);
}

#[test]
fn the_season_tells_titles_and_themes() {
    let known = |start, end| with(cue(start, end), |_, music| music.main_title_of = "1x01, 1x02");
    assert_eq!(facts(&known(120, 150)), [(UsageFact::ThemeRole(ThemeRole::MainTitle), Confidence::Sure)]);
    assert_eq!(facts(&known(1000, 1030)), [(UsageFact::ThemeRole(ThemeRole::Theme), Confidence::Likely)]);
    assert_eq!(facts(&known(2350, 2398)), [(UsageFact::ThemeRole(ThemeRole::EndTitle), Confidence::Likely)]);
    // Whoever gave it a role knew why.
    let given = with(known(1000, 1030), |ground, _| ground.usage.theme_role = ThemeRole::Logo);
    assert_eq!(facts(&given), []);
}

#[test]
fn origin_follows_the_recording() {
    let of = |change: fn(&mut MusicGround<'static>)| facts(&with(cue(900, 960), |_, music| change(music)));
    let origin = |origin, confidence| vec![(UsageFact::Origin(origin), confidence)];
    assert_eq!(of(|music| music.library = "Tide Library"), origin(Origin::Library, Confidence::Sure));
    assert_eq!(of(|music| music.public_domain = true), origin(Origin::PublicDomain, Confidence::Likely));
    assert_eq!(of(|music| music.isrc = "NOUM71900001"), origin(Origin::Commercial, Confidence::Likely));
    assert_eq!(of(|music| music.label = "Northlight"), origin(Origin::Commercial, Confidence::Likely));
    assert_eq!(of(|music| music.lane = LaneKind::Score), origin(Origin::Commissioned, Confidence::Guess));
    let own = |music: &mut MusicGround<'static>| (music.label, music.own_label) = ("My Heart Productions", true);
    assert_eq!(of(own), origin(Origin::Commissioned, Confidence::Likely));
    // A released recording of a free work is commercial; library music is said to be so whatever it says now.
    let released = |music: &mut MusicGround<'static>| (music.public_domain, music.isrc) = (true, "NOUM71900001");
    assert_eq!(of(released), origin(Origin::Commercial, Confidence::Likely));
    let wrong = with(cue(900, 960), |ground, music| {
        ground.usage.origin = Some(Origin::Commercial);
        music.library = "Tide Library";
    });
    assert_eq!(facts(&wrong), origin(Origin::Library, Confidence::Sure));
}

#[test]
fn what_came_for_a_commission_is_commissioned_whatever_else_is_known() {
    let ground = with(cue(10, 70), |_, music| (music.commission, music.isrc) = ("C8", "GBAYE0000001"));
    let origin = usage_advice(&ground).into_iter().find(|advice| matches!(advice.sets, UsageFact::Origin(_)));
    let advice = origin.expect("advice on its origin");
    assert_eq!((advice.sets, advice.confidence), (UsageFact::Origin(Origin::Commissioned), Confidence::Sure));
    assert_eq!(advice.reason, "It came for commission C8: it is written for this show.");
}
