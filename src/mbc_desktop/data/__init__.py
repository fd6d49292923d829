"""The bundled database: its tables, and the records that leave it."""
