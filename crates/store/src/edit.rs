//! Changing a document: edits, and the way back and forth through them.

use std::sync::Arc;

use model::{Hearing, Issued, Link, Package, PackageId, SentBrief, TakenReply, Visit};
use rusqlite::session::Session;
use rusqlite::{Transaction, TransactionBehavior};

use crate::document::Document;
use crate::error::StoreError;
use crate::history::{self, Change, Direction, HistoryEntry};
use crate::rows::Rows;

impl Document {
    /// Makes one change: all of `work`, durably, or nothing. `at` is the time in RFC 3339.
    ///
    /// Joins the edit before it in history if both have the same `merge_key`, and nothing came between (undo, redo,
    /// closing). Forgets what was undone. Work that leaves everything as it was leaves no trace and gives no
    /// [`Change`].
    ///
    /// # Errors
    /// Those of `work`; or if a reference or another rule of the schema would be broken, the disk is full, or the
    /// document is read-only. Nothing is changed then.
    pub fn edit<T, E: From<StoreError>>(
        &mut self,
        label: &str,
        merge_key: Option<&str>,
        at: &str,
        work: impl FnOnce(&Rows) -> Result<T, E>,
    ) -> Result<(T, Option<Change>), E> {
        let transaction = self.begin()?;
        let mut session = self.record()?;
        let value = work(&self.rows)?;
        let mut changeset = Vec::new();
        session.changeset_strm(&mut changeset).map_err(StoreError::from)?;
        drop(session);
        if changeset.is_empty() {
            return Ok((value, None));
        }
        let joined = merge_key.and_then(|key| self.gesture.as_ref().filter(|(_, open)| open == key)).map(|(id, _)| *id);
        let connection = &self.rows.connection;
        if self.depth.1 > 0 {
            history::forget_undone(connection)?;
        }
        let row = match joined {
            Some(id) => history::merge(connection, id, label, at, &changeset)?,
            None => Some(history::insert(connection, label, at, &changeset)?),
        };
        let change = history::change(&changeset, &self.columns, label, self.revision + 1)?;
        self.still_there()?;
        history::commit(transaction)?;
        self.note_standing();
        let undoable = self.depth.0 - usize::from(joined.is_some()) + usize::from(row.is_some());
        self.depth = (undoable, 0);
        self.gesture = row.zip(merge_key.map(str::to_owned));
        self.revision = change.revision;
        Ok((value, Some(change)))
    }

