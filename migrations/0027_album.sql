-- Albums of the show: recordings and cues in an order, each with what of it sounds, how it follows the one before, and how
-- loud it is to be. An entry of a cue's edit names the placement; where that goes, the whole recording stands for it.

CREATE TABLE album (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  label TEXT NOT NULL,
  upc TEXT NOT NULL,
  year INTEGER CHECK (year BETWEEN 1000 AND 9999),
  artwork TEXT NOT NULL,
  note TEXT NOT NULL,
  loudness INTEGER CHECK (loudness BETWEEN -4000 AND -500),
  side_limit INTEGER NOT NULL CHECK (side_limit > 0)
) STRICT;

CREATE TABLE album_entry (
  id INTEGER PRIMARY KEY,
  album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  placement_id INTEGER REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  stop INTEGER CHECK (stop > 0),
  fade_in INTEGER NOT NULL CHECK (fade_in >= 0),
  fade_out INTEGER NOT NULL CHECK (fade_out >= 0),
  gap INTEGER NOT NULL,
  loudness INTEGER CHECK (loudness BETWEEN -4000 AND -500),
  starts_side INTEGER NOT NULL CHECK (starts_side IN (0, 1)),
  note TEXT NOT NULL
) STRICT;

CREATE INDEX album_entry_album ON album_entry (album_id, ordinal);
CREATE INDEX album_entry_track ON album_entry (track_id);
CREATE INDEX album_entry_placement ON album_entry (placement_id);
