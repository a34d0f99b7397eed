-- What lists of cutting rooms bring along. Temp music stands in for what is to come: its placement says so, and whoever
-- counts, clears and files it can tell. Recordings that a list names and the library has not wait as tracks of the format
-- `offline`; an import asks for them with every group of files, so they are found without a walk through the library.

ALTER TABLE placement ADD COLUMN temp INTEGER NOT NULL DEFAULT 0 CHECK (temp IN (0, 1));

CREATE INDEX track_offline ON track (id) WHERE format = 'offline';
