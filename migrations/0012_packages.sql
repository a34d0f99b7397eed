-- Offline packages: what left the house as a file, for whom and with what inside, and the replies that came back. All of it
-- stands outside history, as links do: no undo takes back that something was sent. A reply is known by a secret that stands in
-- its package, one for each reviewer, and is checked with the same secret: so the show keeps it as it is.

CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  file TEXT NOT NULL,
  folder INTEGER NOT NULL CHECK (folder IN (0, 1)),
  size INTEGER NOT NULL CHECK (size >= 0),
  mixes INTEGER NOT NULL CHECK (mixes >= 0),
  bits INTEGER NOT NULL CHECK (bits > 0),
  wav INTEGER NOT NULL CHECK (wav IN (0, 1)),
  picture TEXT,
  neutral INTEGER NOT NULL CHECK (neutral IN (0, 1)),
  burn_name INTEGER NOT NULL CHECK (burn_name IN (0, 1))
) STRICT;

CREATE INDEX package_round ON package (round_id);

CREATE TABLE package_reviewer (
  package_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL,
  secret BLOB NOT NULL CHECK (length(secret) = 32),
  PRIMARY KEY (package_id, reviewer_id)
) STRICT;

CREATE TABLE reply (
  id INTEGER PRIMARY KEY,
  package_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  answers INTEGER NOT NULL CHECK (answers >= 0),
  left_out INTEGER NOT NULL CHECK (left_out >= 0)
) STRICT;

CREATE INDEX reply_package ON reply (package_id);
