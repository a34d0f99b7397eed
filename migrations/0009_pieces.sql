-- Pieces: what a blade cuts stays one alternate. `piece_of` names the placement that stands for it (itself no piece), and
-- is empty for that one. A muted placement is neither heard, mixed nor counted.

ALTER TABLE placement ADD COLUMN piece_of INTEGER
  REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE placement ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));

CREATE INDEX placement_piece_of ON placement (piece_of);
