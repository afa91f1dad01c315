-- A database as version 1 of the schema had it, with two stacks, one of them completed, and a collection.

-- One file holds all owners. JSON is stored as the server answers it; columns repeat what is searched for.

PRAGMA application_id = 0x526e6472;
PRAGMA user_version = 1;

CREATE TABLE IF NOT EXISTS stack (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    project TEXT NOT NULL,
    name TEXT NOT NULL,
    metadata BLOB NOT NULL,
    has_sections INTEGER NOT NULL DEFAULT 0,
    UNIQUE (owner, project, name)
);

CREATE TABLE IF NOT EXISTS tile (
    id INTEGER PRIMARY KEY,
    stack INTEGER NOT NULL,
    tile_id TEXT NOT NULL,
    z REAL,
    section_id TEXT,
    group_id TEXT,
    min_x REAL,
    min_y REAL,
    max_x REAL,
    max_y REAL,
    channels TEXT,
    spec BLOB NOT NULL,
    UNIQUE (stack, tile_id)
);
CREATE INDEX IF NOT EXISTS tile_by_z ON tile (stack, z, tile_id);

CREATE TABLE IF NOT EXISTS transform (
    id INTEGER PRIMARY KEY,
    stack INTEGER NOT NULL,
    transform_id TEXT,
    spec BLOB NOT NULL,
    UNIQUE (stack, transform_id)
);

-- What COMPLETE derives. It outlives a return to LOADING.
CREATE TABLE IF NOT EXISTS section (
    id INTEGER PRIMARY KEY,
    stack INTEGER NOT NULL,
    section_id TEXT,
    z REAL,
    tile_count INTEGER NOT NULL,
    min_x REAL,
    max_x REAL,
    min_y REAL,
    max_y REAL
);
CREATE INDEX IF NOT EXISTS section_by_z ON section (stack, z);

CREATE TABLE IF NOT EXISTS collection (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (owner, name)
);

-- The pair without its points, and the points alone: counts are read without them.
CREATE TABLE IF NOT EXISTS pair (
    id INTEGER PRIMARY KEY,
    collection INTEGER NOT NULL,
    p_group TEXT NOT NULL,
    q_group TEXT NOT NULL,
    p_id TEXT NOT NULL,
    q_id TEXT NOT NULL,
    match_count INTEGER NOT NULL,
    consensus BLOB,
    matches BLOB,
    UNIQUE (collection, p_group, q_group, p_id, q_id)
);
CREATE INDEX IF NOT EXISTS pair_by_q ON pair (collection, q_group);


