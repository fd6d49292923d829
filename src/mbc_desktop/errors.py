"""What is the user's file or disk, told in a sentence with a next step. Everything else is a bug of ours."""


class UserError(Exception):
    """Something that the user can mend; the message says what to do next. Never shown with a traceback."""


class DatabaseError(UserError):
    """The database is missing, broken, foreign, or of another version."""


class OutputError(UserError):
    """A page could not be made or written where it was wanted."""


class UnknownPageError(UserError):
    """There is no treatment, drug or side effect by this id."""
