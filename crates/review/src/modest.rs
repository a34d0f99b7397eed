//! Whoever edits goes before whoever looks on: threads that serve guests step back.

/// How far they step back, in steps of `nice(1)`: beside a thread that works for the window such a one gets a tenth of a processor,
/// and all of it where nothing else is to be done.
#[cfg(target_os = "linux")]
const STEPS: i32 = 10;

/// Lets the threads of the window go before this one from now on. Threads that it starts begin as it is, and nothing can take it
/// back: one that holds what an edit waits for must not do it, nor be started by one that did.
///
/// Linux keeps a priority for each thread (`setpriority(2)`, "C library/kernel differences"); other systems keep it for the whole
/// program, and there nothing happens.
pub fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = behind_the_first() {
        tracing::debug!(%error, "a thread does not step back");
    }
}

/// Counted from the thread that the program began with: whoever was started by one that stepped back goes no further.
#[cfg(target_os = "linux")]
fn behind_the_first() -> rustix::io::Result<()> {
    use rustix::process::{getpid, getpriority_process, setpriority_process};
    let wanted = (getpriority_process(Some(getpid()))? + STEPS).min(19);
    if getpriority_process(None)? < wanted { setpriority_process(None, wanted) } else { Ok(()) }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::thread;

    fn priority() -> i32 {
        rustix::process::getpriority_process(None).expect("a priority")
    }

    #[test]
    fn a_thread_steps_back_alone_and_those_that_it_starts_go_no_further() {
        let before = priority();
        let stepped = thread::spawn(|| {
            step_back();
            let started = thread::spawn(|| {
                step_back();
                priority()
            });
            [priority(), started.join().expect("a thread")]
        });
        assert_eq!(stepped.join().expect("a thread"), [(before + STEPS).min(19); 2]);
        assert_eq!(priority(), before);
    }
}
