-- Whether words are sung in a cue may be left unsaid, and what nobody wants to hear again about its use is kept.
-- The table is made anew with the same columns in the same order, so that history goes on fitting.

CREATE TABLE cue_with_voice (
  id INTEGER PRIMARY KEY,
  cut_id INTEGER NOT NULL REFERENCES cut (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  brief TEXT NOT NULL,
  scene_id INTEGER REFERENCES scene (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL CHECK (at >= 0),
  perception TEXT NOT NULL CHECK (perception IN ('background', 'visual', 'featured')),
  voice TEXT CHECK (voice IN ('instrumental', 'vocal')),
  theme_role TEXT NOT NULL CHECK (theme_role IN ('none', 'mainTitle', 'endTitle', 'theme', 'logo', 'bumper')),
  pick_id INTEGER REFERENCES placement (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  origin TEXT CHECK (origin IN ('commercial', 'library', 'commissioned', 'live', 'video', 'publicDomain'))
) STRICT;

INSERT INTO cue_with_voice
  SELECT id, cut_id, number, title, brief, scene_id, at, perception, voice, theme_role, pick_id, origin FROM cue;
DROP TABLE cue;
ALTER TABLE cue_with_voice RENAME TO cue;

CREATE UNIQUE INDEX cue_number ON cue (cut_id, number);
CREATE INDEX cue_scene ON cue (scene_id);
CREATE INDEX cue_pick ON cue (pick_id);

-- Advice on the use of a cue that somebody has waved away. `fact` is what it would have set.
CREATE TABLE usage_dismissed (
  id INTEGER PRIMARY KEY,
  cue_id INTEGER NOT NULL REFERENCES cue (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  fact TEXT NOT NULL CHECK (json_valid(fact))
) STRICT;

CREATE UNIQUE INDEX usage_dismissed_fact ON usage_dismissed (cue_id, fact);
