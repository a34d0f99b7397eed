//! What sounds once and leaves the playhead where it was: spans around a point, and blips.

use playback::State;

use crate::files::{Folder, mixture, rendered};
use crate::transport::{eventually, taped};

#[test]
fn a_span_sounds_once_and_the_transport_stands_where_it_was_told() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..60_000);
    let (transport, mut tape) = taped(&program);
    // A range that is repeated does not hold it up, nor does a speed that was left behind.
    transport.set_range(Some(0..12_000));
    transport.set_rate(-2.0);
    transport.play_span(10_000..30_000, 15_000);
    assert_eq!((transport.state(), transport.position()), (State::Playing, 10_000));
    let heard = tape.pull(20_000);
    // It comes up within 5 ms, so that it does not click.
    assert!(heard[240..] == whole[10_240..30_000]);
    assert!(heard[0][0].abs() <= whole[10_000][0].abs());
    tape.pull_now(480);
    eventually("the end of the span", || transport.state() == State::Stopped);
    assert_eq!(transport.position(), 15_000);
    assert!(tape.pull_now(2_000)[128..].iter().all(|frame| *frame == [0.0; 2]));
    transport.set_range(None);
    transport.play();
    assert!(tape.pull(20_000) == whole[15_000..35_000], "then it plays on as always");
}

#[test]
fn a_blip_sounds_while_time_stands_still() {
    let folder = Folder::new();
    let program = mixture(&folder);
    let whole = rendered(&program, 0..60_000);
    let (transport, mut tape) = taped(&program);
    for at in [9_000, 11_000, 10_500] {
        transport.seek(at);
        transport.blip(at..at + 1_920);
        assert_eq!((transport.state(), transport.position()), (State::Blip, at));
        let (heard, first) = (tape.pull(1_920), at as usize);
        assert!(heard[240..] == whole[first + 240..first + 1_920], "at {at}");
        assert!(tape.pull_now(2_000)[128..].iter().all(|frame| *frame == [0.0; 2]), "nothing after it");
        eventually("the end of the blip", || transport.state() == State::Stopped);
        assert_eq!(transport.position(), at);
    }
    transport.blip(20_000..21_920);
    transport.play();
    assert!(tape.pull(5_000) == whole[20_000..25_000], "what is played takes the place of a blip");
    transport.blip(3_000..4_000);
    assert!(tape.pull(5_000) == whole[25_000..30_000], "no blip disturbs what plays");
}
