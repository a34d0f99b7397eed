//! The list that is gone through when a new cut comes.

use std::collections::HashMap;

use model::reconform::{
    Anchor, Carriage, Conform, Counted, CueToCarry, Heal, Hold, Picture, Proposal, Shot, SourceRule, carry, conform,
};
use model::{Clearance, ClearanceStatus, Cue, CueId, Cut, Hit, HitId, Placement, PlacementId, Track, TrackId};
use store::{Rows, StoreError};
use timebase::{Carried, Flicks, FrameRate, Frames, Position, Span, merged};

use super::shapes::{
    LicenceCost, LostThing, NamedSpan, ProposalView, ReconformPicture, ReconformView, RenamedShot, TriageCue,
};
use crate::books::Books;
use crate::edits::{CutSpec, PictureSpec};
use crate::standings::Standings;

/// What was read of the new cut.
pub(crate) struct NewPicture {
    pub file: String,
    pub format: String,
    pub cut: CutSpec,
    pub rate: FrameRate,
    pub start: Frames,
    pub length: Flicks,
    pub shots: Vec<Shot>,
    pub remarks: Vec<String>,
}

/// Everything that is known of the cues of a cut.
struct Desk<'a> {
    cut: &'a Cut,
    books: &'a Books,
    placements: HashMap<CueId, Vec<Placement>>,
    tracks: HashMap<TrackId, Track>,
    hits: Vec<Hit>,
    standings: Standings,
}

/// What a new cut does to the one that is worked on.
pub(crate) fn triage(
    rows: &Rows,
    books: &Books,
    cut: &Cut,
    from_shots: (Vec<Shot>, bool),
    new: NewPicture,
    (rule, heal): (&SourceRule, Heal),
) -> Result<ReconformView, StoreError> {
    let (from_shots, keeps_from_shots) = from_shots;
    let picture = |shots, rate: FrameRate, length| Picture { shots, rate, length: rate.frames_floor(length) };
    let old = picture(&from_shots, cut.rate, cut.length);
    let newer = picture(&new.shots, new.rate, new.length);
    let made = conform(&old, &newer, rule, heal);
    let mut placements: HashMap<CueId, Vec<Placement>> = HashMap::new();
    let mut tracks: HashMap<TrackId, Track> = HashMap::new();
    for placement in rows.placements_of_cut(cut.id)? {
        if !tracks.contains_key(&placement.track)
            && let Some(track) = rows.track(placement.track)?
        {
            tracks.insert(placement.track, track);
        }
        placements.entry(placement.cue).or_default().push(placement);
    }
    let (hits, standings) = (rows.hits(cut.id)?, Standings::read(rows, cut.id)?);
    let desk = Desk { cut, books, placements, tracks, hits, standings };
    let mut cues = rows.cues(cut.id)?;
    cues.sort_by_key(|cue| (desk.span(cue).start, cue.number));
    let to_carry: Vec<CueToCarry> = cues.iter().map(|cue| desk.to_carry(cue)).collect();
    let carried = carry(&made, &to_carry, new.rate);
    let numbers: HashMap<CueId, String> = cues.iter().map(|cue| (cue.id, cue.number.to_string())).collect();
    let triaged: Vec<TriageCue> =
        cues.iter().zip(&carried).map(|(cue, one)| desk.triaged(cue, one, &numbers, new.rate)).collect();
    let lost = lost(rows, &made, cut, &triaged, &desk.hits)?;
    let picture = told(&made, (&from_shots, cut.rate), (&new.shots, new.rate));
    Ok(ReconformView {
        from: cut.id,
        from_label: cut.label.clone(),
        from_rate: cut.rate,
        from_start: cut.start,
        from_length: cut.length,
        from_shots,
        keeps_from_shots,
        file: new.file,
        format: new.format,
        cut: new.cut,
        start: new.start,
        length: new.length,
        shots: new.shots,
        picture,
        cues: triaged,
        lost,
        remarks: new.remarks.into_iter().chain(told_of_rate(&made)).collect(),
    })
}

