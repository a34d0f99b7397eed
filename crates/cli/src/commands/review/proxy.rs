//! `review proxy`: a picture that browsers play, made after saying what it comes to.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use model::Cut;
use serde_json::{Value, json};
use studio::Studio;
use studio::jobs::Job;
use studio::proxies::{BurnIn, Playable, ProxyHeight, ProxyPlan, ProxySpec};
use studio::views::JobKind;

use crate::answer::{Answer, Failure};
use crate::inputs::{self, CutOf};
use crate::{outputs, progress, shown};

/// Make a proxy of a cut's picture: one that every browser plays, and that is fluid to scrub in
///
/// Says first what is made, how large it becomes and how long that takes, measured on a few seconds of it, and asks. It has
/// the frames of the picture one for one, is kept in the cache, and is used by links, packages and the app from then on.
/// Made by the ffmpeg of this computer.
#[derive(Debug, Args)]
pub(super) struct Proxy {
    #[command(flatten)]
    cut: CutOf,
    /// Lines of the picture, at most
    #[arg(long, value_name = "LINES", default_value = "720", value_parser = heights())]
    height: ProxyHeight,
    /// What is burnt into the picture, so that nobody can take it out; the name is that of --reviewer
    #[arg(long = "burn-in", value_name = "WHAT", value_delimiter = ',', value_enum)]
    burn_in: Vec<Burnt>,
    /// Whose name is burnt in; once for each, who gets a proxy of their own
    #[arg(long = "reviewer", value_name = "NAME")]
    reviewers: Vec<String>,
    /// Only say what it comes to
    #[arg(long)]
    plan: bool,
    /// Make it without asking
    #[arg(short, long)]
    yes: bool,
}

/// What is burnt in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Burnt {
    /// The cut's timecode
    Timecode,
    /// The reviewer's name
    Name,
}

fn heights() -> impl TypedValueParser<Value = ProxyHeight> {
    PossibleValuesParser::new(["540", "720", "1080"]).map(|text| match text.as_str() {
        "540" => ProxyHeight::P540,
        "1080" => ProxyHeight::P1080,
        _ => ProxyHeight::P720,
    })
}

/// `review proxy`.
pub(super) fn proxy(asked: &Proxy) -> Result<Answer, Failure> {
    let specs = specs(asked)?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let mut missing = Vec::new();
    let mut there = Vec::new();
    for spec in specs {
        match file_of(&studio, &cut, &spec)? {
            Some(path) => there.push((spec, path)),
            None => missing.push(spec),
        }
    }
    let mut text: Vec<String> = there.iter().map(|(_, path)| format!("{} is there already", path.display())).collect();
    let mut files: Vec<Value> = there.iter().map(|(spec, path)| told(spec, path, false)).collect();
    let mut plan = None;
    if let Some(first) = missing.first() {
        let job = cancelled_by_signals(progress::job(JobKind::Proxy, "Trying a few seconds"))?;
        let found = studio.proxy_plan(&job, cut.id, first)?;
        progress::Line::new().clear();
        let words = words_of(&found, missing.len());
        if asked.plan {
            text.push(words.join("\n"));
        } else {
            agree(&words, asked.yes)?;
        }
        plan = Some(found);
    }
    for spec in missing.iter().filter(|_| !asked.plan) {
        let job = cancelled_by_signals(progress::job(JobKind::Proxy, "Making the proxy"))?;
        let path = studio.make_proxy(&job, cut.id, spec)?;
        let of = spec.burn.name.as_deref().map_or_else(String::new, |name| format!(" for {name}"));
        let of = shown::in_line(&of).into_owned();
        text.push(format!("Made the proxy{of}: {}, {}", path.display(), megabytes(size_of(&path))));
        files.push(told(spec, &path, true));
    }
    studio.close()?;
    Ok(Answer::new(json!({ "plan": plan, "proxies": files }), text.join("\n")))
}

