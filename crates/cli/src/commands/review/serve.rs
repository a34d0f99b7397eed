//! `review serve`: a round over links, without a window.

use std::collections::BTreeSet;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use clap::Args;
use model::{LinkId, ReviewerId, Round};
use serde_json::{Value, json};
use studio::Studio;
use studio::door::{Address, MixQuality, Reach, Share, prepare_mixes, qr_text};
use studio::views::JobKind;

use super::links::{Kept, Made, Wish, revoke};
use super::quality::Quality;
use crate::answer::{Answer, Failure};
use crate::inputs::{self, CutOf};
use crate::shown;
use crate::{outputs, progress};

/// Where links lead when nobody chose a port.
const PORT: u16 = 7447;
/// How often it is looked whether to stop.
const LOOK: Duration = Duration::from_millis(200);

/// Show a round to its reviewers over links of their own, until Ctrl-C
///
/// On this computer alone unless --lan is said. Each reviewer who has no open link gets one; it is printed once, since only a
/// hash of it is kept. A link from before stays as it was made: where it shows more than is asked for now, nothing is served
/// until --new is said. While it runs, `who`, `revoke NAME` and `quit` can be typed.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    cut: CutOf,
    /// The round; by default the newest that is open
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    /// Let others on the local network in; what passes there is not encrypted
    #[arg(long)]
    lan: bool,
    /// The port
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// What a proxy before the server is called outside, as https://review.example.com
    #[arg(long, value_name = "ADDRESS", conflicts_with = "lan")]
    public: Option<String>,
    /// Only for this reviewer; once for each. By default for all who are asked
    #[arg(long = "reviewer", value_name = "NAME")]
    reviewers: Vec<String>,
    /// Make new links, and close those that were made before
    #[arg(long)]
    new: bool,
    /// Digits that are asked for besides a new link: 4 to 12
    #[arg(long, value_name = "DIGITS")]
    pin: Option<String>,
    /// Days until a new link is over; 14 unless you say otherwise
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// How well the music is heard
    #[arg(long, value_enum, default_value_t = Quality::Good)]
    quality: Quality,
    /// Call alternates by their letters alone
    #[arg(long)]
    neutral: bool,
    /// Do not share the picture
    #[arg(long)]
    no_picture: bool,
    /// Show the reviewer's name over the picture
    #[arg(long)]
    burn_name: bool,
}

pub(super) fn serve(asked: &Serve, as_json: bool) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = super::round_of(&studio, &cut, asked.round, true)?;
    let people = people_of(&studio, &round, &asked.reviewers)?;
    let wish = Wish {
        new: asked.new,
        pin: asked.pin.as_deref(),
        days: asked.days,
        neutral: asked.neutral,
        burn_name: asked.burn_name,
        picture: !asked.no_picture,
    };
    wish.check(&studio, &round, &people)?;
    let quality = MixQuality::from(asked.quality);
    let job = progress::job(JobKind::Mix, "Making the music of the review");
    prepare_mixes(&studio, &job, round.id, quality)?;
    for failed in job.view().failed {
        outputs::say(&format!("{}: {}", failed.path, failed.reason));
    }
    if !asked.no_picture
        && let Some(remark) = super::proxy::remark(&studio, &cut, &asked.cut)?
    {
        outputs::say(&remark);
    }
    let address = Address {
        reach: if asked.lan { Reach::Lan } else { Reach::Loopback },
        port: asked.port,
        public: asked.public.clone(),
    };
    let quiet = || studio::jobs::Job::new(1, JobKind::Mix, "Making the music of the review", |_| {});
    let share = Share::start(&studio, &address, quality, quiet)?;
    share.prepare(round.id)?;
    // A link is shown once: none is made before somebody can come by it.
    let (made, kept) = wish.links(&studio, &round, &people)?;
    share.links_changed();
    say_links(&share, &round, &made, &kept, as_json)?;
    let served = stay(&studio, &share, &round);
    drop(share);
    studio.close()?;
    served.map(|()| Answer::default())
}

