//! What the callback gives, whatever the render thread is doing.

use super::*;

struct Bench {
    line: FeedLine,
    feed: Feed,
    runs: Consumer<Run>,
    wanted: Arc<AtomicU64>,
}

fn bench() -> Bench {
    let wanted = Arc::new(AtomicU64::new(1));
    let (line, feed, runs) = feed(&wanted, 48_000);
    Bench { line, feed, runs, wanted }
}

impl Bench {
    fn push(&mut self, numbers: std::ops::Range<u64>) {
        numbers.for_each(|number| self.line.frames.push([number as f32; 2]).expect("room in the ring"));
    }

    fn jump(&mut self, jump: Jump) {
        self.line.jumps.push(jump).expect("room for a jump");
    }

    fn pull(&mut self, count: usize) -> Vec<f32> {
        let mut out = vec![[f32::NAN; 2]; count];
        self.feed.fill(&mut out, 0);
        out.iter().map(|frame| frame[0]).collect()
    }
}

#[test]
fn nothing_sounds_before_a_start() {
    let mut bench = bench();
    bench.push(0..10);
    assert_eq!(bench.pull(4), [0.0; 4]);
    bench.jump(Jump::Start { turn: 1, to: 3 });
    assert_eq!(bench.pull(4), [3.0, 4.0, 5.0, 6.0]);
}

#[test]
fn what_is_no_longer_wanted_is_never_played() {
    let mut bench = bench();
    bench.push(1000..3000);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    assert_eq!(bench.pull(2), [1000.0, 1001.0]);
    bench.wanted.store(2, Ordering::Release);
    let after = bench.pull(300);
    assert!(after[RELEASE as usize..].iter().all(|sample| *sample == 0.0));
    assert!(after.is_sorted_by(|a, b| a >= b) && after[0] < 1001.0);
    bench.push(5000..5010);
    bench.jump(Jump::Start { turn: 2, to: 2000 });
    assert_eq!(bench.pull(3), [5000.0, 5001.0, 5002.0]);
}

#[test]
fn a_splice_that_comes_too_late_makes_no_step() {
    let mut bench = bench();
    let level = |bench: &mut Bench, level: f32, count: usize| {
        (0..count).for_each(|_| bench.line.frames.push([level; 2]).expect("room in the ring"));
    };
    level(&mut bench, 1.0, 1_000);
    level(&mut bench, -1.0, 1_000);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    assert_eq!(bench.pull(500), [1.0; 500]);
    bench.jump(Jump::Splice { at: 400, to: 1_000 });
    let heard = bench.pull(600);
    let steps = heard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
    assert!(steps < 0.02 && (heard[0] - 1.0).abs() < 0.02, "{steps}, {}", heard[0]);
    assert_eq!(heard[256..], [-1.0; 344], "then it is what it is");
}

#[test]
fn a_splice_leaves_out_without_a_gap() {
    let mut bench = bench();
    bench.push(0..20);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    bench.jump(Jump::Splice { at: 4, to: 12 });
    assert_eq!(bench.pull(6), [0.0, 1.0, 2.0, 3.0, 12.0, 13.0]);
    assert_eq!(bench.line.shared.jumps_done.load(Ordering::Acquire), 2);
}

#[test]
fn a_late_splice_lands_as_much_later() {
    let mut bench = bench();
    bench.push(0..400);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    bench.pull(6);
    bench.jump(Jump::Splice { at: 4, to: 12 });
    let heard = bench.pull(300);
    assert_eq!(heard[0], 5.0, "no step from what was heard");
    assert_eq!(heard[256..], (270..314).map(|number| number as f32).collect::<Vec<f32>>());
}

#[test]
fn runs_tell_what_was_heard_when() {
    let mut bench = bench();
    bench.push(0..20);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    bench.jump(Jump::Splice { at: 3, to: 10 });
    let mut out = vec![[0.0; 2]; 6];
    bench.feed.fill(&mut out, 1_000_000);
    assert_eq!(bench.runs.pop().ok(), Some(Run { turn: 1, first: 0, count: 3, heard_at: 1_000_000 }));
    assert_eq!(bench.runs.pop().ok(), Some(Run { turn: 1, first: 10, count: 3, heard_at: 1_062_500 }));
}

#[test]
fn an_empty_ring_is_silence_and_the_sound_goes_on_where_it_broke_off() {
    let mut bench = bench();
    bench.push(0..5);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    assert_eq!(bench.pull(200)[5 + RELEASE as usize..], [0.0; 195 - RELEASE as usize]);
    bench.push(5..400);
    let heard = bench.pull(300);
    assert!(heard[0] == 0.0 && heard.is_sorted(), "it rises from the silence");
    assert_eq!(heard[256..], (261..305).map(|number| number as f32).collect::<Vec<f32>>());
}

#[test]
fn what_replaces_the_rest_is_not_heard_before_its_jump() {
    let mut bench = bench();
    bench.push(100..110);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    bench.line.shared.fence.store(10, Ordering::Release);
    bench.push(500..900);
    assert_eq!(bench.feed.ready(), 10);
    let heard = bench.pull(20);
    assert!(heard[9] == 109.0 && heard[10..].iter().all(|sample| *sample < 109.0), "{heard:?}");
    // Four frames late, it lands four frames later, and falls on from what was heard.
    bench.jump(Jump::Splice { at: 6, to: 10 });
    assert_eq!(bench.feed.ready(), 396);
    let next = bench.pull(300);
    assert_eq!(next[0], *heard.last().expect("something was heard"));
    assert_eq!(next[256..], (760..804).map(|number| number as f32).collect::<Vec<f32>>());
}

#[test]
fn a_start_begins_as_it_is_whatever_was_being_mended() {
    let mut bench = bench();
    bench.push(0..1_000);
    bench.jump(Jump::Start { turn: 1, to: 0 });
    bench.pull(600);
    bench.jump(Jump::Splice { at: 400, to: 600 });
    bench.pull(10);
    bench.wanted.store(2, Ordering::Release);
    bench.jump(Jump::Start { turn: 2, to: 900 });
    assert_eq!(bench.pull(3), [900.0, 901.0, 902.0]);
}
