"""The tables of an index file.

Everything a filter of the search asks for is a column computed from a passage's meta, so the meta stays the
one truth. Passage numbers are never used twice: a number that a running process still holds can then
never come to mean a passage its asker may not see.
"""

# ruff: noqa: S608 - the only thing put into the statements is the list of our own column names

import sqlite3

from retrieval.errors import SourceUnavailable

SCHEMA_VERSION = 1

META_COLUMNS = (
    "source",
    "title",
    "heading",
    "kind",
    "status",
    "customer",
    "subject",
    "language",
    "valid_from",
    "valid_until",
)
"""Meta fields with a column of their own; other fields are read out of the JSON."""

_COMPUTED = ",\n    ".join(
    f"{name} GENERATED ALWAYS AS (json_extract(meta, '$.{name}')) STORED" for name in META_COLUMNS
)

_DDL = f"""
CREATE TABLE state (revision INTEGER NOT NULL);
INSERT INTO state VALUES (1);

CREATE TABLE sources (
    source TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    meta TEXT NOT NULL,
    audiences TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    content TEXT,
    meta TEXT NOT NULL,
    {_COMPUTED}
);
CREATE INDEX passages_by_source ON passages (source);

CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (number) ON DELETE CASCADE,
    vector BLOB NOT NULL
);

CREATE TABLE passage_audiences (
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE,
    audience TEXT NOT NULL,
    PRIMARY KEY (passage, audience)
) WITHOUT ROWID;
CREATE INDEX passages_by_audience ON passage_audiences (audience, passage);

CREATE VIRTUAL TABLE words USING fts5 (
    title, heading, content,
    content='passages', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER words_insert AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, title, heading, content)
    VALUES (new.number, new.title, new.heading, new.content);
END;
CREATE TRIGGER words_delete AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, title, heading, content)
    VALUES ('delete', old.number, old.title, old.heading, old.content);
END;
CREATE TRIGGER words_update AFTER UPDATE ON passages BEGIN
    INSERT INTO words (words, rowid, title, heading, content)
    VALUES ('delete', old.number, old.title, old.heading, old.content);
    INSERT INTO words (rowid, title, heading, content)
    VALUES (new.number, new.title, new.heading, new.content);
END;
"""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file; leave an index as it is.

    Raises:
        SourceUnavailable: the index was written by a newer release, or the file is no index.
    """
    if _version(connection) == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _create_unless_made_meanwhile(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _create_unless_made_meanwhile(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version > SCHEMA_VERSION:
        hint = f"the index has schema {version}, this release reads {SCHEMA_VERSION}: upgrade, or index again"
        raise SourceUnavailable("documents", "version", hint)
    if version == SCHEMA_VERSION:
        return
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise SourceUnavailable("documents", "database", "the file is a database but no index: name another")
    for statement in _statements(_DDL):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Split at the semicolons that end a statement: `executescript` would commit before it begins."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
