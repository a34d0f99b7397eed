//! What the window's program is asked on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

/// What is written for `--help`.
pub const HELP: &str = "\
Needledrop, a workstation for music supervision

Usage: needledrop-app [SHOW | --welcome]

Opens the window on SHOW, else on the show that was open last, else on the sample season.

Options:
      --welcome  Open no show
  -h, --help     Print help
  -V, --version  Print version

The command needledrop works on the same shows without a window.
";

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The window, on this show.
    Show(PathBuf),
    /// The window, on the show that was open last.
    Last,
    /// The window, without a show.
    Welcome,
    /// What can be asked.
    Help,
    /// Which version this is.
    Version,
}

/// Reads what stands after the program's name.
///
/// # Errors
/// A sentence, where it is nothing that can be asked.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Asked, String> {
    let mut asked = None;
    let mut are_files = false;
    for argument in arguments {
        let next = match argument.to_str() {
            // A desktop that has no file to name may name none.
            Some("") => continue,
            Some("--") if !are_files => {
                are_files = true;
                continue;
            }
            Some("-h" | "--help") if !are_files => return Ok(Asked::Help),
            Some("-V" | "--version") if !are_files => return Ok(Asked::Version),
            Some("--welcome") if !are_files => Asked::Welcome,
            Some(option) if !are_files && option.starts_with('-') => {
                return Err(format!("{option} is no option of needledrop-app; --help names those that there are."));
            }
            _ => Asked::Show(PathBuf::from(argument)),
        };
        if asked.is_some() {
            return Err("The window opens one show: name one, or --welcome.".to_owned());
        }
        asked = Some(next);
    }
    Ok(asked.unwrap_or(Asked::Last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Asked, String> {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_show_the_last_one_or_none_is_opened() {
        let show = |path: &str| Ok(Asked::Show(PathBuf::from(path)));
        assert_eq!(asked(&[]), Ok(Asked::Last));
        assert_eq!(asked(&[""]), Ok(Asked::Last));
        assert_eq!(asked(&["--welcome"]), Ok(Asked::Welcome));
        assert_eq!(asked(&["My Heart.needledrop"]), show("My Heart.needledrop"));
        assert_eq!(asked(&["--", "--help"]), show("--help"));
    }

    #[test]
    fn what_opens_no_window_is_told() {
        for help in [&["--help"][..], &["-h"], &["My Heart.needledrop", "--help"]] {
            assert_eq!(asked(help), Ok(Asked::Help));
        }
        assert_eq!(asked(&["--version"]), Ok(Asked::Version));
        assert_eq!(asked(&["-V"]), Ok(Asked::Version));
        let refused = asked(&["--welcom"]).expect_err("no option");
        assert_eq!(refused, "--welcom is no option of needledrop-app; --help names those that there are.");
        assert!(asked(&["one", "two"]).is_err() && asked(&["--welcome", "one"]).is_err());
    }
}
