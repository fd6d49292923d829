"""What is on the screen. Sees records and results, never SQL."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 returns None from every call that returns nothing without counting the reference (6.11.3 counts
    # it). From Python 3.12 on None is not counted; before, the count falls to 0 after some hundred key presses and
    # Python ends the process: "none_dealloc: deallocating None". So None gets more references than can ever be lost.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
