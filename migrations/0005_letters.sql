-- Letters and lists: their wording where it is the user's own, the picture at their head, and what the series is about,
-- which every rights holder asks.

ALTER TABLE series_facts ADD COLUMN synopsis TEXT NOT NULL DEFAULT '';

-- The user's own text of a letter, or source of a printed sheet, in the place of ours of the same name.
CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX template_name ON template (name);

-- The picture at the head of everything printed: at most two million bytes.
CREATE TABLE logo (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  kind TEXT NOT NULL CHECK (kind IN ('png', 'jpeg', 'svg')),
  picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 2000000)
) STRICT;
