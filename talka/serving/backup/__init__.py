"""One file that holds everything: all tables, all stored files, the secret key, and a manifest that proves it.

The file is a zip archive: `manifest.json`, `secret-key`, `tables/<app>.<model>.jsonl` with one row a line, and `files/` and
`mail/` as they lie in the data folder. Rows are written without regard to the database they come from, so that a
backup of SQLite can be restored into PostgreSQL and the other way round.
"""
