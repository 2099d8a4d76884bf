-- Memories of a million units: a unit is one row with its two texts, it belongs to a section of a
-- memory, knows its neighbours, and is found by an index of matches.
--
-- Rows of `unit` and `variant` in the journal have the old shape, so what was done until now cannot
-- be taken back any more; `sealed` says so.

ALTER TABLE journal_entry ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
UPDATE journal_entry SET sealed = 1;
DELETE FROM journal_step;

CREATE TABLE memory (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    read_only INTEGER NOT NULL DEFAULT 0,
    penalty INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO memory (id, name) VALUES (1, 'main');

-- What units of a memory have in common: whom they were made for, and what they are about. Empty is
-- what was not said.
CREATE TABLE section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    memory INTEGER NOT NULL REFERENCES memory (id),
    client TEXT NOT NULL DEFAULT '',
    project TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    UNIQUE (memory, client, project, subject)
) STRICT;
INSERT INTO section (id, memory) VALUES (1, 1);

ALTER TABLE document ADD COLUMN section INTEGER NOT NULL DEFAULT 1;

-- The first two texts stand in the unit's own row; `variant` holds further ones, from position 2.
-- `approved` is 1 where a person vouched for the pair. The digests `before` and `after` are of the
-- neighbours' texts in the document, for the source and for the target; absent where they are not
-- known. `properties` is a JSON object of what came with the unit and has no column.
ALTER TABLE unit ADD COLUMN section INTEGER NOT NULL DEFAULT 1;
ALTER TABLE unit ADD COLUMN approved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE unit ADD COLUMN source_before INTEGER;
ALTER TABLE unit ADD COLUMN source_after INTEGER;
ALTER TABLE unit ADD COLUMN target_before INTEGER;
ALTER TABLE unit ADD COLUMN target_after INTEGER;
ALTER TABLE unit ADD COLUMN properties TEXT;
ALTER TABLE unit ADD COLUMN source_lang TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN target_lang TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN target TEXT NOT NULL DEFAULT '';
UPDATE unit SET (source_lang, source) =
    (SELECT lang, text FROM variant WHERE unit = unit.id AND position = 0);
UPDATE unit SET (target_lang, target) =
    (SELECT lang, text FROM variant WHERE unit = unit.id AND position = 1);
UPDATE unit SET approved = 1
WHERE id IN (SELECT unit FROM bead WHERE standing = 'accepted' AND unit IS NOT NULL);
DELETE FROM variant WHERE position < 2;

-- Where else a unit was met: its own row tells of the first origin.
CREATE TABLE attestation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit INTEGER NOT NULL REFERENCES unit (id),
    origin TEXT NOT NULL,
    note TEXT,
    properties TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (unit, origin)
) STRICT;

-- The digests of texts that a unit had before a person edited it, so that importing them again
-- reverts nothing.
CREATE TABLE former_text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit INTEGER NOT NULL REFERENCES unit (id),
    digest INTEGER NOT NULL
) STRICT;
CREATE INDEX former_text_digest ON former_text (digest);
CREATE INDEX former_text_unit ON former_text (unit);

-- Derived: stems suffice, since words with equal forms have equal stems; one column costs half.
DROP TABLE unit_words;
CREATE VIRTUAL TABLE unit_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);
INSERT INTO unit_words (unit_words, rank) VALUES ('hashsize', 16777216);
UPDATE setting SET value = '0' WHERE key = 'analyser';

-- Derived: for each language in which matches are looked for, the table `posting_LANG` with rows
-- `(key INTEGER PRIMARY KEY, postings BLOB)`. `lowest` is the threshold from which the index serves,
-- `ranks` the caller's order of frequency, made when there were `ranked` units; `stale` counts
-- units whose postings stand there although they are gone or changed.
CREATE TABLE match_index (
    lang TEXT PRIMARY KEY,
    lowest INTEGER NOT NULL,
    ranks BLOB NOT NULL,
    ranked INTEGER NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Other databases that are consulted.
CREATE TABLE attached (
    name TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    penalty INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
