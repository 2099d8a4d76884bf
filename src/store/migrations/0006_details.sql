-- Units keep what the file of another tool says of them, so that it can be given back: attributes,
-- notes and properties at their level, inline codes, and the heads of files.

-- A JSON object; absent where the file says nothing that has no column of its own.
ALTER TABLE unit ADD COLUMN details TEXT;
ALTER TABLE attestation ADD COLUMN details TEXT;

-- What a file says of all its units, as it says it.
CREATE TABLE file_head (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL UNIQUE,
    head TEXT NOT NULL
) STRICT;
