"""Where the database, resources, fonts and the user's own files are: from source, installed or frozen."""

import sys
from pathlib import Path


def root() -> Path:
    """The folder that holds `db/` and `resources/`: PyInstaller's when frozen, else the repository's."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def database() -> Path:
    return root() / "db" / "mbc.sqlite3"


def resources() -> Path:
    return root() / "resources"


def fonts() -> Path:
    """The folder of the typeface for paper and bare systems: shipped when frozen, else the build package's."""
    if getattr(sys, "_MEIPASS", None):
        return root() / "fonts"
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files"


def beside_program() -> Path:
    """The folder that the program lies in, as its user sees it: a stick, a shared folder; from source, the repository.

    On macOS the bundle is the program.
    """
    if not getattr(sys, "_MEIPASS", None):
        return root()
    program = Path(sys.executable)
    bundle = next((folder for folder in program.parents if folder.suffix == ".app"), program)
    return bundle.parent


def user_folder() -> Path:
    """The user's own settings, where the system keeps such; nothing is created here."""
    import platformdirs

    return Path(platformdirs.user_config_dir("mbc-desktop", appauthor=False))


def clinic_files() -> tuple[Path, Path]:
    """Where `clinic.ini` is looked for: the first that is there counts, and a new one goes to the last."""
    return beside_program() / "clinic.ini", user_folder() / "clinic.ini"
