//! `review serve` and `review links` from the command line: which links there are, and what they are for.

use std::net::TcpListener;

use serde_json::json;
use tests::command::{Ran, Shell};

use crate::command_line::show;

const SERVE: [&str; 6] = ["review", "serve", "s.needledrop", "1x04", "--port", "0"];

/// A show with a cue, of which Dana and Priya are asked.
fn asked() -> Shell {
    let (shell, [a, _]) = show();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &a, "--at", "1s", "--length", "1s"]);
    shell.json(&["review", "open", "s.needledrop", "1x04", "--reviewer", "Dana", "--reviewer", "Priya:advises"]);
    shell
}

/// Serves until it has said its links.
fn served(shell: &Shell, more: &[&str]) -> Ran {
    let ran = shell.run_with(&[&SERVE[..], more].concat(), "quit\n");
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran
}

fn links(shell: &Shell) -> Vec<serde_json::Value> {
    let told = shell.json(&["review", "links", "s.needledrop", "1x04"]);
    told["links"].as_array().expect("links").clone()
}

#[test]
fn a_start_that_fails_makes_no_link() {
    let shell = asked();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let refused = shell.refused(&["review", "serve", "s.needledrop", "1x04", "--port", &port]);
    assert!(
        refused.starts_with(&format!("Port {port} cannot be used: ")) && !refused.contains("os error"),
        "{refused}"
    );
    let refused = shell.refused(&[&SERVE[..], &["--public", "not an address"]].concat());
    assert!(refused.starts_with("not an address is not an address such as"), "{refused}");
    assert_eq!(links(&shell).len(), 0);
    // One that cannot be made closes none from before.
    served(&shell, &[]);
    let refused = shell.refused(&[&SERVE[..], &["--new", "--pin", "12"]].concat());
    assert!(refused.contains("a PIN has 4 to 12 digits"), "{refused}");
    assert!(links(&shell).iter().all(|link| link["revokedAt"].is_null()));
}

#[test]
fn a_link_from_before_shows_no_more_than_is_asked_for_now() {
    let shell = asked();
    served(&shell, &["--reviewer", "Dana", "--days", "3"]);
    let stricter = ["--no-picture", "--neutral", "--burn-name", "--pin", "1234", "--days", "2"];
    let refused = shell.refused(&[&SERVE[..], &stricter].concat());
    assert_eq!(
        refused,
        "The link that Dana has from before shows the picture, names the music, shows no name over the picture, asks for no PIN, \
         stays open for longer; --new closes what is from before, and makes links as you say"
    );
    assert_eq!(links(&shell).len(), 1, "nobody got one");
    served(&shell, &[&["--new"], &stricter[..]].concat());
    let made = links(&shell);
    assert_eq!((made.len(), made[0]["revokedAt"].is_string(), &made[2]["picture"]), (3, true, &json!(false)));
    // The same once more is no other link, and one that shows less stays as it is.
    let again = served(&shell, &stricter);
    let how = "(without the picture, with neutral names, with the name over the picture, with its own PIN)";
    assert!(again.out.contains(&format!("Dana has a link from before {how}; --new makes another")), "{}", again.out);
    served(&shell, &[]);
    assert_eq!(links(&shell).len(), 3);
}

#[test]
fn a_link_of_somebody_who_is_not_asked_any_more_is_not_called_open() {
    let shell = asked();
    served(&shell, &[]);
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    let (round, dana) = (&listed["rounds"][0]["id"], &listed["reviewers"][0]["id"]);
    let only = json!({ "type": "editRound", "round": round, "reviewers": [{ "reviewer": dana }] }).to_string();
    let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &only);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let ran = shell.run(&["review", "links", "s.needledrop", "1x04"]);
    let line = |name: &str| ran.out.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("Dana").contains("open until"), "{}", ran.out);
    assert!(line("Priya").contains("not asked any more") && !line("Priya").contains("open"), "{}", ran.out);
    assert_eq!(links(&shell).iter().map(|link| link["asked"].as_bool()).collect::<Vec<_>>(), [Some(true), Some(false)]);
}
