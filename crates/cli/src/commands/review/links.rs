//! Links to a round: those that `review serve` makes or keeps, and `review links`.

use clap::Args;
use model::words::counted;
use model::{LinkId, ReviewerId, Round, VisitKind};
use serde_json::json;
use studio::Studio;
use studio::clock::{Clock as _, SystemClock, days_between};
use studio::door::{LinkSpec, LinkView, Token};

use crate::answer::{Answer, Failure, table};
use crate::inputs::{self, CutOf};
use crate::shown::to_second;

/// Days that a link is open where nobody said how many.
const DAYS: u32 = 14;

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
pub(super) struct Made {
    pub reviewer: String,
    pub id: LinkId,
    pub token: Token,
}

/// A link that was open before, and stays.
pub(super) struct Kept {
    pub reviewer: String,
    /// What is otherwise in it than in a link of which nothing was said, a few words each.
    pub inside: Vec<&'static str>,
}

/// What links to a round are to be like.
pub(super) struct Wish<'a> {
    /// Whether those from before are replaced.
    pub new: bool,
    pub pin: Option<&'a str>,
    /// Days until a link is over; `None` where nobody said.
    pub days: Option<u32>,
    pub neutral: bool,
    pub burn_name: bool,
    pub picture: bool,
}

impl Wish<'_> {
    /// Refuses where a link from before, which stays as it was made, shows more than is asked for now.
    pub fn check(&self, studio: &Studio, round: &Round, people: &[(ReviewerId, String)]) -> Result<(), Failure> {
        if self.new {
            return Ok(());
        }
        let links = studio.links(round.id)?;
        let mut more: Vec<String> = Vec::new();
        for (reviewer, name) in people {
            for link in links.iter().filter(|link| link.reviewer == *reviewer && is_open(link)) {
                let shows = self.more_than_asked(link);
                if !shows.is_empty() {
                    more.push(format!("the link that {name} has from before {}", shows.join(", ")));
                }
            }
        }
        if more.is_empty() {
            return Ok(());
        }
        Err(Failure::said(format!("{}; --new closes what is from before, and makes links as you say", more.join("; "))))
    }

    fn more_than_asked(&self, link: &LinkView) -> Vec<&'static str> {
        // Which digits a link asks for nobody knows any more; that it asks for some is enough.
        let found = [
            (!self.picture && link.picture, "shows the picture"),
            (self.neutral && !link.neutral, "names the music"),
            (self.burn_name && !link.burn_name, "shows no name over the picture"),
            (self.pin.is_some() && !link.pin, "asks for no PIN"),
            (self.days.is_some_and(|days| lasts_longer(link, days)), "stays open for longer"),
        ];
        found.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect()
    }

    /// Makes a link for everybody who has none, or for all where new ones are asked for; those from before are closed then.
    pub fn links(
        &self,
        studio: &Studio,
        round: &Round,
        people: &[(ReviewerId, String)],
    ) -> Result<(Vec<Made>, Vec<Kept>), Failure> {
        let links = studio.links(round.id)?;
        let (mut made, mut kept) = (Vec::new(), Vec::new());
        for (reviewer, name) in people {
            let open: Vec<&LinkView> =
                links.iter().filter(|link| link.reviewer == *reviewer && is_open(link)).collect();
            if let Some(last) = open.last().filter(|_| !self.new) {
                kept.push(Kept { reviewer: name.clone(), inside: inside(last) });
                continue;
            }
            let link = studio.make_link(&LinkSpec {
                round: round.id,
                reviewer: *reviewer,
                pin: self.pin.map(str::to_owned),
                days: Some(self.days.unwrap_or(DAYS)),
                neutral: self.neutral,
                burn_name: self.burn_name,
                picture: self.picture,
            })?;
            // Only then: a link that cannot be made closes none.
            open.iter().try_for_each(|link| studio.revoke_link(link.id))?;
            made.push(Made { reviewer: name.clone(), id: link.id, token: link.token });
        }
        Ok((made, kept))
    }
}

/// What is otherwise in a link than in one of which nothing was said.
fn inside(link: &LinkView) -> Vec<&'static str> {
    let found = [
        (!link.picture, "without the picture"),
        (link.neutral, "with neutral names"),
        (link.burn_name, "with the name over the picture"),
        (link.pin, "with its own PIN"),
    ];
    found.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect()
}

/// Whether a link is open for longer, in whole days, than one that were made now for so many.
fn lasts_longer(link: &LinkView, days: u32) -> bool {
    let day = |moment: &str| moment.get(..10).unwrap_or_default().to_owned();
    let Some(ends) = link.expires_at.as_deref().map(day) else { return true };
    days_between(&day(&SystemClock.now().at), &ends).is_none_or(|left| left > i64::from(days))
}

fn is_open(link: &LinkView) -> bool {
    link.revoked_at.is_none() && !link.expired
}

pub(super) fn revoke(studio: &Studio, round: &Round, name: &str) -> Result<usize, Failure> {
    let wanted = name.trim().to_lowercase();
    let links = studio.links(round.id)?;
    let open: Vec<&LinkView> =
        links.iter().filter(|link| is_open(link) && link.name.to_lowercase() == wanted).collect();
    if open.is_empty() {
        return Err(Failure::said(format!("there is no open link of {name} to {}", round.title())));
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
        // It opens nothing as long as they are not.
        _ if !round.asks(link.reviewer) => "not asked any more".to_owned(),
        (None, false, Some(until)) => format!("locked until {}", to_second(until)),
        (None, false, None) => {
            link.expires_at.as_ref().map_or("open".into(), |at| format!("open until {}", to_second(at)))
        }
    };
    let told = |link: &LinkView| {
        let mut json = json!(link);
        json["asked"] = round.asks(link.reviewer).into();
        json
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
    let json = json!({ "round": round.number, "links": links.iter().map(told).collect::<Vec<_>>(), "visits": visits });
    Ok(Answer::new(json, text.join("\n\n")))
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
