//! A made season with odd shares, co-publishing, parts without a publisher, overlaps and every frame rate: every figure of its
//! sheets computed once more in Python with exact fractions.
#![allow(clippy::unwrap_used)]

mod common;

use common::sheets::{flawless, holder, party};
use common::{file, python};
use deliver::profile::{Rounding, ShareConvention, built_in};
use deliver::sheet::{CarveMethod, CarveOut, SheetFacts, WorkFacts, sheet};
use model::{CueId, Publishing, Share, ShareRole, TrackId, Work, WorkId};
use serde_json::{Value, json};
use timebase::{FrameRate, Frames, Span};

/// Numbers that are as good as random, and the same in every run (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % end
    }

    /// So many parts of a whole, none of them nothing.
    fn parts(&mut self, count: usize) -> Vec<i64> {
        let mut left = 1_000_000;
        let mut parts = Vec::new();
        for more in (1..count).rev() {
            let part = 1 + self.below(left - i64::try_from(more).unwrap());
            parts.push(part);
            left -= part;
        }
        parts.push(left);
        parts
    }
}

fn work(numbers: &mut Numbers, id: i64) -> WorkFacts {
    let mut holders = Vec::new();
    let writers = 1 + usize::try_from(numbers.below(4)).unwrap();
    for (at, share) in (0..).zip(numbers.parts(writers)) {
        let mut one = holder(id * 20 + at, ShareRole::ComposerAuthor, 0, party(id * 20 + at, "A.", "Low", "PRS", ""));
        one.share.share = Share(share);
        holders.push(one);
    }
    let mut work = Work { ..Work::new(WorkId(id), format!("Work {id}")) };
    let publishers = usize::try_from(numbers.below(4)).unwrap();
    match numbers.below(4) {
        0 if publishers > 0 => {
            let mut parts = numbers.parts(publishers + 2);
            work.copyright_control = Share(parts.pop().unwrap());
            work.unpublished = Share(parts.pop().unwrap());
            publish(&mut holders, id, &parts);
        }
        _ if publishers > 0 => publish(&mut holders, id, &numbers.parts(publishers)),
        _ => work.publishing = Publishing::CopyrightControl,
    }
    work.writers_part = Share([500_000, 500_000, 666_667, 833_333][usize::try_from(numbers.below(4)).unwrap()]);
    WorkFacts { work, holders }
}

fn publish(holders: &mut Vec<deliver::sheet::Holder>, id: i64, parts: &[i64]) {
    for (at, share) in (10..).zip(parts) {
        let mut one =
            holder(id * 20 + at, ShareRole::OriginalPublisher, 0, party(id * 20 + at, "", "Tidal", "PRS", ""));
        one.share.share = Share(*share);
        holders.push(one);
    }
    let mut agent = holder(id * 20 + 19, ShareRole::Administrator, 100, party(id * 20 + 19, "", "Agent", "PRS", ""));
    agent.share.acts_for = holders.last().map(|last| last.share.id);
    holders.push(agent);
}

/// An episode whose cues overlap their neighbours now and then, decided in every way.
fn episode(rate: FrameRate, numbers: &mut Numbers) -> SheetFacts {
    let mut facts = flawless();
    let model = facts.cues[2].clone();
    (facts.rate, facts.start) = (rate, Frames(3600 * rate.labels_per_second()));
    facts.cues.clear();
    let mut at = numbers.below(50);
    for id in 1..=60 {
        let length = [7, 11, 300, 731, 1_999][usize::try_from(numbers.below(5)).unwrap()] + numbers.below(97);
        let mut one = model.clone();
        (one.id, one.number) = (CueId(id), format!("{}M{:02}", id / 30 + 1, id % 30 + 1));
        one.span = Some(Span { start: rate.position(Frames(at)), end: rate.position(Frames(at + length)) });
        let track = one.track.as_mut().unwrap();
        track.id = TrackId(id);
        track.work = Some(work(numbers, id));
        facts.cues.push(one);
        // No cue overlaps any but the next.
        let gap = [0, 1, 40, 900, -5, -6][usize::try_from(numbers.below(6)).unwrap()];
        at += length + if length < 30 { gap.max(0) } else { gap };
    }
    facts.length = rate.flicks(Frames(at + 5_000));
    for id in 1..60 {
        let method = [CarveMethod::Centre, CarveMethod::First, CarveMethod::Second, CarveMethod::Both];
        if numbers.below(5) > 0 {
            let method = method[usize::try_from(numbers.below(4)).unwrap()];
            facts.carve_outs.push(CarveOut { first: CueId(id), second: CueId(id + 1), method });
        }
    }
    facts
}

