-- What editing hands need: more shapes of fades and how far they are bent, volume lines, locks and groups of placements,
-- and mute, level and colour of lanes.
--
-- A volume line is written once and never changed: placements share it until one of them gets another, so that pieces,
-- copies and rounds that name it go on sounding alike. Its points are JSON: flicks into the recording, and gain.
-- The table of placements is made anew with the same columns in the same order, so that history goes on fitting.

CREATE TABLE volume (
  id INTEGER PRIMARY KEY,
  points TEXT NOT NULL CHECK (json_valid(points))
) STRICT;

CREATE TABLE placement_with_volume (
  id INTEGER PRIMARY KEY,
  cue_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  lane_id INTEGER NOT NULL REFERENCES lane (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  in_point INTEGER NOT NULL CHECK (in_point >= 0),
  out_point INTEGER NOT NULL CHECK (out_point > in_point),
  track_start INTEGER NOT NULL CHECK (track_start >= 0),
  gain INTEGER NOT NULL CHECK (gain BETWEEN -6000 AND 1200),
  fade_in INTEGER NOT NULL CHECK (fade_in >= 0),
  fade_in_shape TEXT NOT NULL CHECK (fade_in_shape <> ''),
  fade_out INTEGER NOT NULL CHECK (fade_out >= 0),
  fade_out_shape TEXT NOT NULL CHECK (fade_out_shape <> ''),
  ordinal INTEGER NOT NULL,
  piece_of INTEGER REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  fade_in_bend INTEGER NOT NULL DEFAULT 0 CHECK (fade_in_bend BETWEEN -100 AND 100),
  fade_out_bend INTEGER NOT NULL DEFAULT 0 CHECK (fade_out_bend BETWEEN -100 AND 100),
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  group_id INTEGER,
  volume_id INTEGER REFERENCES volume (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  CHECK (fade_in + fade_out <= out_point - in_point)
) STRICT;

INSERT INTO placement_with_volume (id, cue_id, track_id, lane_id, in_point, out_point, track_start, gain, fade_in,
  fade_in_shape, fade_out, fade_out_shape, ordinal, piece_of, muted)
SELECT id, cue_id, track_id, lane_id, in_point, out_point, track_start, gain, fade_in,
  fade_in_shape, fade_out, fade_out_shape, ordinal, piece_of, muted FROM placement;
DROP TABLE placement;
ALTER TABLE placement_with_volume RENAME TO placement;

CREATE INDEX placement_cue ON placement (cue_id, ordinal);
CREATE INDEX placement_track ON placement (track_id);
CREATE INDEX placement_lane ON placement (lane_id);
CREATE INDEX placement_piece_of ON placement (piece_of);

ALTER TABLE lane ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));
ALTER TABLE lane ADD COLUMN level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN -6000 AND 1200);
ALTER TABLE lane ADD COLUMN colour TEXT NOT NULL DEFAULT 'ofKind' CHECK (colour <> '');
