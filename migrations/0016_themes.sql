-- Themes over a season: what each is to become, whose it is beside a character, how a cue states it and what of it is
-- changed, and what an episode asks of it. What was not said is empty.

ALTER TABLE theme ADD COLUMN brief TEXT NOT NULL DEFAULT '';
ALTER TABLE theme ADD COLUMN about TEXT NOT NULL DEFAULT '';

ALTER TABLE cue_theme ADD COLUMN manner TEXT CHECK (manner IN ('full', 'fragment', 'counterpoint'));
ALTER TABLE cue_theme ADD COLUMN changes TEXT NOT NULL DEFAULT '';

CREATE TABLE theme_episode (
  theme_id INTEGER NOT NULL REFERENCES theme (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  episode_id INTEGER NOT NULL REFERENCES episode (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL,
  expected INTEGER NOT NULL CHECK (expected IN (0, 1)),
  PRIMARY KEY (theme_id, episode_id)
) STRICT;

CREATE INDEX theme_episode_episode ON theme_episode (episode_id);
