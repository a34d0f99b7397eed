//! From any point of history to any other in one step.

use tests::board::{draw, picture, shift, trim};
use tests::stage::Stage;

fn steps(stage: &Stage) -> Vec<(i64, bool)> {
    let newest_first = stage.studio().history(20).expect("history");
    newest_first.into_iter().rev().map(|step| (step.id, step.undone)).collect()
}

#[test]
fn the_show_stands_as_it_did_after_any_step_and_says_so_once() {
    let mut stage = draw("songs |--A--|   |-B-|");
    let before = steps(&stage).len();
    let mut stood = vec![picture(&stage)];
    let edit = trim('A', "out", 4)(&stage);
    stage.edit(edit);
    stood.push(picture(&stage));
    let edit = shift('B', 12, 1)(&stage);
    stage.edit(edit);
    stood.push(picture(&stage));
    let edit = shift('A', 2, 2)(&stage);
    stage.edit(edit);
    stood.push(picture(&stage));
    let ids: Vec<i64> = steps(&stage)[before - 1..].iter().map(|(id, _)| *id).collect();
    let told = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&told);
    stage.studio().listen(move |_| {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    });
    for (times, to) in [0, 3, 1, 2, 0, 1].into_iter().enumerate() {
        stage.studio().travel_to(Some(ids[to])).expect("a step of history");
        assert_eq!(picture(&stage), stood[to]);
        let undone = steps(&stage).iter().filter(|(_, undone)| *undone).count();
        assert_eq!((undone, told.load(std::sync::atomic::Ordering::Relaxed)), (3 - to, times + 1));
    }
    stage.reopen();
    assert_eq!(picture(&stage), stood[1]);
    stage.studio().travel_to(Some(ids[3])).expect("a step of history");
    assert_eq!(picture(&stage), stood[3]);

    stage.studio().travel_to(Some(ids[1])).expect("a step of history");
    let edit = shift('B', 20, 1)(&stage);
    stage.edit(edit);
    let (seen, gone) = (stage.seen(), stage.studio().travel_to(Some(ids[3])));
    assert!(gone.expect_err("it is gone").to_string().contains("that step of the history is gone"));
    assert_eq!(stage.seen(), seen);
}
