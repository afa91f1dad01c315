-- One file holds all owners. JSON is stored as the server answers it; columns repeat what is searched for.

PRAGMA application_id = 0x526e6472;
PRAGMA user_version = 2;

-- A stack without owner is one that was deleted: its contents are still on their way out.
CREATE TABLE IF NOT EXISTS stack (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    project TEXT NOT NULL,
    name TEXT NOT NULL,
    metadata BLOB NOT NULL,
    has_sections INTEGER NOT NULL DEFAULT 0,
    -- No tile is, or ever was, wider: to the left of a box, tiles that reach into it begin within this distance.
    reach REAL NOT NULL DEFAULT 0,
    -- What lists of stacks are sorted by.
    cycle INTEGER,
    cycle_step INTEGER,
    modified INTEGER,
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

-- Holds all that is asked of a layer but the specs.
CREATE INDEX IF NOT EXISTS tile_by_place ON tile (stack, z, min_x, max_x, min_y, max_y, tile_id, section_id);
CREATE INDEX IF NOT EXISTS tile_by_section ON tile (stack, section_id);
CREATE INDEX IF NOT EXISTS tile_by_group ON tile (stack, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS tile_by_channels ON tile (stack, channels) WHERE channels IS NOT NULL;

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
CREATE INDEX IF NOT EXISTS section_by_z ON section (stack, z, section_id);

-- A collection without owner is one that was deleted, as with stacks.
CREATE TABLE IF NOT EXISTS collection (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    pair_count INTEGER NOT NULL DEFAULT 0,
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
CREATE INDEX IF NOT EXISTS pair_by_q ON pair (collection, q_group, q_id, p_group);
CREATE INDEX IF NOT EXISTS pair_by_consensus ON pair (collection, p_group, q_group) WHERE consensus IS NOT NULL;
