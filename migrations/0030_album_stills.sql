-- Stills in the booklet of an album, in order: paths of pictures, which stay where they are.

CREATE TABLE album_still (
  album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  path TEXT NOT NULL,
  PRIMARY KEY (album_id, ordinal)
) STRICT;
