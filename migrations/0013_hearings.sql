-- What reviewers really heard, as their pages report it: who, which proposal, when. It is added to and never changed, and stands
-- outside history as the log of visits does: undo makes nothing unheard. So it refers to proposals and reviewers without a
-- reference.

CREATE TABLE hearing (
  id INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL,
  heard_at TEXT NOT NULL,
  source TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT;

CREATE INDEX hearing_proposal ON hearing (proposal_id);
CREATE UNIQUE INDEX hearing_key ON hearing (key);
