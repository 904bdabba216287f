-- Cards that are not asked for a time (suspend: undone when they are asked again), and cards that were given another id
-- or deck: what was recorded under the old key until then counts for the new one.

ALTER TABLE event ADD COLUMN renamed TEXT CHECK ((kind = 'rename') = (renamed IS NOT NULL)); -- the new key of a card
ALTER TABLE event ADD COLUMN attempts INTEGER; -- rename: the last attempt that was made before it, 0 for none

-- Of few rows each, and of none that a review adds.
CREATE INDEX event_renamed ON event (renamed) WHERE kind = 'rename';
CREATE INDEX event_suspended ON event (key) WHERE kind = 'suspend';
