"""From records to printed pages and plain words. Knows no window and no SQL."""
