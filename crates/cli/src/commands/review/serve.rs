//! `review serve` and `review links`: a round over links, without a window.

use std::collections::BTreeSet;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use clap::Args;
use model::words::counted;
use model::{LinkId, ReviewerId, Round, VisitKind};
use serde_json::{Value, json};
use studio::Studio;
use studio::door::{Address, LinkSpec, LinkView, MixQuality, Reach, Share, Token, prepare_mixes, qr_text};
use studio::views::JobKind;

use super::quality::Quality;
use crate::answer::{Answer, Failure, table};
use crate::inputs::{self, CutOf};
use crate::shown::{self, to_second};
use crate::{outputs, progress};

/// Where links lead when nobody chose a port.
const PORT: u16 = 7447;
/// How often it is looked whether to stop.
const LOOK: Duration = Duration::from_millis(200);

/// Show a round to its reviewers over links of their own, until Ctrl-C
///
/// On this computer alone unless --lan is said. Each reviewer who has no open link gets one; it is printed once, since only a
/// hash of it is kept. While it runs, `who`, `revoke NAME` and `quit` can be typed.
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
    /// Days until a new link is over
    #[arg(long, value_name = "N", default_value_t = 14)]
    days: u32,
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

/// List the links to a round and who came by them, or close one
#[derive(Debug, Args)]
pub(super) struct Links {
    #[command(flatten)]
    cut: CutOf,
    /// The round; by default the newest
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    /// Close the links of this reviewer
    #[arg(long, value_name = "NAME")]
    revoke: Option<String>,
}

/// A link that was made just now.
struct Made {
    reviewer: String,
    id: LinkId,
    token: Token,
}

pub(super) fn serve(asked: &Serve, as_json: bool) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = super::round_of(&studio, &cut, asked.round, true)?;
    let people = people_of(&studio, &round, &asked.reviewers)?;
    let (made, kept) = links_for(&studio, &round, &people, asked)?;
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
            Failure::said(format!("{wanted} is not asked in {}; there are {}", round.title(), known.join(", ")))
        })
    });
    found.collect()
}

fn is_open(link: &LinkView) -> bool {
    link.revoked_at.is_none() && !link.expired
}

fn links_for(
    studio: &Studio,
    round: &Round,
    people: &[(ReviewerId, String)],
    asked: &Serve,
) -> Result<(Vec<Made>, Vec<String>), Failure> {
    let links = studio.links(round.id)?;
    let (mut made, mut kept) = (Vec::new(), Vec::new());
    for (reviewer, name) in people {
        let open: Vec<&LinkView> = links.iter().filter(|link| link.reviewer == *reviewer && is_open(link)).collect();
        if asked.new {
            open.iter().try_for_each(|link| studio.revoke_link(link.id))?;
        } else if !open.is_empty() {
            kept.push(name.clone());
            continue;
        }
        let link = studio.make_link(&LinkSpec {
            round: round.id,
            reviewer: *reviewer,
            pin: asked.pin.clone(),
            days: Some(asked.days),
            neutral: asked.neutral,
            burn_name: asked.burn_name,
            picture: !asked.no_picture,
        })?;
        made.push(Made { reviewer: name.clone(), id: link.id, token: link.token });
    }
    Ok((made, kept))
}

/// Prints at once what there is: the command itself ends later.
fn say_links(share: &Share, round: &Round, made: &[Made], kept: &[String], as_json: bool) -> Result<(), Failure> {
    let mut text = String::new();
    if as_json {
        let links: Vec<Value> = made
            .iter()
            .map(|one| json!({ "reviewer": one.reviewer, "id": one.id.0, "link": share.link(one.id, &one.token) }))
            .collect();
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
        for name in kept {
            let name = shown::in_line(name);
            text.push_str(&format!("\n{name} has a link from before; --new makes another and closes that one\n"));
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

fn revoke(studio: &Studio, round: &Round, name: &str) -> Result<usize, Failure> {
    let wanted = name.trim().to_lowercase();
    let links = studio.links(round.id)?;
    let open: Vec<&LinkView> =
        links.iter().filter(|link| is_open(link) && link.name.to_lowercase() == wanted).collect();
    if open.is_empty() {
        return Err(Failure::said(format!("{name} has no open link to {}", round.title())));
    }
    open.iter().try_for_each(|link| studio.revoke_link(link.id))?;
    Ok(open.len())
}

pub(super) fn links(asked: &Links) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = super::round_of(&studio, &cut, asked.round, false)?;
    if let Some(name) = &asked.revoke {
        revoke(&studio, &round, name)?;
    }
    let links = studio.links(round.id)?;
    let visits = studio.visits(round.id, 200)?;
    studio.close()?;
    let state = |link: &LinkView| match (&link.revoked_at, link.expired, &link.locked_until) {
        (Some(at), _, _) => format!("closed {}", to_second(at)),
        (None, true, _) => "over".to_owned(),
        (None, false, Some(until)) => format!("locked until {}", to_second(until)),
        (None, false, None) => {
            link.expires_at.as_ref().map_or("open".into(), |at| format!("open until {}", to_second(at)))
        }
    };
    let rows: Vec<Vec<String>> = links
        .iter()
        .map(|link| {
            vec![link.name.clone(), state(link), link.seen_at.as_deref().map_or("never seen".into(), to_second)]
        })
        .collect();
    let name_of = |id: LinkId| links.iter().find(|link| link.id == id).map_or("", |link| link.name.as_str());
    let log: Vec<Vec<String>> = visits
        .iter()
        .map(|visit| {
            let what = what_of(visit.what, usize::try_from(visit.answers).unwrap_or_default());
            vec![to_second(&visit.at), name_of(visit.link).to_owned(), what, visit.peer.clone()]
        })
        .collect();
    let text = [
        table(&["reviewer", "link", "last seen"], &rows, "no links yet"),
        table(&["when", "link of", "what", "from"], &log, "nobody came yet"),
    ];
    Ok(Answer::new(json!({ "round": round.number, "links": links, "visits": visits }), text.join("\n\n")))
}

fn what_of(kind: VisitKind, answers: usize) -> String {
    let what = match kind {
        VisitKind::Entered => "came in",
        VisitKind::WrongToken => "came with a wrong link",
        VisitKind::WrongPin => "typed a wrong PIN",
        VisitKind::Refused => "came while it was closed or locked",
        VisitKind::Answered => return format!("sent {}", counted(answers, "answer")),
        VisitKind::Made => "link made",
        VisitKind::Revoked => "link closed",
    };
    what.to_owned()
}
