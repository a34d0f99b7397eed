-- What is said in a cut, and when: the lines of its subtitles. Music is ducked under them and words are kept from words,
-- so they lie on the cut as its scenes do, and go with the picture.

CREATE TABLE dialogue_span (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  in_point INTEGER NOT NULL CHECK (in_point >= 0),
  out_point INTEGER NOT NULL CHECK (out_point > in_point),
  text TEXT NOT NULL,
  speaker TEXT,
  source TEXT NOT NULL
) STRICT;

CREATE INDEX dialogue_span_cut ON dialogue_span (cut_id, in_point);
