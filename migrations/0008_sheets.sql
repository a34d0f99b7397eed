-- What cue sheets ask beyond times and shares: parts of a work that no publisher has, notes beside a cue, why a sheet is
-- not complete, and overlaps that are counted for both cues.
-- The table of decisions is made anew with the same columns in the same order, so that history goes on fitting.

CREATE TABLE carve_out_of_any_method (
  first_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  second_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  method TEXT NOT NULL CHECK (method <> ''),
  PRIMARY KEY (first_id, second_id)
) STRICT;

INSERT INTO carve_out_of_any_method SELECT first_id, second_id, method FROM carve_out;
DROP TABLE carve_out;
ALTER TABLE carve_out_of_any_method RENAME TO carve_out;

CREATE INDEX carve_out_second ON carve_out (second_id);

ALTER TABLE work ADD COLUMN unpublished INTEGER NOT NULL DEFAULT 0 CHECK (unpublished BETWEEN 0 AND 1000000);
ALTER TABLE work ADD COLUMN copyright_control INTEGER NOT NULL DEFAULT 0
  CHECK (copyright_control BETWEEN 0 AND 1000000);

ALTER TABLE cue ADD COLUMN sheet_note TEXT NOT NULL DEFAULT '';

ALTER TABLE episode_facts ADD COLUMN incomplete TEXT NOT NULL DEFAULT '';
