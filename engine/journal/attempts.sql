-- Answers typed to questions, in a quiz or while studying. What was decided about the card then is a review, which
-- names the attempt that suggested it.

CREATE TABLE attempt (
    seq      INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    key      TEXT    NOT NULL,          -- the card, "deck/id"
    question INTEGER NOT NULL,          -- its number in the card's quiz, from 1; 0: the card's own question
    seed     INTEGER NOT NULL,          -- what a generated question was made from, and choices were shuffled by
    given    TEXT    NOT NULL,
    verdict  TEXT    NOT NULL,          -- correct | wrong | unknown
    right    INTEGER NOT NULL CHECK (right IN (0, 1)),
    at       INTEGER NOT NULL,
    day      TEXT    NOT NULL,
    seconds  REAL    NOT NULL,
    slip     TEXT    NOT NULL,
    quiz     TEXT    NOT NULL           -- a uuid; empty while studying
) STRICT;

CREATE INDEX attempt_of_key ON attempt (key, seq);

CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

CREATE TRIGGER attempt_is_never_deleted BEFORE DELETE ON attempt
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

ALTER TABLE event ADD COLUMN attempt TEXT REFERENCES attempt (id);
