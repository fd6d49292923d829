"""Reads the program aloud as text, over AT-SPI: after each key, what has the focus and what is announced.

Not a test: it needs an accessibility bus and the system's own Python. How to run it: docs/screen-reader.md.
"""

import subprocess
import sys
import time
from collections.abc import Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version first)

heard: list[str] = []


def hear(event: Atspi.Event) -> None:
    if event.type.startswith("object:announcement"):
        heard.append(f"announced: {event.any_data}")
    elif event.detail1:
        heard.append(f"focus: {said(event.source)}")


def said(thing: Atspi.Accessible) -> str:
    more = thing.get_description()
    return f"{thing.get_name().strip()} [{thing.get_role_name()}]" + (f" ({more})" if more else "")


def wait(seconds: float) -> None:
    context, end = GLib.MainContext.default(), time.monotonic() + seconds
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.01)


def below(thing: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    yield thing
    for at in range(thing.get_child_count()):
        child = thing.get_child_at_index(at)
        if child is not None:
            yield from below(child)


def press(told: str, times: int = 1, *, words: bool = False) -> None:
    for _ in range(times):
        heard.clear()
        subprocess.run(["xdotool", *(["type", "--delay", "60"] if words else ["key"]), told], check=True)
        wait(2.2 if words else 0.8)
        print(f"  types “{told}”" if words else f"  {told}")
        print("".join(f"      {line}\n" for line in heard), end="", flush=True)


def tell(named: str, inside: Atspi.Accessible) -> None:
    """The rows of a list, or the words of a text, by its name."""
    for thing in below(inside):
        if thing.get_name() == named and thing.get_role() == Atspi.Role.LIST:
            for row in list(below(thing))[1:9]:
                print(f"      row: {said(row)}")
        elif thing.get_name() == named:
            words = Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))
            print("      text: " + words.translate({0xFDD0: "\n        ", 0xFDD1: "\n", 0x2029: "\n        "}))


def read(program: Atspi.Accessible) -> None:
    print("\nThe results")
    press("mouth sore", words=True)
    press("Down", 3)
    press("Up", 3)
    tell("Results", program)
    print("\nThe page, link by link")
    press("Tab", 14)
    print("\nWhy this number?")
    press("ctrl+i")
    tell("What stands behind the number", program)
    press("Tab", 3)
    press("Escape")
    print("\nThe contents of the page")
    press("ctrl+j")
    press("Down", 2)
    press("Return")
    print("\nWords that are not there, and misspelt ones")
    for words in ("qqzzqq", "diarhea"):
        press("ctrl+k")
        press(words, words=True)


listener = Atspi.EventListener.new(hear)
for kind in ("object:state-changed:focused", "object:announcement"):
    listener.register(kind)
process = subprocess.Popen(sys.argv[1:])
try:
    wait(4)
    desktop = Atspi.get_desktop(0)
    (found,) = [one for one in list(below(desktop)) if one.get_role_name() == "application" and "mbc" in one.get_name()]
    print(f"{found.get_name()}, {found.get_toolkit_name()} {found.get_toolkit_version()}\n\nThe start")
    print("".join(f"      {line}\n" for line in heard), end="")
    read(found)
finally:
    process.terminate()
