-- From schema 1: other indexes, and what is now kept instead of being counted. The tables stay where they are.

DROP INDEX tile_by_z;
DROP INDEX section_by_z;
DROP INDEX pair_by_q;

ALTER TABLE stack ADD COLUMN reach REAL NOT NULL DEFAULT 0;
ALTER TABLE stack ADD COLUMN cycle INTEGER;
ALTER TABLE stack ADD COLUMN cycle_step INTEGER;
ALTER TABLE stack ADD COLUMN modified INTEGER;
ALTER TABLE collection ADD COLUMN pair_count INTEGER NOT NULL DEFAULT 0;

CREATE INDEX tile_by_place ON tile (stack, z, min_x, max_x, min_y, max_y, tile_id, section_id);
UPDATE stack SET reach = 1.000000000000001
    * COALESCE((SELECT MAX(max_x - min_x) FROM tile INDEXED BY tile_by_place WHERE tile.stack = stack.id), 0);
UPDATE collection SET pair_count = (SELECT COUNT(*) FROM pair WHERE pair.collection = collection.id);
