//! A helper process for work over what others wrote ([`deliver::confine`]): the same program, started again with less time
//! and memory than anything honest needs, and stopped when it wants more.
//!
//! The work goes to it as JSON on its input, and what came of it comes back on its output. It opens no file, has no child of
//! its own, and ends with its work.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use deliver::Stop;
use deliver::confine::{self, Done, Failed, Task};

/// The one argument of a program that is to be the helper.
const HELPER: &str = "needledrop-helper";

/// The most that a helper may answer, in bytes.
const MOST_ANSWER: u64 = 512 << 20;

/// What a helper may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Allowance {
    /// Seconds of a processor.
    seconds: u64,
    /// Bytes of memory of its own.
    memory: u64,
    /// How long it is waited for, in milliseconds: on a busy machine it gets its seconds late.
    patience_ms: u64,
}

/// For templates of the user's, or of whoever made the show, and for logos: an answer within five seconds, whatever they do.
const STRICT: Allowance = Allowance { seconds: 3, memory: 224 << 20, patience_ms: 4_200 };
/// For templates that came with the program: their data may be a season's.
const AMPLE: Allowance = Allowance { seconds: 120, memory: 2 << 30, patience_ms: 480_000 };

impl Allowance {
    fn of(task: &Task) -> Self {
        match task {
            Task::Pages { ours: true, .. } => AMPLE,
            Task::Pages { ours: false, .. } | Task::Wording { .. } | Task::Picture { .. } => STRICT,
        }
    }
}

/// To be called first in `main`. In a process that was started as the helper it does the work and ends the process; in any
/// other it has the work of [`deliver::confine`] done by such helpers from now on.
pub fn begin() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next() == Some(OsString::from(HELPER)) {
        let seconds = arguments.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(STRICT.seconds);
        let memory = arguments.next().and_then(|text| text.to_str()?.parse().ok()).unwrap_or(STRICT.memory);
        std::process::exit(if help(seconds, memory).is_some() { 0 } else { 1 });
    }
    confine::outside(ask);
}

/// The helper's side: one task in, one answer out.
fn help(seconds: u64, memory: u64) -> Option<()> {
    limit(seconds, memory);
    let mut text = Vec::new();
    std::io::stdin().lock().read_to_end(&mut text).ok()?;
    let task: Task = serde_json::from_slice(&text).ok()?;
    drop(text);
    let answer = serde_json::to_vec(&deliver::perform(task)).ok()?;
    let mut out = std::io::stdout().lock();
    out.write_all(&answer).ok()?;
    out.flush().ok()
}

/// Gives up what this process might take beyond `allowance`. What the system does not know is left to [`ask`], which ends
/// the helper after a while.
#[cfg(unix)]
fn limit(seconds: u64, memory: u64) {
    use rlimit::Resource;
    let set = |resource: Resource, soft: u64, hard: u64| {
        // One that cannot be set is above what is allowed already, or unknown here.
        let _ = resource.set(soft, hard);
    };
    set(Resource::CORE, 0, 0);
    set(Resource::CPU, seconds, seconds + 1);
    set(Resource::FSIZE, 0, 0);
    set(Resource::DATA, memory, memory);
    // Not every system counts data; all address space is counted by all, with what the program maps to begin with.
    let mapped = mapped();
    if mapped > 0 {
        set(Resource::AS, mapped + memory, mapped + memory);
    }
}

#[cfg(not(unix))]
fn limit(_: u64, _: u64) {}

/// The address space that this process has mapped, in bytes; 0 where nobody says.
#[cfg(unix)]
fn mapped() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages: Option<u64> = pages.and_then(|text| text.split_whitespace().next()?.parse().ok());
    pages.map_or(0, |pages| pages * 4096)
}

/// Has a helper do a task.
fn ask(task: &Task) -> Result<Done, Failed> {
    let allowance = Allowance::of(task);
    let stopped = |stop| Err(Failed::Stopped(stop));
    let Ok(text) = serde_json::to_vec(task) else { return stopped(Stop::Failure) };
    let Ok(mut child) = start(allowance) else { return stopped(Stop::NoHelper) };
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return stopped(Stop::NoHelper);
    };
    // A helper that was stopped reads no more; its end says why.
    let asked = thread::spawn(move || drop(input.write_all(&text)));
    let (sender, answers) = channel();
    let heard = thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(MOST_ANSWER).read_to_end(&mut answer);
        // Nobody waits any more after the deadline.
        let _ = sender.send(read.map(|_| answer));
    });
    let answer = answers.recv_timeout(Duration::from_millis(allowance.patience_ms));
    if answer.is_err() {
        end(&mut child);
    }
    let status = child.wait();
    let _ = (asked.join(), heard.join());
    match (answer, status) {
        (Ok(Ok(answer)), Ok(status)) if status.success() => {
            serde_json::from_slice(&answer).unwrap_or(stopped(Stop::Failure))
        }
        (Err(_), _) => stopped(Stop::Time),
        (_, Ok(status)) => stopped(why(status)),
        (_, Err(_)) => stopped(Stop::Failure),
    }
}

fn start(allowance: Allowance) -> std::io::Result<Child> {
    let mut command = Command::new(this_program()?);
    command
        .args([HELPER, &allowance.seconds.to_string(), &allowance.memory.to_string()])
        // One thread and one arena, so that what is counted is what is used.
        .env("RAYON_NUM_THREADS", "1")
        .env("MALLOC_ARENA_MAX", "1")
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command.spawn()
}

/// This program, also where its file was replaced by a newer one since it was started.
fn this_program() -> std::io::Result<std::path::PathBuf> {
    let own = std::path::Path::new("/proc/self/exe");
    if own.exists() { Ok(own.to_owned()) } else { std::env::current_exe() }
}

fn end(child: &mut Child) {
    // It may have ended by itself meanwhile.
    let _ = child.kill();
}

/// Why a helper ended before its work did: an allocation that fails aborts, and the processor's limit has a signal of its
/// own.
#[cfg(unix)]
fn why(status: ExitStatus) -> Stop {
    use std::os::unix::process::ExitStatusExt;
    // The numbers of SIGABRT, SIGKILL and SIGXCPU on every system that this runs on.
    match status.signal() {
        Some(6) => Stop::Memory,
        Some(9 | 24) => Stop::Time,
        _ => Stop::Failure,
    }
}

#[cfg(not(unix))]
fn why(_: ExitStatus) -> Stop {
    Stop::Failure
}
