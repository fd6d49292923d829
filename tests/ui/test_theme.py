from dataclasses import asdict, dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from mbc_desktop import paths
from mbc_desktop.ui.theme import CHOICES, EDGED, THEMES, Theme, palette
from mbc_desktop.ui.theme_colors import Colors, read

FOLDER = paths.resources() / "themes"

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


def in_all(pairs: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The pairs in every theme."""
    return [(name, *pair) for name in THEMES for pair in pairs]


def is_contrast(name: str) -> bool:
    return name.startswith("contrast")


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


@pytest.mark.parametrize(("name", "words", "ground"), in_all(TEXT))
def test_words_can_be_read(name: str, words: str, ground: str):
    colors = asdict(read(FOLDER / f"{name}.toml"))
    assert contrast(colors[words], colors[ground]) >= (7 if is_contrast(name) else 4.5)


@pytest.mark.parametrize(("name", "mark", "ground"), in_all(MARKS))
def test_marks_can_be_seen(name: str, mark: str, ground: str):
    colors = asdict(read(FOLDER / f"{name}.toml"))
    assert contrast(colors[mark], colors[ground]) >= (4.5 if is_contrast(name) else 3)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["window", "base"])
def test_the_edge_of_a_field_can_be_seen_and_so_can_its_focus(name: str, ground: str):
    """The style draws an edge 1.4 times as dark as its color, and that of what has the focus 1.25 times."""
    colors = asdict(read(FOLDER / f"{name}.toml"))
    assert contrast(QColor(colors["edge"]).darker(140).name(), colors[ground]) >= 3
    assert contrast(QColor(colors["highlight"]).darker(125).name(), colors[ground]) >= 3


def test_there_is_no_theme_that_nobody_checks():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(THEMES)


def test_every_theme_has_all_colors_and_no_other(tmp_path):
    text = (FOLDER / "light.toml").read_text(encoding="utf-8")
    assert all(QColor(color).isValid() for color in asdict(read(FOLDER / "light.toml")).values())
    surplus = tmp_path / "surplus.toml"
    surplus.write_text(text + 'glitter = "#ff00ff"\n', encoding="utf-8")
    with pytest.raises(TypeError, match="glitter"):
        read(surplus)
    missing = tmp_path / "missing.toml"
    missing.write_text(text.replace("bar_mark", "bar_dot"), encoding="utf-8")
    with pytest.raises(KeyError, match="bar_mark"):
        read(missing)


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_sets_both_colors_of_each_pair(name: str):
    colors: Colors = read(FOLDER / f"{name}.toml")
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


@dataclass
class Desktop:
    """What a desktop says of its looks."""

    dark: bool = False
    contrast: bool = False

    def colorScheme(self) -> Qt.ColorScheme:
        return Qt.ColorScheme.Dark if self.dark else Qt.ColorScheme.Light

    def accessibility(self) -> "Desktop":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        preference = Qt.ContrastPreference
        return preference.HighContrast if self.contrast else preference.NoPreference


@pytest.mark.parametrize(
    ("choice", "desktop", "wanted"),
    [
        ("system", Desktop(), "light"),
        ("system", Desktop(dark=True), "dark"),
        ("system", Desktop(contrast=True), "contrast_light"),
        ("system", Desktop(dark=True, contrast=True), "contrast_dark"),
        ("light", Desktop(dark=True, contrast=True), "light"),
        ("dark", Desktop(contrast=True), "dark"),
        ("contrast", Desktop(), "contrast_light"),
        ("contrast", Desktop(dark=True), "contrast_dark"),
    ],
)
def test_a_choice_and_the_desktop_decide(theme: Theme, monkeypatch, choice: str, desktop: Desktop, wanted: str):
    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(lambda: desktop))
    theme.choose(choice)
    assert theme.colors == read(FOLDER / f"{wanted}.toml")


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_fields_and_buttons_have_the_themes_edge(qtbot, theme: Theme, choice: str):
    theme.choose(choice)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    assert field.palette().color(QPalette.ColorRole.Window) == QColor(theme.colors.edge)
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window) == QColor(theme.colors.window)
    assert len(set(EDGED)) == len(EDGED)


def test_text_size_is_told_once_and_reaches_every_widget(qtbot, theme: Theme):
    button = QPushButton("words")
    qtbot.addWidget(button)
    button.show()
    normal = button.font().pointSizeF()
    with qtbot.waitSignal(theme.changed):
        theme.set_text_size(200)
    assert button.font().pointSizeF() == pytest.approx(2 * normal)
    assert QMenu().font().pointSizeF() == pytest.approx(2 * normal)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_text_size(200)
    theme.set_text_size(100)
    assert button.font().pointSizeF() == pytest.approx(normal)


def test_only_who_follows_the_desktop_is_told_of_its_change(qtbot, theme: Theme, monkeypatch):
    theme.choose("light")
    with qtbot.assertNotEmitted(theme.changed):
        theme._desktop_changed()
    for choice in ("system", "contrast"):
        theme.choose(choice)
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
