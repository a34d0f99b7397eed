-- Cue sheets: what their headers ask, what was decided where cues overlap, profiles of the user's own, and the ledger.
--
-- `issued` is the ledger of what left the house. It is not part of history, so that undo never takes back that
-- something was sent; it refers to nothing, so that nothing it tells goes with a row that is removed.

CREATE TABLE series_facts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  other_title TEXT NOT NULL,
  address TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  email TEXT NOT NULL,
  network TEXT NOT NULL,
  category TEXT NOT NULL,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  director TEXT NOT NULL,
  principal_cast TEXT NOT NULL
) STRICT;

CREATE TABLE episode_facts (
  episode_id INTEGER PRIMARY KEY REFERENCES episode (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  other_title TEXT NOT NULL,
  production_number TEXT NOT NULL,
  air_date TEXT NOT NULL,
  version TEXT NOT NULL,
  year TEXT NOT NULL,
  isan TEXT NOT NULL,
  eidr TEXT NOT NULL,
  director TEXT NOT NULL
) STRICT;

CREATE TABLE carve_out (
  first_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  second_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  method TEXT NOT NULL CHECK (method IN ('centre', 'first', 'second')),
  PRIMARY KEY (first_id, second_id)
) STRICT;

CREATE INDEX carve_out_second ON carve_out (second_id);

-- A profile of the user's own; `definition` is its JSON, `name` the id inside it.
CREATE TABLE profile (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

CREATE UNIQUE INDEX profile_name ON profile (name);

CREATE TABLE issued (
  id INTEGER PRIMARY KEY,
  episode TEXT NOT NULL,
  cut TEXT NOT NULL,
  kind TEXT NOT NULL,
  profile TEXT NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  recipient TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  final INTEGER NOT NULL CHECK (final IN (0, 1)),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE INDEX issued_episode ON issued (episode, kind, profile);
