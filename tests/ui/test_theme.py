from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette

from mbc_desktop import paths
from mbc_desktop.ui.theme import CHOICES, Theme, palette
from mbc_desktop.ui.theme_colors import Colors, read

THEMES = paths.resources() / "themes"

#: (words, what they stand on): every pair that the window, the pages or a message shows.
TEXT = [
    ("window_text", "window"),
    ("window_text", "button"),
    ("text", "base"),
    ("text", "alternate"),
    ("text", "alarm_fill"),
    ("text", "notice_fill"),
    ("muted", "base"),
    ("muted", "window"),
    ("muted", "alarm_fill"),
    ("muted", "notice_fill"),
    ("link", "base"),
    ("link", "window"),
    ("link", "alarm_fill"),
    ("alarm", "alarm_fill"),
    ("highlighted_text", "highlight"),
]
#: (mark, what it must be told from).
MARKS = [
    ("bar", "base"),
    ("bar_severe", "base"),
    ("bar_severe", "bar"),
    ("bar_mark", "base"),
    ("bar_mark", "bar"),
    ("base", "bar_severe"),  # the seam around the comparison group's mark
    ("highlight", "base"),
    ("highlight", "window"),
    ("alarm", "base"),
]


def in_both(pairs: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The pairs in both themes."""
    return [(name, *pair) for name in ("light", "dark") for pair in pairs]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ruler_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("name", "words", "ground"), in_both(TEXT))
def test_words_can_be_read(name: str, words: str, ground: str):
    colors = asdict(read(THEMES / f"{name}.toml"))
    assert contrast(colors[words], colors[ground]) >= 4.5


@pytest.mark.parametrize(("name", "mark", "ground"), in_both(MARKS))
def test_marks_can_be_seen(name: str, mark: str, ground: str):
    colors = asdict(read(THEMES / f"{name}.toml"))
    assert contrast(colors[mark], colors[ground]) >= 3


def test_every_theme_has_all_colors_and_no_other(tmp_path):
    text = (THEMES / "light.toml").read_text(encoding="utf-8")
    assert all(QColor(color).isValid() for color in asdict(read(THEMES / "light.toml")).values())
    surplus = tmp_path / "surplus.toml"
    surplus.write_text(text + 'glitter = "#ff00ff"\n', encoding="utf-8")
    with pytest.raises(TypeError, match="glitter"):
        read(surplus)
    missing = tmp_path / "missing.toml"
    missing.write_text(text.replace("bar_mark", "bar_dot"), encoding="utf-8")
    with pytest.raises(KeyError, match="bar_mark"):
        read(missing)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_palette_sets_both_colors_of_each_pair(name: str):
    colors: Colors = read(THEMES / f"{name}.toml")
    made = palette(colors)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
    ]
    for which in (group.Active, group.Inactive):
        for words, ground in pairs:
            assert contrast(made.color(which, words).name(), made.color(which, ground).name()) >= 4.3, (which, words)
    for words, ground in pairs[:2] + pairs[3:4]:
        assert contrast(made.color(group.Disabled, words).name(), made.color(group.Disabled, ground).name()) >= 3


def test_a_choice_changes_the_application_and_is_told(qtbot, theme: Theme):
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert QGuiApplication.palette().color(QPalette.ColorRole.Base) == QColor(theme.colors.base)
    assert QColor(theme.colors.base).lightness() < 64
    theme.choose("light")
    assert QGuiApplication.palette().color(QPalette.ColorRole.Base) == QColor("#ffffff")


def test_an_unknown_choice_follows_the_desktop(qapp):
    theme = Theme(paths.resources(), "sepia")
    assert theme.choice == CHOICES[0] == "system"


def test_only_who_follows_the_desktop_is_told_of_its_change(qtbot, theme: Theme, monkeypatch):
    theme.choose("light")
    with qtbot.assertNotEmitted(theme.changed):
        theme._desktop_changed()
    theme.choose("system")
    with qtbot.waitSignal(theme.changed):
        theme._desktop_changed()


@pytest.mark.parametrize("path", sorted((paths.resources() / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_are_drawn_in_the_color_of_the_text(either_theme: Theme, path):
    image = either_theme.icon(path.stem).pixmap(48, 48).toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    wanted = QColor(either_theme.colors.window_text)
    assert drawn
    for color in map(QColor, drawn):  # antialiasing may round by one
        assert all(abs(a - b) <= 1 for a, b in zip(color.getRgb(), wanted.getRgb(), strict=True)), color.name()
    assert either_theme.icon(path.stem).availableSizes(QIcon.Mode.Disabled)
    assert image.hasAlphaChannel()
    assert image.pixelColor(0, 0).alpha() < 255
