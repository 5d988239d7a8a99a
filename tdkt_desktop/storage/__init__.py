"""The only room with SQL: a campaign's file, its revision log, its typed projection, migrations and backups."""
