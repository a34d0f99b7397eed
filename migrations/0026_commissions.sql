-- Commissions: music that is written for the show. A commission says what is wanted, from whom and by when; which versions
-- came, which of them is approved, and which files were delivered. Its money is a clearance line with its payments, as of
-- every other music; its notes are those of the placements of its versions. A cue names the commission that answers it, so
-- that a copy of the cue does as well.

CREATE TABLE commission (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number > 0),
  title TEXT NOT NULL,
  brief TEXT NOT NULL,
  theme_id INTEGER REFERENCES theme (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  party_id INTEGER REFERENCES party (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  length INTEGER CHECK (length > 0),
  moods TEXT NOT NULL,
  demo_by TEXT NOT NULL,
  due_on TEXT NOT NULL,
  master_keeper TEXT CHECK (master_keeper IN ('production', 'composer', 'shared')),
  publishing_keeper TEXT CHECK (publishing_keeper IN ('production', 'composer', 'shared')),
  terms TEXT NOT NULL,
  wants_stems INTEGER NOT NULL CHECK (wants_stems IN (0, 1)),
  wants_time_reference INTEGER NOT NULL CHECK (wants_time_reference IN (0, 1)),
  wants_sheet_facts INTEGER NOT NULL CHECK (wants_sheet_facts IN (0, 1)),
  sent_on TEXT NOT NULL,
  clearance_id INTEGER REFERENCES clearance (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX commission_theme ON commission (theme_id);
CREATE INDEX commission_party ON commission (party_id);
CREATE INDEX commission_clearance ON commission (clearance_id);

CREATE TABLE commission_reference (
  commission_id INTEGER NOT NULL REFERENCES commission (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (commission_id, track_id)
) STRICT;

CREATE INDEX commission_reference_track ON commission_reference (track_id);

CREATE TABLE commission_version (
  commission_id INTEGER NOT NULL REFERENCES commission (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number > 0),
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  came_on TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  PRIMARY KEY (commission_id, number)
) STRICT;

CREATE INDEX commission_version_track ON commission_version (track_id);

CREATE TABLE commission_file (
  commission_id INTEGER NOT NULL REFERENCES commission (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  part TEXT NOT NULL CHECK (part IN ('mix', 'stem')),
  came_on TEXT NOT NULL,
  PRIMARY KEY (commission_id, track_id)
) STRICT;

CREATE INDEX commission_file_track ON commission_file (track_id);

ALTER TABLE cue ADD COLUMN commission_id INTEGER REFERENCES commission (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX cue_commission ON cue (commission_id);
