"""The box and its list: treatments while the box is empty, filtered and sorted as chosen; results at each key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from mbc_desktop.data.listing import offered
from mbc_desktop.search.results import Results
from mbc_desktop.ui.accessible import announce, name
from mbc_desktop.ui.filter_bar import FilterBar
from mbc_desktop.ui.html.parts import esc
from mbc_desktop.ui.list_box import ListBox
from mbc_desktop.ui.models import Row, RowsModel, result_rows
from mbc_desktop.ui.row_delegate import RowDelegate
from mbc_desktop.ui.treatment_list import TreatmentList

if TYPE_CHECKING:
    from mbc_desktop.data.repository import Repository
    from mbc_desktop.search.engine import SearchEngine

#: The page follows the selection when typing has stopped for so long, so that it does not flicker at each key. A
#: screen reader is told of the results then, too.
FOLLOW_AFTER = 300  # milliseconds
#: Hits in the list, three screens of it: who has not found it there tries another word.
RESULTS = 30


class SearchPanel(QWidget):
    """`page_wanted` says which page to show, and which row of it."""

    page_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine: SearchEngine | None = None
        self._treatments: TreatmentList | None = None
        self._side_effects: Sequence[Row] = ()
        self._exact = False
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.installEventFilter(self)
        name(self.list, "Treatments")
        self.box = ListBox(self.list, self.model)
        self.box.setPlaceholderText("Side effect, drug or treatment")
        name(self.box, "Search", "Type a side effect in the patient's words, a drug or a treatment.")
        self.box.installEventFilter(self)
        self.filter_bar = FilterBar()
        self.said = QLabel()  # without a name of its own: its words are what a screen reader reads
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.said.linkActivated.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        for widget in (self.box, self.filter_bar, self.said):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        self._coming_in = False
        self._follow_later = self._timer(self.open_selected)
        self._announce_later = self._timer(self._announce)
        self.box.textChanged.connect(self._typed)
        self.box.entered.connect(self.open_selected)
        self.filter_bar.wanted.connect(self.box.clear)
        self.filter_bar.changed.connect(self._search)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self._announced = self.list.accessibleName()  # nobody is told of what is there when the window opens
        self._say("")

    def set_book(self, engine: "SearchEngine", repository: "Repository") -> None:
        """Start to answer; words that were typed before are answered now."""
        self._engine = engine
        self._treatments = TreatmentList(repository)
        named = [entry for entry in repository.entries.values() if entry.kind == "side_effect"]
        named.sort(key=lambda entry: entry.title.casefold())
        self._side_effects = [Row(entry.id, entry.title, entry.subtitle, level=0) for entry in named]
        self.filter_bar.set_book(offered(repository.factors), self._side_effect_rows)
        self._search()

    def search_for(self, words: str) -> None:
        """Put words into the box, as if they were typed."""
        self.box.setText(words)
        self.focus_box()

    def focus_box(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def select_page(self, page: str) -> None:
        """Mark the row of the page that is shown, without opening it again; nothing if the list has no such row."""
        row = self.model.row_of(page)
        self.list.selectionModel().blockSignals(True)
        if row >= 0 and not self.box.text().strip():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def open_selected(self) -> None:
        """Show the page of the selected row at once."""
        self._follow_later.stop()
        row = self.model.row(self.list.currentIndex())
        if row is not None:
            self.page_wanted.emit(row.page, row.target)

    # Typing

    def _typed(self) -> None:
        self._exact = False
        self._search()

    def _search(self) -> None:
        words = self.box.text()
        self._follow_later.stop()
        if self._engine is None or self._treatments is None:
            return
        self.filter_bar.show_chips(shown=not words.strip())
        if not words.strip():
            rows, told = self._treatments.shown(self.filter_bar.chosen, self.filter_bar.side_effect)
            name(self.list, "Treatments")
            self._set_rows(rows)
            self._say(esc(told))
            self.filter_bar.tell(told)
            return
        results = self._engine.search(words, limit=RESULTS, exact=self._exact)
        name(self.list, "Results")
        self._set_rows(result_rows(results))
        self._say(self._told(results))
        if results.hits:
            self.list.setCurrentIndex(self.model.first())
            self._follow_later.start()

    def _set_rows(self, rows: Sequence[Row]) -> None:
        self.list.selectionModel().blockSignals(True)
        self.model.set_rows(rows)
        self.list.selectionModel().blockSignals(False)
        self.list.scrollToTop()

    def _side_effect_rows(self, words: str) -> Sequence[Row]:
        """The side effects that a patient's words may mean, or all of them."""
        if not words.strip() or self._engine is None:
            return self._side_effects
        hits = [hit for hit in self._engine.search(words, limit=RESULTS).hits if hit.kind == "side_effect"]
        return [Row(hit.id, hit.title, hit.why, hit.spans if hit.matched == hit.title else (), level=0) for hit in hits]

    def _told(self, results: Results) -> str:
        """What was understood, the way back, and what else may have been meant; three ways on if nothing was found."""
        lines = []
        if results.understood_as:
            lines.append(
                f"Showing results for <b>{esc(results.understood_as)}</b>. "
                '<a href="exact:">Search exactly for what I typed</a>'
            )
        if results.suggestions:
            links = " or ".join(f'<a href="words:{esc(s.text)}">{esc(s.text)}</a>' for s in results.suggestions)
            lines.append(f"Did you mean {links}?")
        if not results.hits:
            lines.insert(0, "<b>Nothing found.</b>")
            lines.append(
                "Try fewer words, or another word for it.<br>"
                "Try how a patient would say it, or the clinical term.<br>"
                '<a href="words:">Look through the list of treatments</a>'
            )
        elif not lines:
            lines.append("1 result" if len(results.hits) == 1 else f"{len(results.hits)} results")
        return "<br>".join(lines)

    def _say(self, told: str) -> None:
        """Show a line over the list, and have a screen reader say it once nothing more is typed."""
        self.said.setText(told)
        self.said.setVisible(bool(told))
        self._announce_later.start()

    def _announce(self) -> None:
        """What the list holds now, and its first row where that is chosen; nothing where it is as it was."""
        told = QTextDocumentFragment.fromHtml(self.said.text()).toPlainText().replace("\n", " ")
        over = [row.title for row in self.model.rows()[:1] if row.is_note]
        row = self.model.row(self.list.currentIndex())
        words = ". ".join([told, *over, *([row.in_short] if row else [])]) if told else self.list.accessibleName()
        if words != self._announced:
            self._announced = words
            announce(self.box, words)

    def _follow(self, address: str) -> None:
        kind, _, words = address.partition(":")
        if kind == "words":
            self.search_for(words)
        else:
            self._exact = True
            self._search()
            self.box.setFocus()

    # The list

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.can_be_chosen:
            self.list.setCurrentIndex(index)
            self.open_selected()

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and not self._coming_in:
            self._follow_later.start()

    def _came_in(self) -> None:
        self._coming_in = False

    def _back_to_the_list(self) -> None:
        """The whole list from its top, as it stood before anything was chosen in it."""
        self._follow_later.stop()
        self._set_rows(self.model.rows())
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape goes back a step: from the list to the box, from words to the list. Letters in the list are words."""
        if watched is self.list and event.type() == QEvent.Type.FocusIn:
            self._coming_in = True  # Qt makes the first row the current one: nobody has asked for its page
            QTimer.singleShot(0, self._came_in)
        if isinstance(event, QKeyEvent):
            press = event.type() == QEvent.Type.KeyPress
            if press and event.key() == Qt.Key.Key_Escape:
                self._step_back(watched)
                return True
            if watched is self.list and press and _is_letter(event):
                event.ignore()  # the window puts it into the box
                return True
        return super().eventFilter(watched, event)

    def _step_back(self, watched: QObject) -> None:
        if watched is self.list:
            self.focus_box()
        elif self.box.text():
            self.box.clear()
        else:
            self._back_to_the_list()

    def _timer(self, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(FOLLOW_AFTER)
        timer.timeout.connect(then)
        return timer


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isprintable() and event.text().strip() != ""
