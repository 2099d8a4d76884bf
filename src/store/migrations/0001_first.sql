-- The first database: documents with their text as it came, segments as spans of it, alignments
-- made of beads, translation units with their variants, the termbase, and the journal.
--
-- Every id is AUTOINCREMENT: people write ids down, so an id that was given away is never given
-- again. Texts stand here as they came; `term_key` and `unit_words` are derived and can be rebuilt.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The languages that commands work with: one row, made by the first change and undone with it.
CREATE TABLE language_pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    target TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lang TEXT NOT NULL,
    origin TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    encoding TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (origin, lang)
) STRICT;

CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (id),
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    UNIQUE (document, position)
) STRICT;

CREATE TABLE alignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES document (id),
    target INTEGER NOT NULL REFERENCES document (id),
    created TEXT NOT NULL,
    UNIQUE (source, target)
) STRICT;
CREATE INDEX alignment_target ON alignment (target);

-- `document` is the source document of an aligned unit, absent for units from elsewhere.
-- `digest` is a hash of languages and texts, to find a unit that is there already.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER REFERENCES document (id),
    origin TEXT NOT NULL,
    confidence REAL,
    note TEXT,
    digest INTEGER NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX unit_digest ON unit (digest);
CREATE INDEX unit_document ON unit (document) WHERE document IS NOT NULL;

CREATE TABLE variant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit INTEGER NOT NULL REFERENCES unit (id),
    position INTEGER NOT NULL,
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (unit, position)
) STRICT;

-- `unit` is absent where one side is empty.
CREATE TABLE bead (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    alignment INTEGER NOT NULL REFERENCES alignment (id),
    position INTEGER NOT NULL,
    source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    target_start INTEGER NOT NULL,
    target_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    unit INTEGER REFERENCES unit (id),
    UNIQUE (alignment, position)
) STRICT;
CREATE INDEX bead_unit ON bead (unit) WHERE unit IS NOT NULL;

CREATE TABLE concept (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    external_id TEXT,
    subject TEXT,
    definition TEXT,
    note TEXT,
    source TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX concept_external_id ON concept (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE language_section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    concept INTEGER NOT NULL REFERENCES concept (id),
    lang TEXT NOT NULL,
    definition TEXT,
    note TEXT,
    UNIQUE (concept, lang)
) STRICT;

CREATE TABLE term (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    concept INTEGER NOT NULL REFERENCES concept (id),
    position INTEGER NOT NULL,
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    pos TEXT,
    gender TEXT,
    number TEXT,
    usage_note TEXT,
    source TEXT,
    context TEXT,
    UNIQUE (concept, position)
) STRICT;

-- Derived: the keys by which a concept is found, computed by the caller.
-- `tier` says what kind of key it is; its meaning is the caller's.
CREATE TABLE term_key (
    key TEXT NOT NULL,
    tier INTEGER NOT NULL,
    lang TEXT NOT NULL,
    concept INTEGER NOT NULL,
    PRIMARY KEY (key, tier, lang, concept)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_key_concept ON term_key (concept);

-- Derived: the words of each unit, rowid is the unit's id. The caller folds and separates them;
-- each carries its language (`de_vertrag`), so that one row holds a unit in all its languages.
CREATE VIRTUAL TABLE unit_words USING fts5 (
    forms, stems, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);

-- What was done, and how to take it back: rows that came are kept as ranges of ids, rows that were
-- changed or deleted as they had been. `undoes` names the entry that an undo took back.
CREATE TABLE journal_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes INTEGER REFERENCES journal_entry (id),
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE journal_step (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES journal_entry (id),
    relation TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    old TEXT
) STRICT;
CREATE INDEX journal_step_entry ON journal_step (entry);
