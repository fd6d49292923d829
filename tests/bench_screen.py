"""A screen and a home of our own for programs that are measured."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DISPLAY = ":94"


def has_screen() -> bool:
    """Whether there can be one."""
    return shutil.which("Xvfb") is not None


@contextmanager
def screen() -> Iterator[None]:
    """A screen of our own."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1024x768x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(1)
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """The environment of a program on that screen, with an empty home."""
    with tempfile.TemporaryDirectory() as home:
        runtime = Path(home) / "runtime"
        runtime.mkdir(mode=0o700)
        more = {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": home, "XDG_RUNTIME_DIR": str(runtime)}
        yield {**os.environ, **more}