/// What is to be known of how the two lists were read together: told once, and of no cue.
fn told_of_rate(made: &Conform) -> Vec<String> {
    let [old, new] = made.rates;
    let (before, after) = (old.frame().0, new.frame().0);
    let mut told = Vec::new();
    if made.counted == Counted::Frames && before != after {
        // In tenths of a percent.
        let faster = (before * 1_000 + after / 2).div_euclid(after) - 1_000;
        let (size, word) = (faster.abs(), if faster > 0 { "faster" } else { "slower" });
        told.push(format!(
            "The new list shows the same frames, {new} a second in place of {old}: the picture runs {}.{} % {word}. That alone \
             is no change of picture; each cue keeps its length.",
            size / 10,
            size % 10
        ));
    }
    let lists = [("old", old), ("new", new)].into_iter().zip(made.relabelled);
    told.extend(lists.filter_map(|((which, rate), count)| {
        Some(format!(
            "Sources of the {which} list count {} frames a second, the list itself {rate}: their timecode was read so.",
            count?
        ))
    }));
    if made.is_rounded() {
        told.push(format!(
            "The old list counts {old} frames a second, the new one {new}, and both show the same seconds: such lists are rounded \
             to frames. A shot may differ by one frame without being told."
        ));
    }
    told
}

impl Desk<'_> {
    /// The pieces of a cue's pick.
    fn pick<'a>(&'a self, cue: &'a Cue) -> impl Iterator<Item = &'a Placement> {
        let own = self.placements.get(&cue.id).into_iter().flatten();
        own.filter(|placement| Some(placement.alternate()) == cue.pick)
    }

    /// Where a cue's pick lies; a frame where it has none.
    fn span(&self, cue: &Cue) -> Span {
        let start = self.pick(cue).map(|piece| piece.in_point).min();
        let end = self.pick(cue).map(|piece| piece.out_point).max();
        match start.zip(end) {
            Some((start, end)) => Span { start, end },
            None => Span::new(cue.at, self.cut.rate.frame()),
        }
    }

    /// From where to where its recording would sound, where it lies in one piece or in several.
    fn reach(&self, cue: &Cue) -> Option<Span> {
        let reach = |piece: &Placement| Some(piece.reach(self.tracks.get(&piece.track)?.duration));
        let first = self.pick(cue).min_by_key(|piece| piece.in_point)?;
        let last = self.pick(cue).max_by_key(|piece| piece.out_point)?;
        Some(Span { start: reach(first)?.start, end: reach(last)?.end })
    }

    fn to_carry(&self, cue: &Cue) -> CueToCarry {
        let span = self.span(cue);
        let inside = self.hits.iter().filter(|hit| span.contains(hit.at));
        let hits: Vec<(HitId, Position)> = inside.map(|hit| (hit.id, hit.at)).collect();
        CueToCarry { cue: cue.id, span, hits, reach: self.reach(cue), anchor: None }
    }

    fn triaged(&self, cue: &Cue, one: &Carriage, numbers: &HashMap<CueId, String>, rate: FrameRate) -> TriageCue {
        let own = self.placements.get(&cue.id).map_or(&[][..], Vec::as_slice);
        let decided = self.standings.decide(cue.pick, own);
        let approved = decided.value.is_some_and(model::VerdictValue::is_yes);
        let track = self.pick(cue).next().and_then(|piece| self.tracks.get(&piece.track));
        let was = self.span(cue);
        let proposals = one.proposals.iter().map(|proposal| self.proposed(cue, proposal, was, rate)).collect();
        TriageCue {
            cue: cue.id,
            number: cue.number.to_string(),
            title: cue.title.clone(),
            track: track.map(|track| track.title.clone()).unwrap_or_default(),
            pick: cue.pick,
            was,
            class: one.class,
            word: one.class.word(),
            reason: one.reason.clone(),
            is_clear: one.class.is_clear(),
            proposals,
            overlaps: one.overlaps.iter().filter_map(|other| numbers.get(other).cloned()).collect(),
            approved,
            asks_again: approved && !one.class.keeps_picture(),
            keeps_picture: one.class.keeps_picture(),
            to_check: format!("Check against the new cut ({}): {}", one.class.word(), one.reason),
        }
    }

    fn proposed(&self, cue: &Cue, proposal: &Proposal, was: Span, rate: FrameRate) -> ProposalView {
        let longer = proposal.span.length() - was.length();
        let hit = |id: HitId| self.hits.iter().find(|hit| hit.id == id).map_or("", |hit| hit.label.as_str());
        let title = match (proposal.hold, proposal.anchor) {
            (Hold::KeepLength, Anchor::Hit(id)) if hit(id).is_empty() => "Hold on the hit".to_owned(),
            (Hold::KeepLength, Anchor::Hit(id)) => format!("Hold on the hit \u{201c}{}\u{201d}", hit(id)),
            (Hold::KeepLength, Anchor::Start) => "Keep the start".to_owned(),
            (Hold::KeepLength, Anchor::End) => "Keep the end".to_owned(),
            (Hold::KeepLength, Anchor::Most) => "Go with most of its picture".to_owned(),
            (Hold::KeepLength, Anchor::Elsewhere) => "Go to the other place".to_owned(),
            (Hold::KeepEnd, _) if longer > Flicks::ZERO => "Keep start and end: make it longer".to_owned(),
            (Hold::KeepEnd, _) => "Keep start and end: make it shorter".to_owned(),
            (Hold::TrimToPicture, _) => "Trim to what is left of its picture".to_owned(),
        };
        let licences = self.costs(cue, longer, rate);
        ProposalView { proposal: *proposal, name: name(proposal), title, longer, licences }
    }

    /// Which rights in the pick are not for that long.
    fn costs(&self, cue: &Cue, longer: Flicks, rate: FrameRate) -> Vec<LicenceCost> {
        let Some(track) = self.pick(cue).next().map(|piece| piece.track) else { return Vec::new() };
        let sounding = merged(self.pick(cue).map(Placement::span));
        let now: Flicks = sounding.into_iter().map(Span::length).sum();
        let length = now + longer;
        let counts = |line: &&Clearance| {
            line.track == track
                && line.is_for(self.cut.episode)
                && !matches!(
                    line.status,
                    ClearanceStatus::Denied
                        | ClearanceStatus::Expired
                        | ClearanceStatus::Replaced
                        | ClearanceStatus::NotNeeded
                )
        };
        let cost = |line: &Clearance| {
            let allowed = line.max_length.filter(|allowed| length > *allowed)?;
            let licensor = self.books.licensor(line);
            let who = if licensor.is_empty() { "the licence" } else { &licensor };
            let message = format!(
                "{} long it is more than {who} allows: up to {}. Ask again, or keep it shorter.",
                clock(length, rate),
                clock(allowed, rate)
            );
            let already = now > allowed;
            Some(LicenceCost {
                allowed,
                length,
                already,
                fee: line.fee,
                currency: line.currency.clone(),
                message,
                licensor,
            })
        };
        self.books.lines.iter().filter(counts).filter_map(cost).collect()
    }
}