/// Those of a round whose names were given, or all.
pub(super) fn people_of(
    studio: &Studio,
    round: &Round,
    names: &[String],
) -> Result<Vec<(ReviewerId, String)>, Failure> {
    let asked: Vec<(ReviewerId, String)> = studio
        .review(round.cut, Some(round.id))?
        .reviewers
        .into_iter()
        .filter(|reviewer| round.asks(reviewer.id))
        .map(|reviewer| (reviewer.id, reviewer.name))
        .collect();
    if names.is_empty() {
        return Ok(asked);
    }
    let known: Vec<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
    let found = names.iter().map(|wanted| {
        let named = asked.iter().find(|(_, name)| name.to_lowercase() == wanted.trim().to_lowercase());
        named.cloned().ok_or_else(|| {
            Failure::said(format!(
                "nobody called {wanted} is asked in {}; there are {}",
                round.title(),
                known.join(", ")
            ))
        })
    });
    found.collect()
}

/// Prints at once what there is: the command itself ends later.
fn say_links(share: &Share, round: &Round, made: &[Made], kept: &[Kept], as_json: bool) -> Result<(), Failure> {
    let mut text = String::new();
    if as_json {
        let links: Vec<Value> = made
            .iter()
            .map(|one| json!({ "reviewer": one.reviewer, "id": one.id.0, "link": share.link(one.id, &one.token) }))
            .collect();
        let kept: Vec<&str> = kept.iter().map(|one| one.reviewer.as_str()).collect();
        text =
            json!({ "base": share.base(), "port": share.port(), "round": round.number, "links": links, "kept": kept })
                .to_string();
        text.push('\n');
    } else {
        text.push_str(&format!("{} is shown at {}\n", round.title(), share.base()));
        for one in made {
            let link = share.link(one.id, &one.token);
            text.push_str(&format!("\n{}\n{link}\n", shown::in_line(&one.reviewer)));
            if let Some(code) = qr_text(&link) {
                text.push_str(&code);
                text.push('\n');
            }
        }
        for one in kept {
            let name = shown::in_line(&one.reviewer);
            let how = if one.inside.is_empty() { String::new() } else { format!(" ({})", one.inside.join(", ")) };
            text.push_str(&format!("\n{name} has a link from before{how}; --new makes another and closes that one\n"));
        }
    }
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Print)
}

/// Serves until Ctrl-C, or until `quit` is typed.
fn stay(studio: &Studio, share: &Share, round: &Round) -> Result<(), Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))
            .map_err(|error| Failure::said(format!("cannot wait for Ctrl-C: {error}")))?;
    }
    let (typed, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if typed.send(line).is_err() {
                return;
            }
        }
    });
    let mut ended = false;
    while !stop.load(Ordering::Relaxed) {
        if ended {
            std::thread::sleep(LOOK);
            continue;
        }
        match lines.recv_timeout(LOOK) {
            Ok(line) if matches!(line.trim(), "quit" | "exit") => break,
            Ok(line) => does(studio, share, round, line.trim()),
            Err(RecvTimeoutError::Timeout) => {}
            // Nobody types: a service has no terminal.
            Err(RecvTimeoutError::Disconnected) => ended = true,
        }
    }
    Ok(())
}

fn does(studio: &Studio, share: &Share, round: &Round, line: &str) {
    let done = match line.split_once(' ') {
        _ if line.is_empty() => return,
        _ if line == "who" => who(studio, share, round),
        Some(("revoke", name)) => revoke(studio, round, name).map(|count| {
            share.links_changed();
            format!("{count} closed")
        }),
        Some(_) | None => Ok("who, revoke NAME, or quit".to_owned()),
    };
    match done {
        Ok(text) => outputs::say(&text),
        Err(failure) => outputs::say(&studio::sentence(&failure)),
    }
}

fn who(studio: &Studio, share: &Share, round: &Round) -> Result<String, Failure> {
    let present: BTreeSet<LinkId> = share.present().into_iter().collect();
    let links = studio.links(round.id)?;
    let names: Vec<String> =
        links.into_iter().filter(|link| present.contains(&link.id)).map(|link| link.name).collect();
    Ok(if names.is_empty() { "nobody is here".to_owned() } else { names.join(", ") })
}
