-- Since when placements are temp: the day by the calendar of who marked them. Nothing where one is not temp or is yet to be
-- dated; empty where it was marked before this was kept. Temp is asked for over the season, and few of many placements are.

ALTER TABLE placement ADD COLUMN temp_since TEXT;

UPDATE placement SET temp_since = '' WHERE temp = 1;

CREATE INDEX placement_temp ON placement (cue_id) WHERE temp = 1;
