-- The journal. `event` is the truth: rows are added and never changed. `memory` is a cache, equal to the fold of the
-- events. Instants are microseconds since 1970, UTC; days are days of study, as ISO dates.

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,       -- the order in which this file learnt of them
    id      TEXT    NOT NULL UNIQUE,   -- a uuid, the same wherever the event goes
    kind    TEXT    NOT NULL,          -- review | bury | undo
    at      INTEGER NOT NULL,
    day     TEXT    NOT NULL,
    key     TEXT,                      -- review, bury: what was asked, "deck/id", "deck/id#1"
    grade   INTEGER CHECK (grade BETWEEN 1 AND 4),
    seconds REAL,                      -- review: how long the answer took
    state   TEXT,                      -- review: the state before it
    due     INTEGER,                   -- review: when it was promised to be asked again
    undoes  TEXT REFERENCES event (id),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
    CHECK (kind <> 'review' OR (key IS NOT NULL AND grade IS NOT NULL AND due IS NOT NULL))
) STRICT;

-- Few, because each is a page more to write before the next card is shown.
CREATE INDEX event_of_key ON event (key, seq);
CREATE UNIQUE INDEX event_undone ON event (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX event_buried ON event (day) WHERE kind = 'bury';

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

-- Events that nothing has undone.
CREATE VIEW standing AS
    SELECT * FROM event
    WHERE kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM event AS later WHERE later.undoes = event.id);

CREATE TABLE memory (
    key         TEXT    PRIMARY KEY,
    state       TEXT    NOT NULL,
    due         INTEGER NOT NULL,
    stability   REAL    NOT NULL,
    difficulty  REAL    NOT NULL,
    step        INTEGER,
    last_review INTEGER NOT NULL,
    reviews     INTEGER NOT NULL,
    lapses      INTEGER NOT NULL,
    day         TEXT    NOT NULL,
    introduced  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
