-- Rights, first part: the compositions behind tracks, who has which share of them, and where a cue's music comes from.
--
-- Shares are millionths of a side of the work. What tracks have of rights stands in a table of its own, `recording`:
-- most tracks of a large library never need it.

ALTER TABLE cue ADD COLUMN origin TEXT
  CHECK (origin IN ('commercial', 'library', 'commissioned', 'live', 'video', 'publicDomain'));

CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL,
  first_name TEXT NOT NULL,
  ipi TEXT NOT NULL,
  society TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE work (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  other_titles TEXT NOT NULL CHECK (json_valid(other_titles)),
  iswc TEXT NOT NULL,
  writers_part INTEGER NOT NULL CHECK (writers_part BETWEEN 0 AND 1000000),
  publishing TEXT NOT NULL CHECK (publishing IN ('published', 'unpublished', 'copyrightControl')),
  public_domain INTEGER NOT NULL CHECK (public_domain IN (0, 1)),
  society_numbers TEXT NOT NULL CHECK (json_valid(society_numbers)),
  note TEXT NOT NULL
) STRICT;

CREATE TABLE work_share (
  id INTEGER PRIMARY KEY,
  work_id INTEGER NOT NULL REFERENCES work (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  party_id INTEGER NOT NULL REFERENCES party (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('composer', 'author', 'composerAuthor', 'arranger', 'adaptor', 'translator',
    'subArranger', 'subAuthor', 'originalPublisher', 'administrator', 'subPublisher')),
  share INTEGER NOT NULL CHECK (share BETWEEN 0 AND 1000000),
  territory TEXT NOT NULL,
  acts_for_id INTEGER REFERENCES work_share (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL
) STRICT;

CREATE INDEX work_share_work ON work_share (work_id, ordinal);
CREATE INDEX work_share_party ON work_share (party_id);
CREATE INDEX work_share_acts_for ON work_share (acts_for_id);

CREATE TABLE recording (
  track_id INTEGER PRIMARY KEY REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  work_id INTEGER REFERENCES work (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  label_id INTEGER REFERENCES party (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  catalogue_number TEXT NOT NULL,
  cut_number TEXT NOT NULL,
  library TEXT NOT NULL
) STRICT;

CREATE INDEX recording_work ON recording (work_id);
CREATE INDEX recording_label ON recording (label_id);

-- Suggestions read from tags that somebody has looked at: taken, or waved away. `key` names the suggestion.
CREATE TABLE suggestion_seen (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX suggestion_seen_key ON suggestion_seen (track_id, key);

-- How the columns of somebody's catalogue sheet were read the last time; `headings` are theirs, as a JSON list.
CREATE TABLE column_map (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  headings TEXT NOT NULL CHECK (json_valid(headings)),
  columns TEXT NOT NULL CHECK (json_valid(columns))
) STRICT;

CREATE UNIQUE INDEX column_map_name ON column_map (name);
