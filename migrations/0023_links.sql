-- Where a recording can be heard by whoever a playlist is for: links that the user gives.

CREATE TABLE track_link (
  track_id INTEGER PRIMARY KEY REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  link TEXT NOT NULL CHECK (link <> '')
) STRICT;
