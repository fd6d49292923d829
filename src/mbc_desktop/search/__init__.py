"""From a user's words to pages. Knows no window."""
