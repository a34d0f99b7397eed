-- Review, second part: reviewers are people, rounds freeze what they propose, and each reviewer answers for themselves.
--
-- Until now a round was for an audience and a verdict by an author, both texts, one verdict a placement and round. Each such
-- name becomes a reviewer, as it was said, who decides: a verdict was the director's. A reviewer made here has the id of the
-- first round or verdict that named them: ids are unique over tables, and new ones are never used again. Where a verdict
-- has no author it is of the round's audience, and where that is empty too, of somebody not named.
--
-- What was proposed in older rounds was not kept, and is not made up: their proposals say only which placement was meant.
-- The newest round of a cut was about all that lies on it. Proposals refer to neither cue nor placement: what was judged
-- stays readable when they are gone.

CREATE TABLE reviewer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  colour INTEGER NOT NULL CHECK (colour >= 0),
  role TEXT NOT NULL,
  sees_money INTEGER NOT NULL CHECK (sees_money IN (0, 1)),
  sees_clearance INTEGER NOT NULL CHECK (sees_clearance IN (0, 1)),
  sees_contacts INTEGER NOT NULL CHECK (sees_contacts IN (0, 1)),
  sees_private INTEGER NOT NULL CHECK (sees_private IN (0, 1))
) STRICT;

CREATE INDEX reviewer_name ON reviewer (name);

INSERT INTO reviewer (id, name, colour, role, sees_money, sees_clearance, sees_contacts, sees_private)
SELECT id, name, (row_number() OVER (ORDER BY id) - 1) % 8, 'decides', 0, 0, 0, 0 FROM (
  SELECT min(id) AS id, name FROM (
    SELECT id, trim(audience) AS name FROM round
    UNION ALL
    SELECT verdict.id, CASE trim(verdict.author) WHEN '' THEN
      CASE trim(round.audience) WHEN '' THEN 'Not named' ELSE trim(round.audience) END ELSE trim(verdict.author) END
    FROM verdict JOIN round ON round.id = verdict.round_id
  ) WHERE name <> '' GROUP BY name
);

CREATE TABLE round_reviewer (
  round_id INTEGER NOT NULL REFERENCES round (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  reviewer_id INTEGER NOT NULL REFERENCES reviewer (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (round_id, reviewer_id)
) STRICT;

CREATE INDEX round_reviewer_reviewer ON round_reviewer (reviewer_id);

-- The audience goes first, then the others in the order in which they spoke.
INSERT INTO round_reviewer (round_id, reviewer_id, role, ordinal)
SELECT round_id, reviewer_id, 'decides', row_number() OVER (PARTITION BY round_id ORDER BY min(first), reviewer_id) - 1
FROM (
  SELECT round.id AS round_id, reviewer.id AS reviewer_id, 0 AS first
  FROM round JOIN reviewer ON reviewer.name = trim(round.audience)
  UNION ALL
  SELECT verdict.round_id, reviewer.id, verdict.id
  FROM verdict JOIN round ON round.id = verdict.round_id
  JOIN reviewer ON reviewer.name = CASE trim(verdict.author) WHEN '' THEN
    CASE trim(round.audience) WHEN '' THEN 'Not named' ELSE trim(round.audience) END ELSE trim(verdict.author) END
) GROUP BY round_id, reviewer_id;

CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  cue_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  proposed_at TEXT NOT NULL,
  was TEXT CHECK (json_valid(was))
) STRICT;

CREATE INDEX proposal_round ON proposal (round_id);
CREATE INDEX proposal_cue ON proposal (cue_id);
CREATE INDEX proposal_placement ON proposal (placement_id);

-- What was judged, under the id of its verdict; then what else the newest round of each cut was about, under its own.
INSERT INTO proposal (id, round_id, cue_id, placement_id, version, proposed_at, was)
SELECT verdict.id, verdict.round_id, placement.cue_id, placement.id, 1, '', NULL
FROM verdict JOIN placement ON placement.id = verdict.placement_id;

INSERT INTO proposal (id, round_id, cue_id, placement_id, version, proposed_at, was)
SELECT placement.id, round.id, cue.id, placement.id, 1, '', NULL
FROM round JOIN cue ON cue.cut_id = round.cut_id JOIN placement ON placement.cue_id = cue.id
WHERE placement.piece_of IS NULL
  AND round.number = (SELECT max(number) FROM round AS other WHERE other.cut_id = round.cut_id)
  AND NOT EXISTS (
    SELECT 1 FROM proposal WHERE proposal.round_id = round.id AND proposal.placement_id = placement.id
  );

DROP INDEX verdict_round;
DROP INDEX verdict_placement;
ALTER TABLE verdict RENAME TO verdict_before;

CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  reviewer_id INTEGER NOT NULL REFERENCES reviewer (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  value TEXT,
  words TEXT NOT NULL,
  given_at TEXT NOT NULL,
  source TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT;

CREATE INDEX verdict_proposal ON verdict (proposal_id);
CREATE INDEX verdict_reviewer ON verdict (reviewer_id);
CREATE UNIQUE INDEX verdict_key ON verdict (key);

INSERT INTO verdict (id, proposal_id, reviewer_id, value, words, given_at, source, key)
SELECT verdict_before.id, verdict_before.id, reviewer.id, value, '', given_at, 'before', 'before-' || verdict_before.id
FROM verdict_before JOIN round ON round.id = verdict_before.round_id
JOIN reviewer ON reviewer.name = CASE trim(verdict_before.author) WHEN '' THEN
  CASE trim(round.audience) WHEN '' THEN 'Not named' ELSE trim(round.audience) END ELSE trim(verdict_before.author) END;

DROP TABLE verdict_before;

ALTER TABLE round RENAME COLUMN audience TO name;
ALTER TABLE round ADD COLUMN rule TEXT NOT NULL DEFAULT 'any';
ALTER TABLE round ADD COLUMN opened_at TEXT NOT NULL DEFAULT '';
ALTER TABLE round ADD COLUMN closed_at TEXT;

UPDATE round SET name = '', rule = CASE
  (SELECT count(*) FROM round_reviewer WHERE round_reviewer.round_id = round.id) WHEN 1 THEN 'one' ELSE 'any' END;
UPDATE round SET closed_at = ''
WHERE number < (SELECT max(number) FROM round AS other WHERE other.cut_id = round.cut_id);

ALTER TABLE note ADD COLUMN reviewer_id INTEGER
  REFERENCES reviewer (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE note ADD COLUMN round_id INTEGER
  REFERENCES round (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE note ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
ALTER TABLE note ADD COLUMN drawing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(drawing));
ALTER TABLE note ADD COLUMN source TEXT NOT NULL DEFAULT 'desk';
ALTER TABLE note ADD COLUMN key TEXT;

CREATE INDEX note_reviewer ON note (reviewer_id);
CREATE INDEX note_round ON note (round_id);
CREATE UNIQUE INDEX note_key ON note (key);

UPDATE note SET source = 'before', reviewer_id = (SELECT id FROM reviewer WHERE reviewer.name = trim(note.author));

-- Undo knows rounds and verdicts as they were: where it has any, it begins anew. A changeset names each table after a byte a
-- column, 1 for the key: here `round` with four columns and `verdict` with six.
DELETE FROM history WHERE EXISTS (
  SELECT 1 FROM history WHERE instr(changeset, X'01000000726F756E6400') > 0
    OR instr(changeset, X'0100000000007665726469637400') > 0
);
