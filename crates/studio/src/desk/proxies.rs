//! Proxies from the running application: what a cut shows now, what a proxy would come to, and making it.

use std::path::PathBuf;
use std::thread;

use model::CutId;
use serde::Serialize;
use ts_rs::TS;

use super::Desk;
use crate::error::StudioError;
use crate::jobs::Job;
use crate::proxies::{BurnIn, Playable, ProxyHeight, ProxyPlan, ProxySpec};
use crate::views::JobKind;

/// The picture of a cut as the window and browsers get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureForReview {
    /// Tells one file from the next: it changes when another is shown.
    pub version: String,
    /// The size of the proxy that is shown; `None` for the picture itself, or nothing.
    pub proxy: Option<ProxyHeight>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Why browsers cannot show what there is, as sentences.
    pub cannot: Vec<String>,
    /// What a proxy would do better, as sentences.
    pub better: Vec<String>,
}

/// What a proxy comes to, or why there can be none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedProxy {
    /// Of which cut.
    pub cut: CutId,
    /// What was asked for.
    pub spec: ProxySpec,
    /// What it comes to.
    pub plan: Option<ProxyPlan>,
    /// Why there is no plan, a sentence.
    pub wrong: Option<String>,
}

impl Desk {
    /// The picture of a cut as the window and browsers get it.
    ///
    /// # Errors
    /// If no show is open, there is no such cut, or its picture cannot be read.
    pub fn picture_for_review(&self, cut: CutId) -> Result<PictureForReview, StudioError> {
        let studio = self.studio()?;
        let mut view =
            PictureForReview { version: String::new(), proxy: None, bytes: 0, cannot: Vec::new(), better: Vec::new() };
        match studio.playable_picture(cut, None, &BurnIn::default())? {
            Playable::Plays(file) => {
                view.bytes = file.path.metadata().map_or(0, |found| found.len());
                view.version = blake3::hash(file.path.as_os_str().as_encoded_bytes()).to_hex()[..16].to_owned();
                (view.proxy, view.better) = (file.proxy, file.better);
            }
            Playable::Needs { why } => {
                let parts = studio.picture_parts(cut)?.into_iter().filter_map(|part| part.cut.picture);
                view.bytes =
                    parts.filter_map(|path| PathBuf::from(path).metadata().ok()).map(|found| found.len()).sum();
                view.cannot = why;
            }
            Playable::Nothing => {}
        }
        Ok(view)
    }

    /// Finds out in the background what a proxy would come to; [`super::Event::Planned`] says it. The job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn plan_proxy(&self, cut: CutId, spec: ProxySpec) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let tell = std::sync::Arc::clone(&self.0.tell);
        // It takes a few seconds, and says itself what came of it.
        let job = self.0.jobs.start(JobKind::Proxy, "Trying a few seconds of the picture", |_| {});
        let id = job.id();
        self.in_background(move || {
            let (plan, wrong) = match studio.proxy_plan(&job, cut, &spec) {
                Ok(plan) => (Some(plan), None),
                Err(error) => (None, Some(crate::sentence(&error))),
            };
            job.finish();
            drop(studio);
            tell(super::Event::Planned(Box::new(PlannedProxy { cut, spec, plan, wrong })));
        });
        Ok(id)
    }

    /// Starts to make a proxy; the job's number.
    ///
    /// # Errors
    /// If no show is open.
    pub fn make_proxy(&self, cut: CutId, spec: ProxySpec) -> Result<u64, StudioError> {
        let studio = self.studio()?;
        let title = spec.burn.name.as_ref().map_or_else(
            || format!("Making a proxy of {} lines", spec.height.lines()),
            |name| format!("Making the proxy for {name}"),
        );
        let job: Job = self.start_job(JobKind::Proxy, &title);
        let id = job.id();
        let desk = std::sync::Arc::downgrade(&self.0);
        self.in_background(move || {
            let made = studio.make_proxy(&job, cut, &spec);
            drop(studio);
            match made {
                Ok(_) => {
                    if let Some(inner) = desk.upgrade() {
                        Self(inner).picture_changed();
                    }
                }
                Err(error) => tracing::warn!(error = crate::sentence(&error), "no proxy was made"),
            }
        });
        Ok(id)
    }

    fn in_background(&self, work: impl FnOnce() + Send + 'static) {
        let mut making = self.0.making.lock();
        making.retain(|thread| !thread.is_finished());
        making.push(thread::spawn(work));
    }

    /// Waits for what makes proxies; it was cancelled before.
    pub(super) fn end_proxies(&self) {
        let making = std::mem::take(&mut *self.0.making.lock());
        for thread in making {
            if thread.join().is_err() {
                tracing::error!("a thread that made a proxy panicked");
            }
        }
    }
}
