//! What left as a file, as the supervisor sees it: when, for whom, with what inside, and what came back.

use model::{Package, PackageId, RoundId};
use serde::Serialize;
use store::StoreError;
use ts_rs::TS;

use crate::{Studio, StudioError};

/// A package that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageView {
    /// Its row.
    pub id: PackageId,
    /// What it was called.
    pub file: String,
    /// Whether it is a folder.
    pub folder: bool,
    /// Its bytes.
    pub bytes: i64,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// For whom.
    pub people: Vec<String>,
    /// What is inside, in words.
    pub inside: Vec<String>,
    /// What came back, newest first.
    pub replies: Vec<ReplyRow>,
}

/// A reply that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyRow {
    /// Whose.
    pub name: String,
    /// When it was taken, RFC 3339 in UTC.
    pub at: String,
    /// How many answers came in.
    pub answers: i64,
    /// How many were left out.
    pub left_out: i64,
}

impl Studio {
    /// The packages of a round, the oldest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn packages(&self, round: RoundId) -> Result<Vec<PackageView>, StudioError> {
        Ok(self.read(|rows, _| -> Result<_, StoreError> {
            let name = |id| Ok::<_, StoreError>(rows.reviewer(id)?.map_or_else(String::new, |one| one.name));
            let replies = rows.replies(round)?;
            let mut views = Vec::new();
            for package in rows.packages(round)? {
                let people = package.people.iter().map(|one| name(one.reviewer)).collect::<Result<_, _>>()?;
                let mut own = Vec::new();
                for reply in replies.iter().filter(|reply| reply.package == package.id) {
                    own.push(ReplyRow {
                        name: name(reply.reviewer)?,
                        at: reply.at.clone(),
                        answers: reply.answers,
                        left_out: reply.left_out,
                    });
                }
                views.push(PackageView {
                    id: package.id,
                    inside: inside(&package),
                    file: package.file,
                    folder: package.folder,
                    bytes: package.size,
                    made_at: package.made_at,
                    people,
                    replies: own,
                });
            }
            Ok(views)
        })?)
    }
}

/// What is in a package, in words.
fn inside(package: &Package) -> Vec<String> {
    let mixes = if package.mixes == 1 { "1 mix".to_owned() } else { format!("{} mixes", package.mixes) };
    let mut inside = vec![
        package.picture.as_ref().map_or_else(|| "no picture".to_owned(), |name| format!("the picture {name}")),
        format!("{mixes}, Ogg Opus {} kb/s{}", package.bits / 1_000, if package.wav { " and WAV" } else { "" }),
        if package.neutral { "neutral names" } else { "titles and artists" }.to_owned(),
    ];
    if package.burn_name {
        inside.push("the reviewer's name over the picture".to_owned());
    }
    inside
}
