"""What is remembered between runs: how the window looks. Never what was searched or read."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from mbc_desktop.ui.theme import CHOICES

#: Steps of text size on screen, in per cent.
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass
class Settings:
    """Values as they are now; `load` and `save` are the only places that touch the disk."""

    geometry: bytes = b""
    splitter: bytes = b""
    theme: str = "system"
    text_size: int = 100
    sheet: str = "patient"
    sheet_size: int = 12
    paper: str = "a4"

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """The settings of a file; a missing or garbled one gives the values a new user starts with."""
        stored = QSettings(str(path), QSettings.Format.IniFormat)
        settings = cls(geometry=_bytes(stored, "geometry"), splitter=_bytes(stored, "splitter"))
        settings.theme = _one_of(stored.value("theme"), CHOICES, settings.theme)
        settings.sheet = _one_of(stored.value("sheet"), ("patient", "staff"), settings.sheet)
        settings.paper = _one_of(stored.value("paper"), ("a4", "letter"), settings.paper)
        settings.text_size = int(_one_of(stored.value("text_size"), tuple(map(str, TEXT_SIZES)), "100"))
        settings.sheet_size = int(_one_of(stored.value("sheet_size"), ("12", "14", "16", "20"), "12"))
        return settings

    def save(self, path: Path) -> bool:
        """Write the settings; False if the folder cannot be written, which loses nothing but the window's look."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        stored = QSettings(str(path), QSettings.Format.IniFormat)
        stored.setValue("geometry", QByteArray(self.geometry))
        stored.setValue("splitter", QByteArray(self.splitter))
        for key in ("theme", "text_size", "sheet", "sheet_size", "paper"):
            stored.setValue(key, getattr(self, key))
        stored.sync()
        return stored.status() == QSettings.Status.NoError


def _bytes(stored: QSettings, key: str) -> bytes:
    value = stored.value(key)
    return bytes(value.data()) if isinstance(value, QByteArray) else b""


def _one_of(value: object, allowed: tuple[str, ...], otherwise: str) -> str:
    return str(value) if str(value) in allowed else otherwise
