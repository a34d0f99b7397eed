//! The sample season, My Heart: made by the program itself, with something true on every page.

mod album;
mod commissions;
mod episodes;
mod headers;
mod rights;
mod rising_tide;
mod rounds;
mod story;
mod temp;
mod works;

use std::error::Error;
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::RecvTimeoutError;
use interchange::scenes::read_scenes;
use interchange::table::Reading;
use model::{CueId, CutId, PlacementId, TrackId};
use sample::Song;
use timebase::Position;

use crate::edits::{
    Created, CutEdit, CutSpec, Edit, EditRequest, EpisodeEdit, NoteEdit, SceneEdit, SceneSpec, ShowEdit, ThemeEdit,
};
use crate::files::unwritable;
use crate::jobs::{self, Job};
use crate::views::{JobKind, LibraryQuery, LibrarySort};
use crate::{Studio, StudioError};
use episodes::EPISODES;
use story::{Cast, Spotted};

/// The animatic of episode 4, drawn for the project.
const PICTURE: &[u8] = include_bytes!("../../../assets/animatic/rising-tide.webm");
/// Its scenes.
const SCENES: &str = include_str!("../../../assets/animatic/rising-tide.csv");
/// The frames of it that music should answer.
const HITS: &str = include_str!("../../../assets/animatic/rising-tide-hits.csv");

/// Steps that are told: five songs, the picture, the story.
const STEPS: usize = 7;

/// How long nothing may be told.
const LOOK: Duration = Duration::from_millis(200);

type Failure = Box<dyn Error + Send + Sync>;

/// Makes the sample season at `path` with its songs and picture beside it, and opens it. `told` hears the step, how
/// many there are, and what is being made, a few times a second, and answers whether to go on. Songs that were finished stay.
///
/// # Errors
/// If the folder cannot be written, a show is there already, or `told` stopped it.
pub fn make_sample(path: &Path, told: impl Fn(usize, usize, &str) -> ControlFlow<()>) -> Result<Studio, StudioError> {
    if path.exists() {
        return Err(StudioError::Exists { path: path.to_owned() });
    }
    // What it is made of is known by where it lies, from whichever folder the show is opened.
    let path = &std::path::absolute(path).map_err(|error| unwritable(path, &error))?;
    let on = |step: usize, what: &str| match told(step, STEPS, what) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Failure::from(Stopped)),
    };
    make(path, &on).map_err(|failure| {
        if failure.is::<Stopped>() { StudioError::Cancelled } else { StudioError::Sample(failure) }
    })?;
    Studio::open(path)
}

/// Somebody stopped it.
#[derive(Debug, thiserror::Error)]
#[error("it was cancelled")]
struct Stopped;

/// Hears what is being made, and fails where that is to stop.
type Told<'a> = &'a dyn Fn(usize, &str) -> Result<(), Failure>;

fn make(path: &Path, told: Told<'_>) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let media = folder.join("My Heart Media");
    fs::create_dir_all(&media)?;
    let songs = compose(&media, told)?;
    told(5, "Rising Tide, the picture")?;
    let picture = media.join("Rising Tide, cut 3.webm");
    crate::write_file(&picture, PICTURE, true)?;

    told(6, "the season")?;
    // Under another name until it is whole: a season half made is no sample.
    let draft = path.with_extension("making");
    if draft.exists() {
        fs::remove_file(&draft)?;
    }
    let studio = Studio::create(&draft, "My Heart", "USD")?;
    tell_story(&studio, &songs, &picture)?;
    studio.forget_history()?;
    studio.close()?;
    fs::rename(&draft, path)?;
    // What is whole is not given up again.
    told(STEPS, "").ok();
    Ok(())
}

