"""A content folder as small as one can be that still has everything: made up, built without the pack."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from db import build

FILES = {
    "edition.toml": """\
# The edition
content_date = 2026-11-23
treatments = [
  "pill-therapy",
  "drip-therapy",
]
""",
    "sources.toml": """\
[label]
title = "The label"
publisher = "A maker"
url = "https://example.org/label"
version = "2026"
kind = "fda-label"
[label.places]
E1 = "Section 1"
E2 = "Table 2"

[leaflet]
title = "The leaflet"
publisher = "An agency"
url = "https://example.org/leaflet"
version = "undated"
kind = "agency"
[leaflet.places]
E1 = "Page 1"
""",
    "treatments/pill-therapy.toml": """\
kind = "treatment"
name = "Pill therapy"
other_names = ["tablets"]
written = 2026-11-23
not_found = ["Who makes the pills."]

[[factor]]
kind = "site"
value = "bone"
places = ["label#E1"]

[[what_it_is]]
text = "Pills for the whole body."
places = ["leaflet#E1"]

[[combines_with]]
treatment = "drip-therapy"
text = "Some people also have a drip."
places = ["leaflet#E1"]

[[effect]]
term = "Feeling sick"
timing = "any time"
note = "It comes and goes."
side_effect = "sickness"
places = ["leaflet#E1"]
""",
    "treatments/drip-therapy.toml": """\
kind = "treatment"
name = "Drip therapy"
written = 2026-11-23
not_found = []
""",
    "treatments/onemab.toml": """\
kind = "drug"
name = "onemab"
brand_names = ["Onebrand"]
short_names = ["1-M"]
regimens = ["OM"]
treatment = "drip-therapy"
drug_class = "antibody"
routes = ["into a vein"]
written = 2026-11-23
not_found = ["The second table."]

[eligibility]
hormone_receptor = "positive"
her2 = ["negative"]
biomarkers = []
menopause = "any"
places = ["label#E1"]

[[factor]]
kind = "her2"
value = "low"
places = ["leaflet#E1"]

[[mechanism]]
text = "Binds to one target."
patient = "It holds on to one target."
places = ["label#E1"]

[[warnings]]
topic = "Low cells"
text = "Low cells in 20%."
patient = "Your cells can get low."
call_now = "Call now if you have a fever."
side_effect = "low-cells"
places = ["label#E2"]

[[main_study]]
study = "first"
use = "alone"
reason = "Metastatic, with a comparator."

[[study]]
id = "first"
name = "FIRST"
trial = "FIRST"
regimen = "onemab"
population = "everyone"
setting = "metastatic"
n = 100
comparator = "placebo"
comparator_n = 90
severe_means = "3-4"
places = ["label#E2"]
rows = [
  {term = "Sickness", all = 50, g3plus = 5, c_all = 10, kind = "clinical"},
  {term = "Low cells", all = 20, g3 = "<1", g4 = 0, kind = "clinical"},
  {term = "Stopped because of side effects", all = 3, severity = "outcome", kind = "clinical"},
]

[[study]]
id = "second"
name = "SECOND"
regimen = "onemab"
population = "people treated early"
setting = "early"
n = "not stated"
severe_means = "not stated"
overall = "Serious events in 4%."
overall_places = ["leaflet#E1"]
places = ["label#E2"]
rows = [
  {term = "Sickness or rash", terms = ["Sickness", "Rash"], all = 60, kind = "clinical"},
  {term = "Rash", frequency_text = "over 10%", band = {more_than = 10}, kind = "clinical", places = ["leaflet#E1"]},
]

[[study]]
id = "third"
name = "THIRD"
regimen = "onemab"
population = "everyone"
setting = "metastatic"
n_total = 30
severe_means = "3"
places = ["label#E2"]
rows = [
  {term = "Sickness", g3 = 2, kind = "clinical"},
]
""",
    "treatments/twomab.toml": """\
kind = "drug"
name = "twomab"
brand_names = []
treatment = "pill-therapy"
drug_class = "pill"
routes = ["by mouth"]
written = 2026-11-23
not_found = []

