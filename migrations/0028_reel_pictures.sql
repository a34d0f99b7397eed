-- The picture of a cut in several files, end to end: each begins with its first frame at `start` and is seen until the next
-- begins. What is seen from the cut's first frame on stays with the cut itself.

CREATE TABLE reel_picture (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  start INTEGER NOT NULL CHECK (start > 0),
  path TEXT NOT NULL
) STRICT;

CREATE INDEX reel_picture_cut ON reel_picture (cut_id, start);
