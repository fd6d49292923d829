"""Is there a screen? Asked before Qt is, because Qt ends the whole process where there is none."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

#: Qt's platforms that need no screen.
NO_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
COMMANDS = "These commands work without a screen: list, search, show, print, check. See mbc-desktop --help."


def why_no_window(environment: Mapping[str, str] = os.environ) -> str | None:
    """Why no window can be opened, in one sentence with what works instead; None if one can."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM", "").startswith(NO_SCREEN):
        return None
    if _wayland(environment):
        return None
    if not environment.get("DISPLAY"):
        return f"No window can be opened: there is no screen (DISPLAY is not set). {COMMANDS}"
    if not _library("libxcb-cursor.so.0"):
        return (
            "No window can be opened: the system library libxcb-cursor0 is missing "
            f"(on Debian and Ubuntu: sudo apt-get install libxcb-cursor0). {COMMANDS}"
        )
    if not _x_server_answers():
        return f"No window can be opened: the screen {environment['DISPLAY']} does not answer. {COMMANDS}"
    return None


def _wayland(environment: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor listens where the environment says, and Qt may use it."""
    wanted = environment.get("QT_QPA_PLATFORM", "wayland")
    if "wayland" not in wanted or not environment.get("WAYLAND_DISPLAY"):
        return False
    path = Path(environment.get("XDG_RUNTIME_DIR", "/")) / environment["WAYLAND_DISPLAY"]
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _x_server_answers() -> bool:
    """Connect as Qt would, with the user's cookie; libxcb tells what went wrong instead of ending the process."""
    xcb = _library("libxcb.so.1")
    if xcb is None:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
