-- A workspace as version 1 wrote it (answers and selection, no change log). Never change this file.
PRAGMA application_id = 1298752375;
PRAGMA user_version = 1;
CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO setting VALUES('municipality','324485');
CREATE TABLE answer (
        municipality_code TEXT NOT NULL,
        fact TEXT NOT NULL,
        value TEXT NOT NULL,
        answered_on TEXT NOT NULL,
        PRIMARY KEY (municipality_code, fact)
    ) WITHOUT ROWID;
INSERT INTO answer VALUES('324485','fiscal_index','{"decimal": "0.50"}','2026-06-01');
INSERT INTO answer VALUES('324485','heavy_snow','"special"','2026-06-02');
INSERT INTO answer VALUES('324485','jet_participants','3','2026-06-03');
INSERT INTO answer VALUES('324485','okinawa','null','2026-06-04');
CREATE TABLE selection (
        municipality_code TEXT NOT NULL,
        position INTEGER NOT NULL,
        program_id TEXT NOT NULL,
        PRIMARY KEY (municipality_code, position),
        UNIQUE (municipality_code, program_id)
    ) WITHOUT ROWID;
INSERT INTO selection VALUES('324485',1,'jet');
INSERT INTO selection VALUES('324485',2,'chiiki-kasseika-kigyojin');
