-- What sounds beside the music: the sound of a cut's picture, a dialogue stem, a temp mix. Its first sample lies at `start`,
-- which may be before the cut begins; `stream` says which of the sounds of a picture file, counted from 0. And how far the
-- music of a cue goes down under what is said: hundredths of a decibel, and times in flicks.

CREATE TABLE production_sound (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  stream INTEGER CHECK (stream >= 0),
  start INTEGER NOT NULL,
  gain INTEGER NOT NULL,
  muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  ordinal INTEGER NOT NULL
) STRICT;

CREATE INDEX production_sound_cut ON production_sound (cut_id, ordinal);

CREATE TABLE duck (
  cue_id INTEGER PRIMARY KEY REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  depth INTEGER NOT NULL CHECK (depth < 0),
  attack INTEGER NOT NULL CHECK (attack >= 0),
  release INTEGER NOT NULL CHECK (release >= 0)
) STRICT;
