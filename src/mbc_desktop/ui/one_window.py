"""One window: a second start raises the one that is open."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal


class OneWindow(QObject):
    """A lock in the user's runtime folder, held by the first start; later ones leave a word there and end.

    `raise_wanted` comes in the first when a second start left its word.
    """

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "mbc-desktop.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, however old it is
        self._word = folder / "mbc-desktop.raise"
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._word_left)

    def is_first(self) -> bool:
        """Whether this start may open the window; if not, the open one has been told to come up."""
        if self._lock.tryLock(0):
            self._listen()
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return True  # the folder cannot be written: better two windows than none
        try:
            self._word.write_text(str(os.getpid()), encoding="ascii")
        except OSError:
            return True
        return False

    def _listen(self) -> None:
        try:
            self._word.write_text("", encoding="ascii")
        except OSError:
            return
        self._watcher.addPath(str(self._word))

    def _word_left(self) -> None:
        if str(self._word) not in self._watcher.files():
            self._watcher.addPath(str(self._word))
        self.raise_wanted.emit()
