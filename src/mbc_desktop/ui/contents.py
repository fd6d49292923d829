"""What the page holds, beside it where there is room: a list of its headings that leads to them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QToolButton, QWidget

from mbc_desktop.ui.accessible import name
from mbc_desktop.ui.html.contents import Section

INDENT = "\N{EM SPACE}"
#: The list's width in characters.
WIDTH = 31


class ContentsModel(QAbstractListModel):
    """The headings of one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []

    def set_sections(self, sections: Sequence[Section]) -> None:
        self.beginResetModel()
        self._sections = list(sections)
        self.endResetModel()

    def section(self, row: int) -> Section:
        return self._sections[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._sections)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        section = self._sections[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return INDENT * (section.level - 2) + section.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return section.title if section.level == 2 else f"{section.title}, part of the section above"
            case Qt.ItemDataRole.ToolTipRole:
                return section.title
        return None


class Contents(QListView):
    """Enter or a click asks for a section. Letters are not taken: typing goes to the search box."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contents = ContentsModel(self)
        self.setModel(self.contents)
        name(self, "Contents of the page", "Enter goes to the section.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._ask)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask(self.currentIndex())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        section = self.contents.section(index.row())
        self.wanted.emit(section.anchor, section.title)


class ContentsButton(QToolButton):
    """The same as a menu, for a page without room beside it."""

    wanted = Signal(str, str)

    def __init__(self, contents: ContentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.setText("Contents")
        name(self, "Contents of the page")
        self.setToolTip("Contents of the page (Ctrl+J)")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.setFont(self.font())
        for row in range(self._contents.rowCount()):
            section = self._contents.section(row)
            words = self._contents.data(self._contents.index(row)) or ""
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, told=section: self.wanted.emit(told.anchor, told.title))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
