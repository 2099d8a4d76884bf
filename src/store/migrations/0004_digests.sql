-- Units are known again by a table of their digests instead of an index on the unit's row, so that
-- an import can put many into it in their order: that takes a third of the time. A trigger takes
-- out what goes; the program puts in what comes, since an import does so later.

DROP INDEX unit_digest;
CREATE TABLE unit_digest (
    digest INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    PRIMARY KEY (digest, unit)
) STRICT, WITHOUT ROWID;
INSERT INTO unit_digest (digest, unit) SELECT digest, id FROM unit ORDER BY digest, id;

CREATE TRIGGER unit_digest_goes AFTER DELETE ON unit BEGIN
    DELETE FROM unit_digest WHERE digest = OLD.digest AND unit = OLD.id;
END;
CREATE TRIGGER unit_digest_changes AFTER UPDATE OF digest ON unit BEGIN
    DELETE FROM unit_digest WHERE digest = OLD.digest AND unit = OLD.id;
    INSERT OR IGNORE INTO unit_digest (digest, unit) VALUES (NEW.digest, NEW.id);
END;