fn told(facts: &SheetFacts, rate: FrameRate) -> Value {
    let frame = |at| rate.frame_nearest(at).0;
    let cues: Vec<Value> = facts
        .cues
        .iter()
        .map(|cue| {
            let (span, facts) = (cue.span.unwrap(), cue.track.as_ref().unwrap().work.as_ref().unwrap());
            let publishers: Vec<(i64, bool)> = facts
                .holders
                .iter()
                .filter(|holder| holder.share.role != ShareRole::ComposerAuthor)
                .map(|holder| (holder.share.share.0, holder.share.role.owns()))
                .collect();
            let writers: Vec<i64> = facts
                .holders
                .iter()
                .filter(|holder| holder.share.role == ShareRole::ComposerAuthor)
                .map(|holder| holder.share.share.0)
                .collect();
            json!({"id": cue.id, "from": frame(span.start), "to": frame(span.end), "part": facts.work.writers_part,
                "writers": writers, "publishers": publishers, "open": [facts.work.unpublished, facts.work.copyright_control]})
        })
        .collect();
    let sheets: Vec<Value> = built_in()
        .iter()
        .map(|profile| {
            let made = sheet(facts, profile);
            let rows: Vec<Value> = made.rows.iter().map(|row| {
                let shares = |parties: &[deliver::sheet::SheetParty]| parties.iter().map(|party| party.share.0).collect::<Vec<_>>();
                json!({"cue": row.cues[0], "spans": row.spans.iter().map(|span| [frame(span.in_flicks), frame(span.out_flicks)]).collect::<Vec<_>>(),
                    "seconds": row.spans.iter().map(|span| [span.in_seconds, span.out_seconds]).collect::<Vec<_>>(),
                    "texts": row.spans.iter().map(|span| [&span.in_text, &span.out_text]).collect::<Vec<_>>(),
                    "frames": row.frames, "shown": row.shown.0, "writers": shares(&row.writers), "publishers": shares(&row.publishers)})
            }).collect();
            json!({"id": profile.id, "whole": profile.shares == ShareConvention::WholeWork, "frames": profile.rounding == Rounding::Frames,
                "rows": rows, "sum": made.reconciliation.shown.0})
        })
        .collect();
    let frame_of = rate.flicks(Frames(1)).0;
    json!({"frame": frame_of, "cues": cues, "sheets": sheets,
        "carved": facts.carve_outs.iter().map(|made| json!([made.first, made.second, made.method])).collect::<Vec<_>>()})
}

const JUDGE: &str = r#"
import json, sys
from fractions import Fraction
SECOND = 705600000
def nearest(value):
    return (value + Fraction(1, 2)).__floor__()
checked, wrong = 0, []
def hold(what, ours, theirs):
    global checked
    checked += 1
    if ours != theirs: wrong.append([what, str(ours), str(theirs)])
for episode in json.load(open(sys.argv[1])):
    frame = Fraction(episode['frame'], SECOND)
    carved = {(a, b): how for a, b, how in episode['carved']}
    cues = {cue['id']: cue for cue in episode['cues']}
    # Frame by frame: who is counted.
    counted = {id: set() for id in cues}
    for id, cue in cues.items():
        for at in range(cue['from'], cue['to']): counted[id].add(at)
    for (a, b), how in carved.items():
        start, end = max(cues[a]['from'], cues[b]['from']), min(cues[a]['to'], cues[b]['to'])
        if end <= start or how == 'both': continue
        middle = nearest(Fraction(start + end, 2))
        for at in range(start, end):
            loser = b if how == 'first' else a if how == 'second' else b if at < middle else a
            counted[loser].discard(at)
    def spans(frames):
        out = []
        for at in sorted(frames):
            if out and out[-1][1] == at: out[-1][1] = at + 1
            else: out.append([at, at + 1])
        return out
    expected = {id: spans(frames) for id, frames in counted.items()}
    order = sorted(cues, key=lambda id: (expected[id][0][0] if expected[id] else cues[id]['from'], cues[id]['from'], id))
    for made in episode['sheets']:
        hold('order', order, [row['cue'] for row in made['rows']])
        total = Fraction(0)
        for row in made['rows']:
            cue, here = cues[row['cue']], f"{made['id']} cue {row['cue']}"
            hold(here + ' spans', expected[row['cue']], row['spans'])
            frames = sum(b - a for a, b in expected[row['cue']])
            hold(here + ' frames', frames, row['frames'])
            points = [[nearest(a * frame), nearest(b * frame)] for a, b in expected[row['cue']]]
            if made['frames']:
                shown = frames * frame
            else:
                shown = Fraction(sum(b - a for a, b in points))
                if shown == 0 and frames > 0:
                    shown, points[-1][1] = Fraction(1), points[-1][0] + 1
                hold(here + ' seconds', points, row['seconds'])
                clock = lambda text: sum(int(part) * 60 ** power for power, part in enumerate(reversed(text.split(':'))))
                hold(here + ' agree', shown, Fraction(sum(clock(b) - clock(a) for a, b in row['texts'])))
            hold(here + ' shown', shown, Fraction(row['shown'], SECOND))
            total += shown
            publishers = [share if owns else 0 for share, owns in cue['publishers']]
            sides = [(cue['writers'], 'writers'), (publishers + [share for share in cue['open'] if share], 'publishers')]
            part = Fraction(cue['part'], 10 ** 6) if sides[1][0] else Fraction(1)
            for (side, name), of in zip(sides, (part, 1 - part)):
                if made['whole']:
                    shares = [(share * of).__floor__() for share in side]
                    lost = (sum(side) * of).__floor__() - sum(shares)
                    for at, share in enumerate(shares):
                        if share > 0:
                            shares[at] += lost
                            break
                else:
                    shares = side
                hold(f'{here} {name}', shares, row[name])
                if side: hold(f'{here} {name} together', (10 ** 6 * of).__floor__() if made['whole'] else 10 ** 6, sum(row[name]))
        hold(made['id'] + ' total', total, Fraction(made['sum'], SECOND))
print(json.dumps({'checked': checked, 'wrong': wrong[:20]}))
"#;

#[test]
fn every_figure_of_a_season_is_what_exact_fractions_say() {
    let mut numbers = Numbers(20_261_128);
    let season: Vec<Value> = FrameRate::ALL.into_iter().map(|rate| told(&episode(rate, &mut numbers), rate)).collect();
    let (_folder, path) = file("season.json", serde_json::to_string(&season).unwrap().as_bytes());
    let judged = python(JUDGE, &path);
    assert_eq!(judged["wrong"], json!([]), "of {} figures", judged["checked"]);
    assert!(judged["checked"].as_i64().unwrap() > 15_000, "{}", judged["checked"]);
}