[eligibility]
hormone_receptor = "any"
her2 = ["any"]
biomarkers = ["ONE mutation"]
menopause = "post"
places = ["label#E1"]

[[advice]]
text = "Take it with water."
places = ["label#E1"]

[[study]]
id = "pool"
name = "A pool"
regimen = "twomab"
population = "everyone"
setting = "mixed"
n = 10
severe_means = "not stated"
places = ["label#E2"]
rows = [
  {term = "Odd nails", all = 10.0, kind = "clinical"},
]
""",
    "side_effects/sickness.toml": """\
title = "Feeling sick"
clinical_term = "Sickness"
synonyms = ["queasy"]
body_system = "Stomach and bowel"
laboratory = false
danger = 2
written = 2026-11-23
not_found = []

[[what_it_is]]
text = "You feel sick."
places = ["leaflet#E1"]

[[get_help_now]]
text = "You cannot keep water down: get help now."
places = ["leaflet#E1"]

[[grades]]
topic = "Sickness"
grade = 1
text = "A little"
places = ["label#E1"]
""",
    "side_effects/low-cells.toml": """\
title = "Low cells"
clinical_term = "Cell count decreased"
synonyms = []
body_system = "Blood and infection"
laboratory = true
written = 2026-11-23
not_found = ["What it feels like."]

[[what_it_is]]
text = "You have few cells."
places = ["leaflet#E1"]
""",
    "side_effects/rash.toml": """\
title = "Rash"
clinical_term = "Rash"
synonyms = []
body_system = "Skin, hair and nails"
laboratory = false
written = 2026-11-23
not_found = []

[[what_helps]]
text = "Keep the skin cool."
places = ["leaflet#E1"]
""",
    "listed_terms.toml": """\
[odd-nails]
title = "Odd nails"
clinical_term = "Nail oddity"
synonyms = ["funny nails"]
body_system = "Skin, hair and nails"
laboratory = false
definition = {text = "Nails that look odd.", places = ["label#E1"]}
see = "rash"
written = 2026-11-23
""",
    "terms.toml": """\
# A source's term -> our side effect
"Sickness" = "sickness"
"Low cells" = "low-cells"
"Rash" = "rash"
"Odd nails" = "odd-nails"
"Stopped because of side effects" = "outcome"
""",
    "overview.toml": """\
kind = "overview"
title = "The illness"
written = 2026-11-23
not_found = []

[[what_it_is]]
text = "An illness."
places = ["leaflet#E1"]

[[emergency]]
id = "bad-sickness"
name = "Bad sickness"
side_effect = "sickness"

[[emergency.signs]]
text = "You cannot drink."
places = ["leaflet#E1"]

[[emergency.what_to_do]]
text = "Call at once."
places = ["leaflet#E1"]

[[help_line]]
name = "The line"
text = "Call 1-800."
country = "United States"
places = ["leaflet#E1"]
""",
    "glossary.toml": """\
[antibody]
words = ["antibody", "antibodies"]
text = "A protein that holds on to a target."
places = ["label#E1"]
""",
}


@dataclass(frozen=True)
class Small:
    """A content folder of a test's own."""

    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file there, whole."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)

    def change(self, name: str, old: str, new: str) -> int:
        """Put `new` where `old` stands, which it does exactly once; the line it stands on."""
        text = self.text(name)
        assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def line(self, name: str, words: str) -> int:
        """The line on which words stand first."""
        return self.text(name).split(words)[0].count("\n") + 1


def make(folder: Path) -> Small:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Small(folder)


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make(tmp_path / "content")


@pytest.fixture
def compile_content(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """`python -m db.build --content X --output Y`, in this process: (exit code, output, errors)."""

    def run(folder: Path, output: Path) -> tuple[int, str, str]:
        arguments = ["db.build", "--content", str(folder), "--output", str(output)]
        monkeypatch.setattr("sys.argv", arguments)
        code = build.main()
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run
