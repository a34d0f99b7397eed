-- Review links, and who came by them. Both stand outside history: no undo opens a door again that was closed, or forgets who
-- went through it. So they refer to rounds and reviewers without a reference; where those are gone, a link opens nothing.

CREATE TABLE link (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL,
  token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
  pin_hash BLOB CHECK (length(pin_hash) = 32),
  neutral INTEGER NOT NULL CHECK (neutral IN (0, 1)),
  burn_name INTEGER NOT NULL CHECK (burn_name IN (0, 1)),
  picture INTEGER NOT NULL CHECK (picture IN (0, 1)),
  made_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT,
  wrong_pins INTEGER NOT NULL CHECK (wrong_pins >= 0),
  locked_until TEXT
) STRICT;

CREATE INDEX link_round ON link (round_id);

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  link_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  peer TEXT NOT NULL,
  what TEXT NOT NULL,
  answers INTEGER NOT NULL CHECK (answers >= 0)
) STRICT;

CREATE INDEX visit_link ON visit (link_id);
