"""Runs inside the single file before the program: brings Typst's library out when it is first imported.

The single file unpacks everything at each start. Typst is a third of it and is needed only for paper, so there it
lies inside compressed once more (build.spec, `typst_compressed`): 14 MB less to download, and a faster start. It
unpacks into the program's own temporary folder, which goes when the program ends. The one-folder program has the
library as it is, and this does nothing there.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class TypstUnpacker:
    """Stands before the importers, finds nothing itself, and is gone once it has done its work."""

    @classmethod
    def find_spec(cls, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "typst._typst":
            sys.meta_path.remove(cls)
            for packed in Path(getattr(sys, "_MEIPASS", "")).glob("typst/_typst*.xz"):
                unpack(packed)
            importlib.invalidate_caches()
        return None


def unpack(packed: Path) -> None:
    """Write the library beside its compressed form, whole or not at all."""
    import lzma
    import shutil

    partial = packed.with_suffix(".part")
    with lzma.open(packed) as source, partial.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
    partial.replace(packed.with_suffix(""))


if getattr(sys, "frozen", False):
    sys.meta_path.insert(0, TypstUnpacker)
