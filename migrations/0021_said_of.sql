-- What somebody said of artists and labels for the report of a season: where they are from, whether they are new, how large a
-- label is, and what artists say of themselves. Nothing here is worked out; what nobody said has no row.

CREATE TABLE said_of (
  subject TEXT NOT NULL CHECK (subject IN ('artist', 'label')),
  name TEXT NOT NULL CHECK (name <> ''),
  fact TEXT NOT NULL CHECK (fact IN ('country', 'standing', 'size', 'own')),
  said TEXT NOT NULL CHECK (said <> ''),
  PRIMARY KEY (subject, name, fact)
) STRICT;