/// As commands name a proposal.
fn name(proposal: &Proposal) -> &'static str {
    match (proposal.hold, proposal.anchor) {
        (Hold::KeepLength, Anchor::Hit(_)) => "anchor-hit",
        (Hold::KeepLength, Anchor::Start) => "anchor-start",
        (Hold::KeepLength, Anchor::End) => "anchor-end",
        (Hold::KeepLength, Anchor::Most) => "anchor-most",
        (Hold::KeepLength, Anchor::Elsewhere) => "anchor-elsewhere",
        (Hold::KeepEnd, _) => "keep-end",
        (Hold::TrimToPicture, _) => "trim-to-picture",
    }
}

/// `1:34`; `1:34.12` where frames matter.
fn clock(length: Flicks, rate: FrameRate) -> String {
    let frames = rate.frames_floor(length + Flicks(rate.frame().0 / 2)).0;
    let (seconds, rest) = (frames / rate.labels_per_second(), frames % rate.labels_per_second());
    let whole = format!("{}:{:02}", seconds / 60, seconds % 60);
    if rest == 0 { whole } else { format!("{whole} and {rest} fr") }
}

/// What has no place: cues without picture, hits on frames that are gone, scenes of which nothing is left.
fn lost(
    rows: &Rows,
    made: &Conform,
    cut: &Cut,
    cues: &[TriageCue],
    hits: &[Hit],
) -> Result<Vec<LostThing>, StoreError> {
    let cues = cues.iter().filter(|cue| cue.proposals.is_empty());
    let mut lost: Vec<LostThing> = cues
        .map(|cue| LostThing {
            kind: "cue",
            name: [&cue.number, &cue.title].map(String::as_str).join(" "),
            at: cue.was.start,
        })
        .collect();
    let hits = hits.iter().filter(|hit| made.map.at(hit.at).is_none());
    lost.extend(hits.map(|hit| LostThing { kind: "hit", name: hit.label.clone(), at: hit.at }));
    for scene in rows.scenes(cut.id)? {
        if made.map.span(scene.span()).is_empty() {
            let name = [&scene.number, &scene.slugline].map(String::as_str).join(" ");
            lost.push(LostThing { kind: "scene", name, at: scene.in_point });
        }
    }
    Ok(lost)
}

