//! A program that works for us: what it says as it goes, its end when nobody wants it any more, and what its complaint means.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crossbeam_channel::RecvTimeoutError;

use crate::proxy_error::ProxyError;

/// How often it is looked whether to stop.
const LOOK: Duration = Duration::from_millis(50);
/// Lines of its complaints that are kept.
const LINES: usize = 40;

/// Ends the program when it goes.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs to the end; `said` gets each line of its output.
pub(super) fn run(
    mut command: Command,
    is_cancelled: &dyn Fn() -> bool,
    said: &mut dyn FnMut(&str),
) -> Result<(), ProxyError> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| ProxyError::io("ffmpeg cannot be started", &error))?;
    let mut running = Running(child);
    let (tell, told) = crossbeam_channel::unbounded();
    if let Some(out) = running.0.stdout.take() {
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    }
    let complaints = running.0.stderr.take().map(|err| thread::spawn(move || last_lines(err)));
    loop {
        if is_cancelled() {
            return Err(ProxyError::Cancelled);
        }
        match told.recv_timeout(LOOK) {
            Ok(line) => said(&line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // Its output is closed, so it is about to end, or does not mean to.
    let status = loop {
        match running.0.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if is_cancelled() => return Err(ProxyError::Cancelled),
            Ok(None) => thread::sleep(LOOK),
            Err(error) => return Err(ProxyError::io("ffmpeg cannot be waited for", &error)),
        }
    };
    if status.success() {
        return Ok(());
    }
    let lines = complaints.and_then(|reader| reader.join().ok()).unwrap_or_default();
    let reason = if lines.is_empty() { format!("ffmpeg ended with {status}") } else { meaning(&lines) };
    Err(ProxyError::Failed { reason })
}

fn last_lines(from: impl Read) -> Vec<String> {
    let mut kept: VecDeque<String> = VecDeque::new();
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        if kept.len() == LINES {
            kept.pop_front();
        }
        kept.push_back(String::from_utf8_lossy(&line).trim().chars().take(400).collect());
        line.clear();
    }
    kept.into_iter().filter(|line| !line.is_empty()).collect()
}

/// What complaints come to, as a clause.
fn meaning(lines: &[String]) -> String {
    let says = |words: &[&str]| lines.iter().any(|line| words.iter().any(|word| line.contains(word)));
    if says(&["No space left on device", "Disk quota exceeded"]) {
        return "the disk is full".to_owned();
    }
    if says(&["Decoder not found", "Unknown decoder", "no decoder found", "Decoder (codec"]) {
        return "this ffmpeg does not know the codec of the picture; a newer one may".to_owned();
    }
    if says(&["Permission denied"]) {
        return "the picture may not be read, or the cache not be written".to_owned();
    }
    if says(&["Cannot allocate memory"]) {
        return "there is not enough memory".to_owned();
    }
    if says(&["moov atom not found", "Invalid data found", "Error while decoding", "partial file", "End of file"]) {
        return "the picture is damaged, or was not exported to its end; copy or export it again".to_owned();
    }
    // `[mov,mp4 @ 0x55d0c8] what is wrong`
    let last = lines.last().map_or("", |line| line.rsplit_once("] ").map_or(line.as_str(), |(_, rest)| rest));
    format!("ffmpeg says: {}", last.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_it_says_is_heard_line_by_line() {
        let mut heard = Vec::new();
        run(shell("echo frame=1; echo frame=2"), &|| false, &mut |line| heard.push(line.to_owned())).expect("runs");
        assert_eq!(heard, ["frame=1", "frame=2"]);
    }

    #[test]
    fn what_is_cancelled_is_ended_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let mark = folder.path().join("alive");
        let cancelled = AtomicBool::new(false);
        let begun = Instant::now();
        let script = format!("echo begun; sleep 2; echo x > {}", mark.display());
        let ended = run(shell(&script), &|| cancelled.load(Ordering::Relaxed), &mut |_| {
            cancelled.store(true, Ordering::Relaxed);
        });
        assert!(matches!(ended, Err(ProxyError::Cancelled)), "{ended:?}");
        assert!(begun.elapsed() < Duration::from_millis(1_500));
        thread::sleep(Duration::from_millis(2_500).saturating_sub(begun.elapsed()));
        assert!(!mark.exists(), "it went on");
    }

    #[test]
    fn complaints_become_clauses() {
        let of = |script: &str| run(shell(script), &|| false, &mut |_| {}).expect_err("fails").to_string();
        assert_eq!(of("echo 'x.mp4: No space left on device' >&2; exit 1"), "no proxy was made: the disk is full");
        assert!(of("echo '[mov @ 0x5] moov atom not found' >&2; exit 1").contains("damaged"));
        assert_eq!(of("echo '[libx264 @ 0x5] bad luck.' >&2; exit 1"), "no proxy was made: ffmpeg says: bad luck");
        assert!(of("kill -9 $$").contains("signal: 9"));
        let missing = run(Command::new("/not/there"), &|| false, &mut |_| {}).expect_err("missing").to_string();
        assert!(missing.contains("cannot be started"), "{missing}");
    }
}
