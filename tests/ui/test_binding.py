"""What we rely on in PySide6 itself. A version that fails here ends the program after some minutes of use."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel

CALLS = 500


class Asked(QObject):
    signal = Signal(str)


def nothing_held() -> list[Callable[[], object]]:
    model = QStandardItemModel()
    model.appendRow(QStandardItem("row"))
    asked = Asked()
    asked.signal.connect(str)
    return [
        lambda: model.index(0, 0).data(Qt.ItemDataRole.FontRole),
        lambda: QAction().data(),
        lambda: asked.property("there is none"),
        lambda: asked.signal.emit("word"),
    ]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
@pytest.mark.parametrize("ask", nothing_held(), ids=["data", "action", "property", "signal"])
def test_an_empty_answer_keeps_none_alive(ask: Callable[[], object]) -> None:
    """PySide6 6.12.0 drops a reference to None (and to True) at each such call; Python 3.11 ends when none is left."""
    ask()
    singletons = (None, True)
    before = [sys.getrefcount(one) for one in singletons]
    for _ in range(CALLS):
        ask()
    after = [sys.getrefcount(one) for one in singletons]
    assert all(late > early - CALLS // 2 for early, late in zip(before, after, strict=True))
