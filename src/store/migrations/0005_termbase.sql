-- The termbase grows: a term says how it is to be found, concepts are made for clients and projects
-- and stand in relations, and big public glossaries stand apart as references.

-- `forms` are further forms of the term, one a line. `matching` says which of its forms count.
ALTER TABLE term ADD COLUMN forms TEXT;
ALTER TABLE term ADD COLUMN matching TEXT NOT NULL DEFAULT 'forms';
ALTER TABLE concept ADD COLUMN client TEXT;
ALTER TABLE concept ADD COLUMN project TEXT;

-- `other` is the broader concept, the antonym … of `concept`. What holds both ways stands here once.
CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    concept INTEGER NOT NULL REFERENCES concept (id),
    kind TEXT NOT NULL,
    other INTEGER NOT NULL REFERENCES concept (id),
    UNIQUE (concept, kind, other)
) STRICT;
CREATE INDEX relation_other ON relation (other);

-- A glossary that is consulted after the termbase. Its entries are JSON, since nothing but the whole
-- of one is ever asked for.
CREATE TABLE reference (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    consulted INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE reference_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference INTEGER NOT NULL REFERENCES reference (id),
    entry TEXT NOT NULL
) STRICT;
CREATE INDEX reference_entry_reference ON reference_entry (reference);

-- Derived: hashes of the keys by which an entry is found, computed by the caller.
CREATE TABLE reference_key (
    key INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (key, entry)
) STRICT, WITHOUT ROWID;
