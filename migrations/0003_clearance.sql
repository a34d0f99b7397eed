-- Rights, second part: clearance a line a right, with what was asked, offered, agreed and paid, and what it costs.
--
-- Until now a track had one line a side, whose licensor was a text. Each such name becomes a party. A party made here
-- has the id of the first line that named it: ids are unique within a table, and new ones are never used again, so no
-- other row of `party` can have it or come to have it.
--
-- Money is minor units of the currency named, or where that is empty, of the show's. Dates are ISO 8601; empty is
-- unknown, or for the end of a licence, never. History holds changesets of the old table, and is emptied.

INSERT INTO party (id, kind, name, first_name, ipi, society, contact, email, phone, address, note)
SELECT min(id), 'company', trim(licensor), '', '', '', '', '', '', '', '' FROM clearance
WHERE trim(licensor) <> '' AND NOT EXISTS (
  SELECT 1 FROM party WHERE trim(party.first_name || ' ' || party.name) = trim(clearance.licensor)
)
GROUP BY trim(licensor);

CREATE TABLE mfn_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX mfn_group_name ON mfn_group (name);

DROP INDEX clearance_side;
ALTER TABLE clearance RENAME TO clearance_before;

CREATE TABLE clearance (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  episode_id INTEGER REFERENCES episode (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  side TEXT NOT NULL CHECK (side IN ('master', 'publishing', 'oneStop')),
  party_id INTEGER REFERENCES party (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 1000000),
  status TEXT NOT NULL CHECK (status IN ('toRequest', 'requested', 'quoted', 'countered', 'agreed', 'confirmed',
    'licensed', 'paid', 'denied', 'expired', 'replaced', 'notNeeded')),
  since TEXT NOT NULL,
  estimate INTEGER CHECK (estimate >= 0),
  fee INTEGER CHECK (fee >= 0),
  currency TEXT NOT NULL CHECK (length(currency) IN (0, 3)),
  media TEXT NOT NULL,
  territory TEXT NOT NULL,
  term TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  max_length INTEGER CHECK (max_length > 0),
  max_uses INTEGER CHECK (max_uses > 0),
  mfn_group_id INTEGER REFERENCES mfn_group (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  mfn_exempt INTEGER NOT NULL CHECK (mfn_exempt IN (0, 1)),
  next_action TEXT NOT NULL,
  next_on TEXT NOT NULL,
  reference TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE INDEX clearance_track ON clearance (track_id);
CREATE INDEX clearance_episode ON clearance (episode_id);
CREATE INDEX clearance_party ON clearance (party_id);
CREATE INDEX clearance_mfn_group ON clearance (mfn_group_id);

INSERT INTO clearance (id, track_id, episode_id, side, party_id, share, status, since, estimate, fee, currency, media,
  territory, term, starts, ends, max_length, max_uses, mfn_group_id, mfn_exempt, next_action, next_on, reference, note)
SELECT id, track_id, NULL, side, (
    SELECT min(party.id) FROM party
    WHERE trim(clearance_before.licensor) <> ''
      AND trim(party.first_name || ' ' || party.name) = trim(clearance_before.licensor)
  ), 1000000, status, '', NULL, fee, '', '', '', '', '', '', NULL, NULL, NULL, 0, '', '', '', ''
FROM clearance_before;

DROP TABLE clearance_before;

-- What happened to a line, by date, or by moment where the program wrote it itself.
CREATE TABLE clearance_event (
  id INTEGER PRIMARY KEY,
  clearance_id INTEGER NOT NULL REFERENCES clearance (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX clearance_event_clearance ON clearance_event (clearance_id, at);

-- Steps and options of a licence: what more it would allow, for what fee, until when one may say so.
CREATE TABLE option_step (
  id INTEGER PRIMARY KEY,
  clearance_id INTEGER NOT NULL REFERENCES clearance (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  label TEXT NOT NULL,
  media TEXT NOT NULL,
  territory TEXT NOT NULL,
  term TEXT NOT NULL,
  fee INTEGER CHECK (fee >= 0),
  exercise_by TEXT NOT NULL,
  exercised INTEGER NOT NULL CHECK (exercised IN (0, 1)),
  ordinal INTEGER NOT NULL
) STRICT;

CREATE INDEX option_step_clearance ON option_step (clearance_id, ordinal);

-- Papers that belong to a line, by where they lie: never copied, never written.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  clearance_id INTEGER NOT NULL REFERENCES clearance (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  label TEXT NOT NULL,
  path TEXT NOT NULL
) STRICT;

CREATE INDEX attachment_clearance ON attachment (clearance_id);

-- What one unit of a currency is worth in the show's from a day on, in millionths.
CREATE TABLE currency_rate (
  id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate INTEGER NOT NULL CHECK (rate > 0),
  on_date TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX currency_rate_day ON currency_rate (currency, on_date);

-- What may be spent, in minor units of the show's currency, on a season or on an episode.
CREATE TABLE budget (
  id INTEGER PRIMARY KEY,
  season INTEGER CHECK (season >= 0),
  episode_id INTEGER REFERENCES episode (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  category TEXT NOT NULL CHECK (category IN ('songs', 'score', 'library', 'options')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  CHECK ((season IS NULL) <> (episode_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX budget_scope ON budget (ifnull(season, -1), ifnull(episode_id, -1), category);
CREATE INDEX budget_episode ON budget (episode_id);

-- A set of picks with a name, beside the one that is on the timeline.
CREATE TABLE scenario (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX scenario_name ON scenario (cut_id, name);

CREATE TABLE scenario_pick (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  cue_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  placement_id INTEGER NOT NULL REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (scenario_id, cue_id)
) STRICT;

CREATE INDEX scenario_pick_cue ON scenario_pick (cue_id);
CREATE INDEX scenario_pick_placement ON scenario_pick (placement_id);

DELETE FROM history;