INSERT INTO stack VALUES (1, 'o', 'p', 'aligned', CAST('{"stackId": {"owner": "o", "project": "p", "stack": "aligned"}, "state": "COMPLETE", "lastModifiedTimestamp": "2026-01-02T03:04:05.678Z", "currentVersionNumber": 0, "currentVersion": {"cycleNumber": 2, "versionNotes": "old"}, "stats": {"stackBounds": {"minX": 0, "minY": 0, "minZ": 1, "maxX": 120, "maxY": 10, "maxZ": 3}, "sectionCount": 3, "tileCount": 12}}' AS BLOB), 1);
INSERT INTO stack VALUES (2, 'o', 'p', 'raw', CAST('{"stackId": {"owner": "o", "project": "p", "stack": "raw"}, "state": "LOADING", "lastModifiedTimestamp": "2026-01-01T03:04:05.678Z", "currentVersionNumber": 0, "currentVersion": {"cycleNumber": 1, "versionNotes": "old"}}' AS BLOB), 0);
INSERT INTO tile VALUES (1, 1, 'z1t0', 1, '1.0', NULL, 0.0, 0, 10.0, 10, NULL, CAST('{"tileId": "z1t0", "layout": {"sectionId": "1.0"}, "z": 1, "minX": 0.0, "minY": 0, "maxX": 10.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (2, 1, 'z1t1', 1, '1.0', NULL, 30.0, 0, 40.0, 10, NULL, CAST('{"tileId": "z1t1", "layout": {"sectionId": "1.0"}, "z": 1, "minX": 30.0, "minY": 0, "maxX": 40.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (3, 1, 'z1t2', 1, '1.0', NULL, 60.0, 0, 70.0, 10, NULL, CAST('{"tileId": "z1t2", "layout": {"sectionId": "1.0"}, "z": 1, "minX": 60.0, "minY": 0, "maxX": 70.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (4, 1, 'z1t3', 1, '1.0', NULL, 90.0, 0, 100.0, 10, NULL, CAST('{"tileId": "z1t3", "layout": {"sectionId": "1.0"}, "z": 1, "minX": 90.0, "minY": 0, "maxX": 100.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO section VALUES (1, 1, '1.0', 1, 4, 0, 100, 0, 10);
INSERT INTO tile VALUES (5, 1, 'z2t0', 2, '2.0', NULL, 0.0, 0, 100.0, 10, NULL, CAST('{"tileId": "z2t0", "layout": {"sectionId": "2.0"}, "z": 2, "minX": 0.0, "minY": 0, "maxX": 100.0, "maxY": 10, "width": 100.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (6, 1, 'z2t1', 2, '2.0', NULL, 30.0, 0, 40.0, 10, NULL, CAST('{"tileId": "z2t1", "layout": {"sectionId": "2.0"}, "z": 2, "minX": 30.0, "minY": 0, "maxX": 40.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (7, 1, 'z2t2', 2, '2.0', NULL, 60.0, 0, 70.0, 10, NULL, CAST('{"tileId": "z2t2", "layout": {"sectionId": "2.0"}, "z": 2, "minX": 60.0, "minY": 0, "maxX": 70.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (8, 1, 'z2t3', 2, '2.0', NULL, 90.0, 0, 100.0, 10, NULL, CAST('{"tileId": "z2t3", "layout": {"sectionId": "2.0"}, "z": 2, "minX": 90.0, "minY": 0, "maxX": 100.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO section VALUES (2, 1, '2.0', 2, 4, 0, 100, 0, 10);
INSERT INTO tile VALUES (9, 1, 'z3t0', 3, '3.0', NULL, 0.0, 0, 10.0, 10, NULL, CAST('{"tileId": "z3t0", "layout": {"sectionId": "3.0"}, "z": 3, "minX": 0.0, "minY": 0, "maxX": 10.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (10, 1, 'z3t1', 3, '3.0', NULL, 30.0, 0, 40.0, 10, NULL, CAST('{"tileId": "z3t1", "layout": {"sectionId": "3.0"}, "z": 3, "minX": 30.0, "minY": 0, "maxX": 40.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (11, 1, 'z3t2', 3, '3.0', NULL, 60.0, 0, 70.0, 10, NULL, CAST('{"tileId": "z3t2", "layout": {"sectionId": "3.0"}, "z": 3, "minX": 60.0, "minY": 0, "maxX": 70.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO tile VALUES (12, 1, 'z3t3', 3, '3.0', NULL, 90.0, 0, 100.0, 10, NULL, CAST('{"tileId": "z3t3", "layout": {"sectionId": "3.0"}, "z": 3, "minX": 90.0, "minY": 0, "maxX": 100.0, "maxY": 10, "width": 10.0, "height": 10, "mipmapLevels": {}, "transforms": {"type": "list", "specList": []}, "meshCellSize": 64}' AS BLOB));
INSERT INTO section VALUES (3, 1, '3.0', 3, 4, 0, 100, 0, 10);
INSERT INTO collection VALUES (1, 'o', 'm');
INSERT INTO pair VALUES (1, 1, '1.0', '2.0', 'z1t0', 'z2t0', 1, NULL, CAST('{"p": [[1.0], [2.0]], "q": [[3.0], [4.0]], "w": [1.0]}' AS BLOB));
INSERT INTO pair VALUES (2, 1, '1.0', '2.0', 'z1t1', 'z2t1', 1, NULL, CAST('{"p": [[1.0], [2.0]], "q": [[3.0], [4.0]], "w": [1.0]}' AS BLOB));
INSERT INTO pair VALUES (3, 1, '1.0', '2.0', 'z1t2', 'z2t2', 1, NULL, CAST('{"p": [[1.0], [2.0]], "q": [[3.0], [4.0]], "w": [1.0]}' AS BLOB));
