//! Ogg files in links: recordings one behind the other in one file (RFC 3533, section 4), as radio streams are kept and as
//! files are joined. They are one recording to the ear, and are read as one.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::MediaError;
use crate::coded::Coded;
use crate::extent::{OggEnd, ogg_end};
use crate::ogg::{Content, Headers};
use crate::tally::Tally;
use crate::window::{Upto, View};

/// Compressed sound that may lie in several links.
pub(crate) struct Chain {
    path: PathBuf,
    /// More than one, or none where the sound is whole.
    links: Vec<Link>,
    /// The link that is read.
    at: usize,
    /// Its sound.
    coded: Box<Coded>,
    /// How the packets of links before fared.
    before: Tally,
    /// Links behind these are of another shape, and left out.
    left_out: bool,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    start: u64,
    end: u64,
    /// Playable frames in links before it.
    from: i64,
    /// Its own.
    frames: i64,
}

/// More links than any recording was joined of.
const MOST_LINKS: usize = 1_000;

impl Chain {
    /// Sound that is whole.
    pub(crate) fn whole(path: &Path, coded: Coded) -> Self {
        let (links, before) = (Vec::new(), Tally::default());
        Self { path: path.to_owned(), links, at: 0, coded: Box::new(coded), before, left_out: false }
    }

    /// The sound of an Ogg file, and whether the file ends where its last link does.
    pub(crate) fn open_ogg(path: &Path, file: &mut File, start: u64) -> Result<(Self, bool), MediaError> {
        let size = file.seek(SeekFrom::End(0))?;
        let starts = starts(file, start)?;
        let ends = starts.iter().skip(1).copied().chain([size]);
        let bounds: Vec<(u64, u64)> = starts.iter().copied().zip(ends).collect();
        let [first, others @ ..] = bounds.as_slice() else {
            let (coded, finished) = open_link(path, file, start, size)?;
            return Ok((Self::whole(path, coded), finished));
        };
        let (coded, mut finished) = open_link(path, file, first.0, first.1)?;
        let mut chain = Self::whole(path, coded);
        let (Some(mut from), false) = (chain.coded.frames(), others.is_empty()) else { return Ok((chain, finished)) };
        chain.links.push(Link { start: first.0, end: first.1, from: 0, frames: from });
        for &(start, end) in others {
            // A link without sound is nothing; one that cannot be read is the end.
            let (link, ends) = match open_link(path, file, start, end) {
                Ok(opened) => opened,
                Err(MediaError::NoSound) => continue,
                Err(error @ MediaError::Io { .. }) => return Err(error),
                Err(_) => {
                    chain.left_out = true;
                    break;
                }
            };
            let Some(frames) = link.frames().filter(|_| chain.coded.is_like(&link)) else {
                chain.left_out = true;
                break;
            };
            chain.links.push(Link { start, end, from, frames });
            from = from.saturating_add(frames);
            finished = ends;
        }
        Ok((chain, finished))
    }

    /// The sound of the link that is read: what all links have in common.
    pub(crate) fn coded(&self) -> &Coded {
        &self.coded
    }

    /// Whether links were left out, since they are of another shape or cannot be read.
    pub(crate) fn left_out(&self) -> bool {
        self.left_out
    }

    /// Playable frames, where the container knows.
    pub(crate) fn frames(&self) -> Option<i64> {
        match self.links.last() {
            None => self.coded.frames(),
            Some(last) => Some(last.from.saturating_add(last.frames)),
        }
    }

    /// Playable frames that must be there, where a header says so.
    pub(crate) fn promised(&self) -> Option<i64> {
        if self.links.is_empty() { self.coded.promised() } else { self.frames() }
    }

    pub(crate) fn tally(&self) -> Tally {
        self.before.and(self.coded.tally())
    }

    pub(crate) fn seek(&mut self, frame: i64) -> Result<(), MediaError> {
        if self.links.is_empty() {
            return self.coded.seek(frame);
        }
        let at = self.links.partition_point(|link| link.from <= frame.max(0)).saturating_sub(1);
        self.go_to(at)?;
        let from = self.links.get(at).map_or(0, |link| link.from);
        self.coded.seek(frame.saturating_sub(from))
    }

    pub(crate) fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        let mut done = self.coded.read(out, most)?;
        while done < most && self.at + 1 < self.links.len() {
            self.go_to(self.at + 1)?;
            done += self.coded.read(out, most - done)?;
        }
        Ok(done)
    }

    fn go_to(&mut self, at: usize) -> Result<(), MediaError> {
        let Some(link) = self.links.get(at).filter(|_| at != self.at) else { return Ok(()) };
        let mut file = crate::hash::open(&self.path)?;
        let (coded, _) = open_link(&self.path, &mut file, link.start, link.end)?;
        self.before = self.before.and(self.coded.tally());
        *self.coded = coded;
        self.at = at;
        Ok(())
    }
}

/// Where the links of a file begin: at pages that begin a stream, behind pages that do not.
fn starts(file: &mut File, start: u64) -> io::Result<Vec<u64>> {
    const FIRST: u8 = 2;
    file.seek(SeekFrom::Start(start))?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    let (mut at, mut starts, mut sound) = (start, vec![start], false);
    let mut head = [0; 27];
    let mut lengths = [0; 255];
    while starts.len() < MOST_LINKS && file.read_exact(&mut head).is_ok() && head.starts_with(b"OggS\0") {
        let first = head[5] & FIRST != 0;
        if first && sound {
            starts.push(at);
        }
        sound = !first;
        let lengths = &mut lengths[..usize::from(head[26])];
        if file.read_exact(lengths).is_err() {
            break;
        }
        let body: i64 = lengths.iter().map(|length| i64::from(*length)).sum();
        file.seek_relative(body)?;
        at += 27 + lengths.len() as u64 + body.unsigned_abs();
    }
    Ok(starts)
}

/// The sound between two places of a file, and whether it ends as it should.
fn open_link(path: &Path, file: &mut File, start: u64, end: u64) -> Result<(Coded, bool), MediaError> {
    let mut file = Upto::new(file, end);
    let headers = Headers::walk(&mut file, start)?;
    if let Some(Headers { content: Content::Foreign(name), .. }) = headers {
        return Err(MediaError::Unsupported { codec: name.to_owned() });
    }
    let Some(end) = ogg_end(&mut file)? else { return Err(MediaError::Truncated { kept: None, promised: None }) };
    let speakers = headers.as_ref().and_then(Headers::speakers);
    let view = headers.and_then(|headers| headers.view(end.bytes));
    let view = view.unwrap_or_else(|| View::range(start, end.bytes));
    let mut coded = open_ogg(path, &view, end)?;
    coded.speakers = speakers.unwrap_or(coded.speakers);
    if coded.frames() == Some(0) {
        return Err(MediaError::NoSound);
    }
    Ok((coded, end.finished))
}

/// An Ogg file whose last pages are damaged opens too, but from start to end only.
fn open_ogg(path: &Path, view: &View, end: OggEnd) -> Result<Coded, MediaError> {
    match Coded::open(path, None, view.clone(), None) {
        Err(MediaError::Damaged { .. } | MediaError::Truncated { .. }) => {
            let mut coded = Coded::open(path, None, view.forward_only(), None)?;
            if let Some(frames) = end.frames {
                coded.end_at(frames);
            }
            Ok(coded)
        }
        opened => opened,
    }
}
