"""Writing a PDF: a clear sentence with a next step, and what was there before stays whole."""

import os

import pytest

from mbc_desktop.errors import OutputError
from mbc_desktop.summary.orders import orders
from mbc_desktop.summary.sheets import Layout
from tests.summary.made import EDITION, drug

A4 = Layout(12, "a4")


def write(press, path):
    press.write_pdf(orders("patient", [drug()]), EDITION, A4, path)


def test_a_pdf_is_written_and_nothing_else_is_left(press, tmp_path):
    folder = tmp_path / "a folder, with ünusual 'names'"
    folder.mkdir()
    write(press, folder / "a b.pdf")
    assert (folder / "a b.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in folder.iterdir()] == ["a b.pdf"]


def test_an_old_file_is_replaced(press, tmp_path):
    (tmp_path / "a.pdf").write_text("old")
    write(press, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_missing_folder(press, tmp_path):
    with pytest.raises(OutputError, match=r"is not there\. Create it, or choose another"):
        write(press, tmp_path / "no" / "a.pdf")


def test_a_folder_in_its_place(press, tmp_path):
    with pytest.raises(OutputError, match=r"is a folder\. Give the name of a file in it"):
        write(press, tmp_path)
    assert list(tmp_path.parent.glob("*.part")) == []


@pytest.mark.parametrize("name", ["a\0b.pdf", "x" * 300 + ".pdf"])
def test_a_name_that_no_disk_takes(press, tmp_path, name):
    with pytest.raises(OutputError, match="choose another folder"):
        write(press, tmp_path / name)


def test_a_full_disk_leaves_the_old_file_and_no_part(press, tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_text("old")

    def full(path, data):
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OutputError, match=r"No space left on device.*make room"):
        write(press, tmp_path / "a.pdf")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir() if path.is_file()] == [("a.pdf", "old")]


def test_a_file_that_is_open_elsewhere(press, tmp_path, monkeypatch):
    """Windows refuses to replace a file that a reader holds open."""
    (tmp_path / "a.pdf").write_text("old")

    def locked(path, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", locked)
    with pytest.raises(OutputError, match="Close the file if it is open"):
        write(press, tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_nobody_may_write_to(press, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        write(press, tmp_path / "a.pdf")


def test_a_device_that_is_full(press):
    if not os.path.exists("/proc/self"):  # noqa: PTH110
        pytest.skip("no /proc here")
    from pathlib import Path

    with pytest.raises(OutputError, match="cannot be written"):
        write(press, Path("/proc/self/a.pdf"))
