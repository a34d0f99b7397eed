-- The first form of a show: library, episodes with their cuts, cues with their placements, review, history.
--
-- Times are flicks (1/705 600 000 s), gains hundredths of a decibel, money minor units. Row ids are unique across
-- documents (52 bits, never used again). Foreign keys take no action of their own and are checked when an edit
-- commits: history is kept as changesets, and a cascade would be replayed twice. What must be unique is so by an index
-- with a name, never by a constraint of the table: undoing a swap of two unique values sets the index aside.

CREATE TABLE show (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  title TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  production_company TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE track (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  artist TEXT NOT NULL,
  album TEXT NOT NULL,
  composer TEXT NOT NULL,
  lyricist TEXT NOT NULL,
  publisher TEXT NOT NULL,
  label TEXT NOT NULL,
  isrc TEXT NOT NULL,
  bpm_milli INTEGER CHECK (bpm_milli > 0),
  key TEXT NOT NULL,
  mood TEXT NOT NULL,
  genre TEXT NOT NULL,
  language TEXT NOT NULL,
  comment TEXT NOT NULL,
  grouping TEXT NOT NULL,
  year INTEGER,
  vocal INTEGER CHECK (vocal IN (0, 1)),
  duration INTEGER NOT NULL CHECK (duration > 0),
  sample_rate INTEGER NOT NULL CHECK (sample_rate > 0),
  channels INTEGER NOT NULL CHECK (channels > 0),
  format TEXT NOT NULL,
  loudness INTEGER,
  loudness_range INTEGER,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  size INTEGER NOT NULL CHECK (size > 0),
  path TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX track_hash ON track (hash);
CREATE INDEX track_path ON track (path);

CREATE TABLE raw_tag (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE INDEX raw_tag_track ON raw_tag (track_id);

CREATE TABLE clearance (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  side TEXT NOT NULL CHECK (side IN ('master', 'publishing')),
  licensor TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('toRequest', 'requested', 'quoted', 'confirmed', 'denied')),
  fee INTEGER CHECK (fee >= 0)
) STRICT;

CREATE UNIQUE INDEX clearance_side ON clearance (track_id, side);

CREATE TABLE character (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX character_name ON character (name);

CREATE TABLE theme (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  character_id INTEGER REFERENCES character (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE theme_track (
  theme_id INTEGER NOT NULL REFERENCES theme (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (theme_id, track_id)
) STRICT;

CREATE INDEX theme_track_track ON theme_track (track_id);

CREATE TABLE episode (
  id INTEGER PRIMARY KEY,
  season INTEGER NOT NULL CHECK (season >= 0),
  number INTEGER NOT NULL CHECK (number >= 0),
  title TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX episode_name ON episode (season, number);

CREATE TABLE cut (
  id INTEGER PRIMARY KEY,
  episode_id INTEGER NOT NULL REFERENCES episode (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  label TEXT NOT NULL,
  rate TEXT NOT NULL,
  start_frame INTEGER NOT NULL CHECK (start_frame >= 0),
  length INTEGER NOT NULL CHECK (length > 0),
  picture TEXT,
  ordinal INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX cut_label ON cut (episode_id, label);

CREATE TABLE reel (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number > 0),
  start INTEGER NOT NULL CHECK (start >= 0)
) STRICT;

CREATE INDEX reel_cut ON reel (cut_id);

CREATE TABLE scene (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  slugline TEXT NOT NULL,
  synopsis TEXT NOT NULL,
  in_point INTEGER NOT NULL CHECK (in_point >= 0),
  out_point INTEGER NOT NULL CHECK (out_point > in_point),
  moods TEXT NOT NULL CHECK (json_valid(moods)),
  intensity INTEGER CHECK (intensity BETWEEN 0 AND 10),
  characters TEXT NOT NULL CHECK (json_valid(characters))
) STRICT;

CREATE INDEX scene_cut ON scene (cut_id, in_point);

CREATE TABLE hit (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL CHECK (at >= 0),
  label TEXT NOT NULL
) STRICT;

CREATE INDEX hit_cut ON hit (cut_id, at);

CREATE TABLE lane (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('songs', 'score', 'source', 'other')),
  ordinal INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX lane_name ON lane (name);

CREATE TABLE cue (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  brief TEXT NOT NULL,
  scene_id INTEGER REFERENCES scene (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL CHECK (at >= 0),
  perception TEXT NOT NULL CHECK (perception IN ('background', 'visual', 'featured')),
  voice TEXT NOT NULL CHECK (voice IN ('instrumental', 'vocal')),
  theme_role TEXT NOT NULL CHECK (theme_role IN ('none', 'mainTitle', 'endTitle', 'theme', 'logo', 'bumper')),
  pick_id INTEGER REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE UNIQUE INDEX cue_number ON cue (cut_id, number);
CREATE INDEX cue_scene ON cue (scene_id);
CREATE INDEX cue_pick ON cue (pick_id);

CREATE TABLE cue_theme (
  cue_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  theme_id INTEGER NOT NULL REFERENCES theme (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (cue_id, theme_id)
) STRICT;

CREATE INDEX cue_theme_theme ON cue_theme (theme_id);

CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  cue_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  lane_id INTEGER NOT NULL REFERENCES lane (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  in_point INTEGER NOT NULL CHECK (in_point >= 0),
  out_point INTEGER NOT NULL CHECK (out_point > in_point),
  track_start INTEGER NOT NULL CHECK (track_start >= 0),
  gain INTEGER NOT NULL CHECK (gain BETWEEN -6000 AND 1200),
  fade_in INTEGER NOT NULL CHECK (fade_in >= 0),
  fade_in_shape TEXT NOT NULL CHECK (fade_in_shape IN ('linear', 'equalPower')),
  fade_out INTEGER NOT NULL CHECK (fade_out >= 0),
  fade_out_shape TEXT NOT NULL CHECK (fade_out_shape IN ('linear', 'equalPower')),
  ordinal INTEGER NOT NULL,
  CHECK (fade_in + fade_out <= out_point - in_point)
) STRICT;

CREATE INDEX placement_cue ON placement (cue_id, ordinal);
CREATE INDEX placement_track ON placement (track_id);
CREATE INDEX placement_lane ON placement (lane_id);

CREATE TABLE round (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number > 0),
  audience TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX round_number ON round (cut_id, number);

CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  placement_id INTEGER NOT NULL REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  value TEXT NOT NULL CHECK (value IN ('approved', 'changes', 'rejected')),
  author TEXT NOT NULL,
  given_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX verdict_round ON verdict (round_id, placement_id);
CREATE INDEX verdict_placement ON verdict (placement_id);

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  cue_id INTEGER REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  placement_id INTEGER REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  at INTEGER CHECK (at >= 0),
  until INTEGER,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  resolved INTEGER NOT NULL CHECK (resolved IN (0, 1)),
  answers_id INTEGER REFERENCES note (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  written_at TEXT NOT NULL,
  CHECK (until IS NULL OR (at IS NOT NULL AND until > at))
) STRICT;

CREATE INDEX note_cut ON note (cut_id);
CREATE INDEX note_cue ON note (cue_id);
CREATE INDEX note_placement ON note (placement_id);

-- One row an edit that can be undone, or redone. Not itself part of history. The changeset is that of SQLite's
-- session extension. The rows that are undone are always the newest.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  changeset BLOB NOT NULL
) STRICT;
