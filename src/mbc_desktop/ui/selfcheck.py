"""What `mbc-desktop check` tries of Qt: what a cut executable may have lost without anybody noticing."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QIcon, QImage, QPainter
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtSvg import QSvgRenderer

from mbc_desktop.ui.theme_colors import read


def checks(resources: Path, fonts: Path) -> dict[str, Callable[[], str]]:
    """Name -> a function that says what it found, and raises where something is wrong."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a check opens no window, so it needs no screen
    application = QGuiApplication.instance() or QGuiApplication(["mbc-desktop"])
    return {
        "platform": lambda: f"Qt draws, {type(application).__name__}",  # holds the application for the others
        "icons": lambda: _icons(resources / "icons"),
        "themes": lambda: _themes(resources / "themes"),
        "typeface": lambda: _typeface(fonts),
        "printers": _printers,
    }


def _icons(folder: Path) -> str:
    paths = _some(folder, "*.svg")
    for path in paths:
        if QIcon(str(path)).isNull() or not _draws(path.read_bytes()):
            raise ValueError(f"{path.name} draws nothing")
    return f"{len(paths)} icons drawn"


def _themes(folder: Path) -> str:
    paths = _some(folder, "*.toml")
    for path in paths:
        read(path)
    return ", ".join(path.stem for path in paths)


def _typeface(folder: Path) -> str:
    ids = [QFontDatabase.addApplicationFont(str(path)) for path in _some(folder, "*.ttf")]
    return ", ".join(sorted({family for one in ids for family in QFontDatabase.applicationFontFamilies(one)}))


def _printers() -> str:
    names = QPrinterInfo.availablePrinterNames()
    return f"{len(names)} printers" if names else "no printer is set up; pages can be saved as PDF"


def _some(folder: Path, pattern: str) -> list[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise ValueError(f"there are no files {pattern} in {folder}")
    return paths


def _draws(svg: bytes) -> bool:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return any(image.pixelColor(x, y) != QColor("white") for x in range(24) for y in range(24))
