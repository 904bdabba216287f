-- Siblings that began anew (reset: `key` has no memory from there on). The reviews before it stay; an undo brings the
-- memory back. Those made at once are taken back at once: each has the id of the first of them.

ALTER TABLE event ADD COLUMN together TEXT REFERENCES event (id) CHECK ((kind = 'reset') = (together IS NOT NULL));

CREATE INDEX event_together ON event (together) WHERE together IS NOT NULL;
