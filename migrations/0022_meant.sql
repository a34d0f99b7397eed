-- Songs that are meant to sound more than once in a season: told of one of their tracks. Nobody is warned of them any more.

CREATE TABLE reuse_meant (
  season INTEGER NOT NULL CHECK (season >= 0),
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (season, track_id)
) STRICT;

CREATE INDEX reuse_meant_track ON reuse_meant (track_id);