/// The songs as files; those that are not there yet are composed side by side.
fn compose(folder: &Path, told: Told<'_>) -> Result<Vec<PathBuf>, Failure> {
    let songs = Arc::new(sample::songs());
    told(0, songs[0].title)?;
    let next = Arc::new(AtomicUsize::new(0));
    let (send, receive) = crossbeam_channel::unbounded();
    // One core is left to the window, which is being painted for the first time.
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    for _ in 0..cores.saturating_sub(1).clamp(1, songs.len()) {
        let (send, songs, next, folder) = (send.clone(), Arc::clone(&songs), Arc::clone(&next), folder.to_owned());
        // Not waited for where it is stopped: the song under way is finished behind it, and found the next time.
        thread::spawn(move || {
            while let Some(song) = songs.get(next.fetch_add(1, Ordering::Relaxed)) {
                if send.send((song.title, composed(song, &folder))).is_err() {
                    break;
                }
            }
        });
    }
    drop(send);
    let (mut done, mut current) = (0, songs[0].title);
    while done < songs.len() {
        match receive.recv_timeout(LOOK) {
            Ok((title, written)) => {
                written?;
                (done, current) = (done + 1, title);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err("the songs were not composed".into()),
        }
        if let Err(stopped) = told(done, current) {
            next.store(songs.len(), Ordering::Relaxed);
            return Err(stopped);
        }
    }
    Ok(songs.iter().map(|song| folder.join(song.file_name())).collect())
}

/// A song as a file. Under another name until it is whole, so that one half written is never taken for it.
fn composed(song: &Song, folder: &Path) -> Result<(), Failure> {
    let file = folder.join(song.file_name());
    if !file.is_file() {
        let draft = folder.join(format!(".making-{}", song.file_name()));
        sample::write_wav(song, &draft)?;
        fs::rename(&draft, &file)?;
    }
    Ok(())
}

fn tell_story(studio: &Studio, songs: &[PathBuf], picture: &Path) -> Result<(), Failure> {
    let job = Job::new(0, JobKind::Import, "Importing", |_| {});
    let workers = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let imported = jobs::import(studio, &job, songs, workers, jobs::LongOnes::Measured);
    if let Some(failed) = imported.failed.first() {
        return Err(format!("{}: {}", failed.path, failed.reason).into());
    }
    let cast = bring_in_cast(studio)?;
    let people = rounds::people(studio)?;
    for episode in &EPISODES {
        let own_picture = episode.has_picture.then(|| picture.display().to_string());
        let cut = add_episode(studio, episode, own_picture)?;
        add_scenes(studio, cut, episode)?;
        let scenes = studio.cut(cut)?.scenes;
        let (mut laid, mut said) = (rounds::Laid::default(), Vec::new());
        for spotted in episode.cues {
            let (cue, at, takes) = spot(studio, cut, &cast, &scenes, spotted)?;
            notes(studio, cut, cue, at, &people, spotted)?;
            let verdicts = takes.iter().zip(spotted.takes).map(|(id, take)| Some((*id, take.verdict?)));
            said.extend(verdicts.flatten());
            laid.cues.insert(spotted.title, (cue, at));
            laid.takes.insert(spotted.title, takes);
        }
        if episode.has_picture {
            rounds::ask_twice(studio, cut, &people, &laid)?;
        } else {
            rounds::ask_once(studio, cut, &people, &said)?;
        }
        if episode.has_picture {
            perform(studio, story::hits(HITS, &studio.cut(cut)?.cut))?;
        }
    }
    ask_of_themes(studio, &cast)?;
    headers::tell(studio)?;
    works::tell(studio, &cast)?;
    rights::tell(studio, &cast)?;
    commissions::tell(studio, &cast)?;
    album::tell(studio, &cast)?;
    temp::tell(studio)
}

fn ask_of_themes(studio: &Studio, cast: &Cast) -> Result<(), Failure> {
    let episodes = studio.show()?.episodes;
    let asked = story::ASKED.iter().filter_map(|&(theme, number, state, expected)| {
        let &(_, theme) = cast.themes.get(theme)?;
        let episode = episodes.iter().find(|episode| episode.number == number)?.id;
        Some(ThemeEdit::AskTheme { theme, episode, state: Some(state.to_owned()), expected: Some(expected) }.into())
    });
    perform(studio, asked.collect())?;
    Ok(())
}

fn perform(studio: &Studio, edits: Vec<Edit>) -> Result<Vec<Created>, StudioError> {
    Ok(studio.edit(&EditRequest { edits, label: None, merge_key: None })?.created)
}

/// Tells the library what the files do not say, and who the themes belong to.
fn bring_in_cast(studio: &Studio) -> Result<Cast, Failure> {
    let query = LibraryQuery { sort: LibrarySort::Title, limit: 100, ..LibraryQuery::default() };
    let rows = studio.library(&query).rows;
    let track = |title: &str| -> Result<TrackId, Failure> {
        let row = rows.iter().find(|row| row.title == title);
        row.map(|row| row.id).ok_or_else(|| format!("{title} is not in the library").into())
    };
    let mut edits = vec![
        ShowEdit::SetShow {
            title: None,
            currency: None,
            production_company: Some("Lantern Street Pictures".to_owned()),
        }
        .into(),
    ];
    for song in sample::songs() {
        edits.push(story::facts_of(song.vocal, track(song.title)?));
    }
    edits.push(ThemeEdit::AddCharacter { name: "Mara".to_owned() }.into());
    edits.push(ThemeEdit::AddCharacter { name: "Jun".to_owned() }.into());
    let made = perform(studio, edits)?;
    let people: Vec<_> = made
        .iter()
        .filter_map(|row| match row {
            Created::Character(id) => Some(*id),
            _ => None,
        })
        .collect();
    let mut themes = Vec::new();
    for (index, (name, states)) in story::THEMES.iter().enumerate() {
        let tracks = states.iter().map(|title| track(title)).collect::<Result<_, _>>()?;
        let edit = ThemeEdit::AddTheme {
            name: (*name).to_owned(),
            character: people.get(index).copied(),
            tracks,
            about: None,
            brief: story::BRIEFS.get(index).map(|&brief| brief.to_owned()),
        }
        .into();
        for row in perform(studio, vec![edit])? {
            if let Created::Theme(id) = row {
                themes.push(((*name).to_owned(), id));
            }
        }
    }
    let lanes = studio.show()?.lanes.into_iter().map(|lane| (lane.kind, lane.id)).collect();
    let tracks = rows.iter().map(|row| (row.title.clone(), row.id)).collect();
    Ok(Cast { tracks, themes, lanes })
}

fn add_episode(studio: &Studio, episode: &story::Episode, picture: Option<String>) -> Result<CutId, Failure> {
    let cut = CutSpec {
        label: episode.cut.to_owned(),
        rate: timebase::FrameRate::F23_976,
        start: "01:00:00:00".to_owned(),
        length: episode.length.to_owned(),
        picture,
    };
    let title = episode.title.to_owned();
    let made = perform(studio, vec![EpisodeEdit::AddEpisode { season: 1, number: episode.number, title, cut }.into()])?;
    let cut = made.iter().find_map(|row| match row {
        Created::Cut(id) => Some(*id),
        _ => None,
    });
    let cut = cut.ok_or("the episode has no cut")?;
    let reel = crate::edits::ReelSpec { number: episode.number, start: timebase::Position::ZERO };
    perform(studio, vec![CutEdit::SetReels { cut, reels: vec![reel] }.into()])?;
    Ok(cut)
}

fn add_scenes(studio: &Studio, cut: CutId, episode: &story::Episode) -> Result<(), Failure> {
    let view = studio.cut(cut)?;
    let table = if episode.has_picture { SCENES.to_owned() } else { episode.scene_table() };
    let lines = read_scenes(table.as_bytes(), crate::scenes::clock(&view.cut), &Reading::default())
        .map_err(|problems| problems.first().map_or_else(String::new, ToString::to_string))?;
    let scenes = lines.into_iter().map(crate::scenes::spec).collect::<Vec<SceneSpec>>();
    perform(studio, vec![SceneEdit::ReplaceScenes { cut, scenes }.into()])?;
    Ok(())
}

/// A cue that was spotted: where it starts, and its alternates, A first.
type Laid = (CueId, Position, Vec<PlacementId>);

/// Spots a cue and lays its alternates.
fn spot(studio: &Studio, cut: CutId, cast: &Cast, scenes: &[model::Scene], spotted: &Spotted) -> Result<Laid, Failure> {
    let rate = studio.cut(cut)?.cut.rate;
    let at = rate.snap(spotted.start(scenes));
    let made = perform(studio, vec![spotted.cue(cut, at)])?;
    let Some(cue) = made.iter().find_map(|row| match row {
        Created::Cue(id) => Some(*id),
        _ => None,
    }) else {
        return Err("the cue was not made".into());
    };
    perform(studio, vec![spotted.facts(cue, cast)])?;
    let statements = spotted.statements(cue, cast);
    if !statements.is_empty() {
        perform(studio, statements)?;
    }
    let mut takes = Vec::new();
    for take in spotted.takes {
        let made = perform(studio, vec![take.place(cut, cue, at, spotted, cast)?])?;
        takes.extend(made.iter().find_map(|row| match row {
            Created::Placement(id) => Some(*id),
            _ => None,
        }));
    }
    Ok((cue, at, takes))
}

/// What the director wrote of a cue.
fn notes(
    studio: &Studio,
    cut: CutId,
    cue: CueId,
    at: Position,
    people: &rounds::People,
    spotted: &Spotted,
) -> Result<(), Failure> {
    let rate = studio.cut(cut)?.cut.rate;
    for &(offset, body) in spotted.notes {
        let note_at = offset.map(|seconds| rate.snap(at + timebase::Flicks::from_seconds(seconds)));
        let mut note = NoteEdit::of_desk(cut, "", body);
        if let NoteEdit::AddNote { cue: about, at, reviewer, .. } = &mut note {
            (*about, *at, *reviewer) = (Some(cue), note_at, Some(people.dana));
        }
        perform(studio, vec![note.into()])?;
    }
    Ok(())
}
