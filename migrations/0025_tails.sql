-- How long a placement rings on after it was let go, through a reverb of ours: flicks, at most ten seconds; 0 for not at all.

ALTER TABLE placement ADD COLUMN tail INTEGER NOT NULL DEFAULT 0 CHECK (tail BETWEEN 0 AND 7056000000);
