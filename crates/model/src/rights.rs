//! How the rights of a track stand, from all the lines it has.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Clearance, ClearanceStatus, EpisodeId, Share};

/// How the rights of a track stand, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Rights {
    /// Nobody has asked.
    Unknown,
    /// Something is still to be asked, answered or written.
    Open,
    /// Both sides are in hand.
    Cleared,
    /// A right is refused.
    Denied,
}

/// Thirds and sixths of a whole do not add up to it exactly; CWR allows 0.06 %.
pub(crate) const ROUNDING: i64 = 600;

impl Rights {
    /// How they stand by `lines`, all of one track. A line for an episode counts with those for the whole show.
    #[must_use]
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Clearance>) -> Self {
        let lines: Vec<&Clearance> = lines.into_iter().collect();
        let mut scopes: Vec<Option<EpisodeId>> = lines.iter().map(|line| line.episode).collect();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.len() > 1 {
            // The lines for the whole show do not stand alone where an episode has some of its own.
            scopes.retain(Option::is_some);
        }
        let each = scopes.into_iter().map(|scope| match scope {
            Some(episode) => Self::in_episode(lines.iter().copied(), episode),
            None => Self::of_scope(lines.iter().copied()),
        });
        each.max_by_key(|rights| rights.concern()).unwrap_or(Self::Unknown)
    }

    /// How they stand for uses in one episode.
    #[must_use]
    pub fn in_episode<'a>(lines: impl IntoIterator<Item = &'a Clearance>, episode: EpisodeId) -> Self {
        Self::of_scope(lines.into_iter().filter(|line| line.is_for(episode)))
    }

    fn of_scope<'a>(lines: impl Iterator<Item = &'a Clearance>) -> Self {
        let lines: Vec<_> = lines.filter(|line| line.status != ClearanceStatus::Replaced).collect();
        if lines.iter().any(|line| line.status == ClearanceStatus::Denied) {
            return Self::Denied;
        }
        if lines.iter().all(|line| line.status == ClearanceStatus::ToRequest) {
            return Self::Unknown;
        }
        let done = lines.iter().all(|line| line.status.is_done());
        if done && gaps(lines.into_iter()) == 0 { Self::Cleared } else { Self::Open }
    }

    /// How much there is to worry about: the more, the higher.
    #[must_use]
    pub const fn concern(self) -> u8 {
        match self {
            Self::Cleared => 0,
            Self::Unknown => 1,
            Self::Open => 2,
            Self::Denied => 3,
        }
    }
}

/// How many sides, of two, the lines leave without a line, or with shares that do not make up the whole.
#[must_use]
pub fn gaps<'a>(lines: impl Iterator<Item = &'a Clearance>) -> usize {
    let (mut master, mut publishing) = (0, 0);
    for line in lines.filter(|line| line.status != ClearanceStatus::Replaced) {
        if line.side.has_master() {
            master += line.share.0;
        }
        if line.side.has_publishing() {
            publishing += line.share.0;
        }
    }
    [master, publishing].into_iter().filter(|sum| sum + ROUNDING < Share::WHOLE.0).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClearanceId, Side, TrackId};
    use ClearanceStatus::{Agreed, Confirmed, Denied, Expired, NotNeeded, Paid, Quoted, Replaced, ToRequest};

    fn lines(of: &[(Side, i64, ClearanceStatus)]) -> Vec<Clearance> {
        let line = |&(side, percent, status): &(Side, i64, ClearanceStatus)| Clearance {
            share: Share(percent * 10_000),
            status,
            ..Clearance::new(ClearanceId(1), TrackId(1), side)
        };
        of.iter().map(line).collect()
    }

    fn rights(of: &[(Side, i64, ClearanceStatus)]) -> Rights {
        Rights::of(&lines(of))
    }

    const M: Side = Side::Master;
    const P: Side = Side::Publishing;

    #[test]
    fn a_track_is_clear_when_all_of_both_sides_is_in_writing() {
        assert_eq!(rights(&[]), Rights::Unknown);
        assert_eq!(rights(&[(M, 100, ToRequest), (P, 100, ToRequest)]), Rights::Unknown);
        assert_eq!(rights(&[(M, 100, Confirmed)]), Rights::Open);
        assert_eq!(rights(&[(M, 100, Confirmed), (P, 75, Paid)]), Rights::Open);
        assert_eq!(rights(&[(M, 100, Confirmed), (P, 75, Paid), (P, 25, Agreed)]), Rights::Open);
        assert_eq!(rights(&[(M, 100, Confirmed), (P, 75, Paid), (P, 25, NotNeeded)]), Rights::Cleared);
        assert_eq!(rights(&[(Side::OneStop, 100, Paid)]), Rights::Cleared);
        assert_eq!(rights(&[(M, 100, Quoted), (P, 100, Confirmed)]), Rights::Open);
        assert_eq!(rights(&[(M, 100, Expired), (P, 100, Confirmed)]), Rights::Open);
        assert_eq!(rights(&[(M, 100, Paid), (P, 75, Paid), (P, 25, Denied)]), Rights::Denied);
        assert_eq!(rights(&[(M, 100, Paid), (P, 100, Denied), (P, 100, Replaced)]), Rights::Denied);
        assert_eq!(rights(&[(M, 100, Paid), (P, 100, Paid), (P, 100, Replaced)]), Rights::Cleared);
    }

    #[test]
    fn thirds_make_up_a_whole() {
        let mut thirds = lines(&[(P, 1, Paid), (P, 1, Paid), (P, 1, Paid), (M, 100, Paid)]);
        for third in thirds.iter_mut().take(3) {
            third.share = Share(333_300);
        }
        assert_eq!(Rights::of(&thirds), Rights::Cleared);
        thirds[0].share = Share(332_000);
        assert_eq!(Rights::of(&thirds), Rights::Open);
    }

    #[test]
    fn lines_of_one_episode_say_nothing_of_another() {
        let mut all = lines(&[(M, 100, Paid), (P, 100, Paid), (P, 100, Quoted)]);
        all[1].episode = Some(EpisodeId(1));
        all[2].episode = Some(EpisodeId(2));
        assert_eq!(Rights::in_episode(&all, EpisodeId(1)), Rights::Cleared);
        assert_eq!(Rights::in_episode(&all, EpisodeId(2)), Rights::Open);
        assert_eq!(Rights::in_episode(&all, EpisodeId(3)), Rights::Open);
        assert_eq!(Rights::of(&all), Rights::Open);
    }
}
