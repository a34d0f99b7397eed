-- What composers say of a commission in the page of its brief: that they take it and by when, questions, and notes that have no
-- place on a cut. Which pages left, each with the secret that signs its replies, stands outside history, as packages of a
-- review do: no undo takes back that something was sent.

CREATE TABLE commission_word (
  commission_id INTEGER NOT NULL REFERENCES commission (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('taken', 'declined', 'question', 'note')),
  said_at TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  delivers_on TEXT NOT NULL,
  resolved INTEGER NOT NULL CHECK (resolved IN (0, 1)),
  PRIMARY KEY (commission_id, key)
) STRICT;

CREATE TABLE brief_page (
  id INTEGER PRIMARY KEY,
  commission_id INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  file TEXT NOT NULL,
  composer TEXT NOT NULL,
  secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

CREATE INDEX brief_page_commission ON brief_page (commission_id);
