-- The picture of a cut as an editor's list has it: which part of which source stands where. With it, a newer cut can be
-- compared, and the music goes with the picture it was laid for. All counts are frames by the cut's rate.

CREATE TABLE shot (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  reel TEXT NOT NULL,
  file TEXT NOT NULL,
  source_in INTEGER,
  at_frame INTEGER NOT NULL CHECK (at_frame >= 0),
  length INTEGER NOT NULL CHECK (length > 0),
  speed_over INTEGER NOT NULL,
  speed_under INTEGER NOT NULL CHECK (speed_under > 0)
) STRICT;

CREATE INDEX shot_cut ON shot (cut_id, at_frame);
