"""Pages as rich text: records in, HTML out. No Qt here, so that the words of a page are tested without a window."""
