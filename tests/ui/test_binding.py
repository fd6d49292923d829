"""What we rely on in PySide6 itself. A version that fails here ends the program after some minutes of use."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox

CALLS = 500


class Asked(QObject):
    signal = Signal(str)


def empty_cell() -> Callable[[], object]:
    model = QStandardItemModel()
    model.appendRow(QStandardItem("row"))
    return lambda: model.index(0, 0).data(Qt.ItemDataRole.FontRole)


def empty_choice() -> Callable[[], object]:
    return QComboBox().currentData


def emitted_signal() -> Callable[[], object]:
    asked = Asked()
    return lambda: asked.signal.emit("word")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
@pytest.mark.parametrize("made", [empty_cell, empty_choice, emitted_signal])
def test_an_empty_answer_keeps_none_alive(qapp, made: Callable[[], Callable[[], object]]) -> None:
    """PySide6 6.12.0 drops a reference to None (or to True) at each such call; Python 3.11 ends when none is left."""
    ask = made()
    ask()
    before = [sys.getrefcount(one) for one in (None, True)]
    for _ in range(CALLS):
        ask()
    after = [sys.getrefcount(one) for one in (None, True)]
    assert all(late > early - CALLS // 2 for early, late in zip(before, after, strict=True))