    /// Lets `work` change the document and read it as it would be then, and takes all of it back: nothing is kept, in the file
    /// or in history, and nobody else sees it meanwhile.
    ///
    /// # Errors
    /// Those of `work`; or if the disk is full, or the document is read-only.
    pub fn rehearse<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Rows) -> Result<T, E>) -> Result<T, E> {
        // Rolled back when it goes.
        let _never_committed = self.begin()?;
        work(&self.rows)
    }

    /// Takes back the newest edit that is not undone; `None` if there is none.
    ///
    /// # Errors
    /// If it does not fit the rows any more (nothing is changed then), the disk is full, or the document is
    /// read-only.
    pub fn undo(&mut self) -> Result<Option<Change>, StoreError> {
        self.travel(Direction::Undo, 1)
    }

    /// Makes the oldest undone edit again; `None` if there is none.
    ///
    /// # Errors
    /// As [`Document::undo`].
    pub fn redo(&mut self) -> Result<Option<Change>, StoreError> {
        self.travel(Direction::Redo, 1)
    }

    /// Goes back or forth until `step` is the newest edit that stands, or to before the first: all the way, or nowhere.
    /// `None` where it stands like that already.
    ///
    /// # Errors
    /// As [`Document::undo`], and if history has no such step any more.
    pub fn travel_to(&mut self, step: Option<i64>) -> Result<Option<Change>, StoreError> {
        let (direction, times) = history::way_to(&self.rows.connection, step)?.ok_or(StoreError::NoStep)?;
        self.travel(direction, times)
    }

    fn travel(&mut self, direction: Direction, times: usize) -> Result<Option<Change>, StoreError> {
        let transaction = self.begin()?;
        let connection = &self.rows.connection;
        let (mut whole, mut taken): (Option<Change>, usize) = (None, 0);
        while taken < times
            && let Some(step) = history::next_step(connection, direction)?
        {
            history::apply(connection, &step)?;
            let change = history::change(&step.changeset, &self.columns, &step.label, self.revision + 1)?;
            whole = Some(match whole {
                Some(before) => before.and(change),
                None => change,
            });
            taken += 1;
        }
        let Some(change) = whole else { return Ok(None) };
        self.still_there()?;
        history::commit(transaction)?;
        self.note_standing();
        let (undoable, redoable) = self.depth;
        self.depth = match direction {
            Direction::Undo => (undoable - taken, redoable + taken),
            Direction::Redo => (undoable + taken, redoable - taken),
        };
        self.gesture = None;
        self.revision = change.revision;
        Ok(Some(change))
    }

    /// Forgets every step: nothing before now can be undone. For a document that was made by a program, not by edits.
    ///
    /// # Errors
    /// If the document cannot be written.
    pub fn forget_history(&mut self) -> Result<(), StoreError> {
        self.still_there()?;
        history::forget_all(&self.rows.connection)?;
        self.note_standing();
        self.depth = (0, 0);
        self.gesture = None;
        Ok(())
    }

    /// The newest `limit` edits, newest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        history::newest(&self.rows.connection, limit)
    }

    /// A transaction that is rolled back unless it is committed.
    fn begin(&self) -> Result<Transaction<'_>, StoreError> {
        self.may_write()?;
        Ok(Transaction::new_unchecked(&self.rows.connection, TransactionBehavior::Immediate)?)
    }

    fn record(&self) -> Result<Session<'_>, StoreError> {
        let mut session = Session::new(&self.rows.connection)?;
        // Each table is attached when it is first changed: to name them all takes longer than most edits.
        let recorded = Arc::clone(&self.recorded);
        session.table_filter(Some(move |table: &str| recorded.iter().any(|name| name == table)));
        session.attach(None::<&str>)?;
        Ok(session)
    }

    /// Records that a document left the house. Durable, and not a step of history: undo never takes it back.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn issue(&mut self, issued: &Issued) -> Result<(), StoreError> {
        self.may_write()?;
        self.rows.insert_issued(issued)
    }

    /// Keeps a review link as it is given, new or changed. Durable, and not a step of history: no undo opens again what was
    /// closed.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn put_link(&mut self, link: &Link) -> Result<(), StoreError> {
        self.may_write()?;
        self.rows.put_link(link)
    }

    /// Keeps what happened at the door of a link. Not a step of history; the oldest of thousands are forgotten.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn log_visit(&mut self, visit: &Visit) -> Result<(), StoreError> {
        self.may_write()?;
        self.whole(|rows| rows.log_visit(visit))
    }

    /// Keeps that a reviewer heard a proposal; false where that was known already. Not a step of history.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn log_hearing(&mut self, hearing: &Hearing) -> Result<bool, StoreError> {
        self.may_write()?;
        self.rows.log_hearing(hearing)
    }

    /// Keeps that a package left. Durable, and not a step of history: undo never takes back that something was sent.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn put_package(&mut self, package: &Package) -> Result<(), StoreError> {
        self.whole(|rows| rows.insert_package(package))
    }

    /// Forgets a package that did not come to be after all.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn forget_package(&mut self, id: PackageId) -> Result<(), StoreError> {
        self.whole(|rows| rows.delete_package(id))
    }

    /// Keeps that a page of a brief left. Durable, and not a step of history.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn put_brief(&mut self, brief: &SentBrief) -> Result<(), StoreError> {
        self.whole(|rows| rows.insert_brief(brief))
    }

    /// Forgets a page of a brief that did not come to be after all.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn forget_brief(&mut self, id: PackageId) -> Result<(), StoreError> {
        self.whole(|rows| rows.delete_brief(id))
    }

    /// Keeps that a reply was taken. Not a step of history.
    ///
    /// # Errors
    /// If the document is read-only, or it cannot be written.
    pub fn log_reply(&mut self, reply: &TakenReply) -> Result<(), StoreError> {
        self.may_write()?;
        self.rows.log_reply(reply)
    }

    /// Writes outside of history, all of it or nothing.
    fn whole(&mut self, write: impl FnOnce(&Rows) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let transaction = self.begin()?;
        write(&self.rows)?;
        Ok(transaction.commit()?)
    }
}