/// What became of the picture, with the names of what came and went.
fn told(made: &Conform, old: (&[Shot], FrameRate), new: (&[Shot], FrameRate)) -> ReconformPicture {
    let specs = |pieces: &[Carried]| pieces.iter().copied().map(PictureSpec::from).collect();
    let named = |spans: Vec<Span>, (shots, rate): (&[Shot], FrameRate)| {
        let ends = |shot: &Shot| Span { start: rate.position(shot.at), end: rate.position(shot.end()) };
        let mut in_time: Vec<&Shot> = shots.iter().collect();
        in_time.sort_by_key(|shot| shot.at);
        // How far the shots up to each reach: from the first that reaches into a span on they are looked at.
        let reach: Vec<Position> = in_time
            .iter()
            .scan(Position(i64::MIN), |most, shot| {
                *most = ends(shot).end.max(*most);
                Some(*most)
            })
            .collect();
        let name = |span: Span| {
            let first = reach.partition_point(|end| *end <= span.start);
            let seen = in_time[first..].iter().take_while(|shot| ends(shot).start < span.end);
            let seen = seen.filter(|shot| ends(shot).overlaps(span));
            let mut names: Vec<&str> =
                seen.map(|shot| if shot.name.is_empty() { "black" } else { &shot.name }).collect();
            names.dedup();
            match names.as_slice() {
                [] => "black".to_owned(),
                [first, .., last] if names.len() > 3 => format!("{first} … {last} ({} shots)", names.len()),
                few => few.join(", "),
            }
        };
        spans.into_iter().map(|span| NamedSpan { span, name: name(span) }).collect()
    };
    let renamed = made.renamed.iter().map(|one| RenamedShot {
        span: one.carried.new,
        from: one.from.clone(),
        to: one.to.clone(),
    });
    ReconformPicture {
        kept: specs(made.map.pieces()),
        moved: specs(&made.moved),
        retimed: specs(&made.retimed),
        replaced: specs(&made.replaced),
        doubtful: made.ambiguous.iter().map(|doubt| doubt.carried.into()).collect(),
        gone: named(made.map.gone(), old),
        inserted: named(made.map.inserted(), new),
        renamed: renamed.collect(),
    }
}

/// The head of every alternate with the stretch that all its pieces cover.
pub(super) fn whole(placements: &[Placement]) -> HashMap<PlacementId, Span> {
    let mut wholes: HashMap<PlacementId, Span> = HashMap::new();
    for placement in placements {
        let own = placement.span();
        let known = wholes.entry(placement.alternate()).or_insert(own);
        *known = Span { start: known.start.min(own.start), end: known.end.max(own.end) };
    }
    wholes
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::reconform::ShotSpeed;

    /// Three shots of so many frames, by where each begins on its source and where it ends.
    fn laid(long: i64, sources: [(i64, i64); 3]) -> Vec<Shot> {
        let shot = |(nth, (from, to)): (i64, (i64, i64))| Shot {
            name: format!("12-{nth}"),
            source_in: Some(Frames(from)),
            speed: ShotSpeed::of(to - from, long),
            ..Shot::black(Frames(nth * long), Frames(long))
        };
        (0..).zip(sources).map(shot).collect()
    }

    /// What is told of a list of 24 frames, and one of another rate.
    fn told(old: &[Shot], new: &[Shot], rate: FrameRate) -> String {
        let picture = |shots, rate| Picture { shots, rate, length: Frames(1_000) };
        let (rule, heal) = (SourceRule::default(), Heal::default());
        told_of_rate(&conform(&picture(old, FrameRate::F24), &picture(new, rate), &rule, heal)).join("\n")
    }

    #[test]
    fn how_two_lists_were_read_together_is_told() {
        let rate = FrameRate::F25;
        let old = laid(48, [(240, 288), (2_410, 2_458), (4_812, 4_860)]);
        assert_eq!(told(&old, &old, FrameRate::F24), "");
        // The same frames: 10 s, 100 s 10 fr and 200 s 12 fr by the labels of 24, in sources that begin at their labels.
        let frames = told(&old, &laid(48, [(250, 298), (2_510, 2_558), (5_012, 5_060)]), rate);
        assert!(
            frames.contains("the same frames, 25 a second in place of 24: the picture runs 4.2 % faster"),
            "{frames}"
        );
        assert!(!frames.contains("may differ by one frame") && !frames.contains("their timecode"), "{frames}");
        // With labels that go from :23 to :00, read as if they went to :24.
        let own = told(&old, &laid(48, [(250, 300), (2_510, 2_560), (5_012, 5_062)]), rate);
        assert!(own.contains("Sources of the new list count 24 frames a second, the list itself 25"), "{own}");
        assert!(own.contains("the same frames"), "{own}");
        // The same seconds.
        let clock = told(&old, &laid(50, [(250, 300), (2_510, 2_560), (5_013, 5_063)]), rate);
        assert!(clock.contains("A shot may differ by one frame without being told."), "{clock}");
    }
}
