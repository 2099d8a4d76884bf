-- What a person decided about beads, so that it holds when the documents are aligned again, and
-- lexicons learned from the user's own pairs.
--
-- `standing` is aligned, waiting, accepted, dropped or removed. Until now a pair of which no unit was
-- kept was one whose unit had been removed.

ALTER TABLE bead ADD COLUMN standing TEXT NOT NULL DEFAULT 'aligned';
UPDATE bead SET standing = 'removed'
WHERE unit IS NULL AND source_start < source_end AND target_start < target_end;

-- Beads less sure than `accept` wait for a person before a unit is made of them.
ALTER TABLE alignment ADD COLUMN accept REAL NOT NULL DEFAULT 0;

-- Derived: lexicons of two languages, by where they were learned: `pairs` of the memory, or a
-- `dictionary`. `newest` was the last unit when it was learned. The bytes are the caller's.
CREATE TABLE lexicon (
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    origin TEXT NOT NULL,
    newest INTEGER NOT NULL,
    learned TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (source, target, origin)
) STRICT;
