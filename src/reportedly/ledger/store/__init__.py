"""The only place that sees the database: SQLAlchemy Core on SQLite or PostgreSQL."""