fn specs(asked: &Proxy) -> Result<Vec<ProxySpec>, Failure> {
    let named = asked.burn_in.contains(&Burnt::Name);
    if named == asked.reviewers.is_empty() {
        return Err(Failure::said("say --burn-in name and --reviewer NAME together: each reviewer gets a proxy"));
    }
    let timecode = asked.burn_in.contains(&Burnt::Timecode);
    let spec = |name: Option<String>| ProxySpec { height: asked.height, burn: BurnIn { timecode, name } };
    Ok(if named {
        asked.reviewers.iter().map(|name| spec(Some(name.trim().to_owned()))).collect()
    } else {
        vec![spec(None)]
    })
}

/// The proxy that is there.
fn file_of(studio: &Studio, cut: &Cut, spec: &ProxySpec) -> Result<Option<std::path::PathBuf>, Failure> {
    Ok(match studio.playable_picture(cut.id, Some(spec.height), &spec.burn)? {
        Playable::Plays(file) => file.proxy.map(|_| file.path),
        Playable::Nothing | Playable::Needs { .. } => None,
    })
}

fn told(spec: &ProxySpec, path: &Path, made: bool) -> Value {
    json!({ "path": path.display().to_string(), "bytes": size_of(path), "made": made, "spec": spec })
}

fn size_of(path: &Path) -> u64 {
    path.metadata().map_or(0, |found| found.len())
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// What it comes to, in lines.
fn words_of(plan: &ProxyPlan, count: usize) -> Vec<String> {
    let of = if count == 1 { String::new() } else { format!("{count} proxies, each ") };
    let mut lines = vec![
        format!("{} becomes {of}{}", plan.from, plan.into),
        format!("about {} and {}, by {}", megabytes(plan.bytes), duration(plan.seconds), plan.tool),
    ];
    if plan.why.is_empty() {
        lines.push("The picture plays in browsers as it is.".to_owned());
    }
    lines.extend(plan.why.iter().cloned());
    lines
}

fn duration(seconds: u64) -> String {
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}

/// Says what it comes to, and asks; without a terminal nobody could answer.
fn agree(words: &[String], yes: bool) -> Result<(), Failure> {
    words.iter().for_each(|line| outputs::say(line));
    if yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::said("nothing was made; say --yes to make it without being asked"));
    }
    let mut err = std::io::stderr().lock();
    let _ = err.write_all(b"Make it? [y/N] ").and_then(|()| err.flush());
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    let agreed = read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    if agreed { Ok(()) } else { Err(Failure::said("nothing was made")) }
}

/// The same job, which Ctrl-C ends: what it began goes with it.
fn cancelled_by_signals(job: Job) -> Result<Job, Failure> {
    #[cfg(unix)]
    {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicBool, Ordering};
        use std::time::Duration;
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&stop))
                .map_err(|error| Failure::said(format!("cannot wait for Ctrl-C: {error}")))?;
        }
        let watched = job.clone();
        std::thread::spawn(move || {
            while !watched.view().finished {
                if stop.load(Ordering::Relaxed) {
                    watched.cancel();
                    return;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        });
    }
    Ok(job)
}

/// What stands between a cut's picture and a browser, for who is about to share it.
pub(super) fn remark(studio: &Studio, cut: &Cut, asked: &CutOf) -> Result<Option<String>, Failure> {
    let command = format!("make a proxy with `needledrop review proxy {} {}`", asked.show.display(), asked.episode);
    Ok(match studio.playable_picture(cut.id, None, &BurnIn::default())? {
        Playable::Needs { why } => Some(format!("the picture is not shown: {} To show it, {command}", why.join(" "))),
        Playable::Plays(file) => {
            let better = file.better.join(" ");
            (!better.is_empty()).then(|| format!("the picture is shown as it is. {better} If that is felt, {command}"))
        }
        Playable::Nothing => None,
    })
}
