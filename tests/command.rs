//! Running the `needledrop` command as a user does, in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands run; gone when it is dropped.
pub struct Shell {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// Its exit status.
    pub status: i32,
    /// What it printed to stdout.
    pub out: String,
    /// What it printed to stderr.
    pub err: String,
}

/// The binary: that of `NEEDLEDROP_BIN`, or built now.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(given) = std::env::var_os("NEEDLEDROP_BIN") {
            return PathBuf::from(given);
        }
        let built = Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "cli", "-p", "unify"]).status();
        assert!(built.expect("cargo runs").success(), "the command is built");
        let tests = std::env::current_exe().expect("the test's own path");
        tests.ancestors().nth(2).expect("the folder of binaries").join("needledrop")
    })
}

impl Default for Shell {
    fn default() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }
}

impl Shell {
    /// Where a file of this folder lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.folder.path());
        command.env("NEEDLEDROP_HOME", self.path("home")).env_remove("NEEDLEDROP_LOG");
        command
    }

    /// Makes the sample season. Its songs are those of the folder that `NEEDLEDROP_SONGS` names: `./dev test` has them composed
    /// once. Where nothing is named, it composes them, as for a user.
    pub fn sample(&self, show: &str) -> Value {
        if let Some(songs) = std::env::var_os("NEEDLEDROP_SONGS") {
            let media = self.path("My Heart Media");
            fs::create_dir_all(&media).expect("a folder");
            for song in fs::read_dir(songs).expect("the songs") {
                let song = song.expect("a song");
                fs::copy(song.path(), media.join(song.file_name())).expect("it is copied");
            }
        }
        self.json(&["sample", show])
    }

    /// Runs a command.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs a command with these variables in its environment.
    pub fn run_where(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied()).stdin(Stdio::null());
        let output = command.output().expect("the command runs");
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Runs a command with something on stdin.
    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        // A command that reads no stdin may be gone already.
        let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
        let output = child.wait_with_output().expect("the command ends");
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Runs a command that may write no file larger than so many KiB.
    pub fn run_limited(&self, kib: u32, arguments: &[&str]) -> Ran {
        let whole = self.command(arguments);
        let mut limited = Command::new("bash");
        limited.arg("-c").arg(format!("ulimit -f {kib}; exec \"$@\"")).arg("bash").arg(whole.get_program());
        limited.args(whole.get_args());
        for (name, value) in whole.get_envs() {
            match value {
                Some(value) => limited.env(name, value),
                None => limited.env_remove(name),
            };
        }
        if let Some(folder) = whole.get_current_dir() {
            limited.current_dir(folder);
        }
        let output = limited.output().expect("bash starts");
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Runs a command whose output nobody reads.
    pub fn run_into_closed_pipe(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the command ends");
        let err = String::from_utf8(output.stderr).expect("text");
        Ran { status: output.status.code().unwrap_or(-1), out: String::new(), err }
    }

    /// Runs a command that must end with status 0; its JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
        ran.json()
    }

    /// Runs a command that must end with status 1; the sentence it says.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        ran.err.trim_end().to_owned()
    }
}

impl Ran {
    /// The one JSON document on stdout.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}
