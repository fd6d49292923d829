"""Take study tables and source entries over from the source pack, as TOML.

    python -m db.pack tables abemaciclib     the [[study]] tables of a drug, on standard output
    python -m db.pack facts abemaciclib      the pack's facts without the tables, for whoever writes the text
    python -m db.pack sources                db/content/sources.toml, for every place that the content cites

The pack lies beside the repository (`../shared/sources`) and is needed for nothing else: building,
running and packaging work from `db/content/` alone.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
PACK = Path(__file__).resolve().parents[2] / "shared" / "sources"

#: The pack's name of a share -> ours. The comparator's carry `c_`.
SHARES = {
    "all_pct": "all",
    "g1_pct": "g1",
    "g2_pct": "g2",
    "g3_pct": "g3",
    "g4_pct": "g4",
    "g1_2_pct": "g1_2",
    "g2plus_pct": "g2plus",
    "g3plus_pct": "g3plus",
}
STUDY_KEYS = ("trial", "regimen", "population", "setting", "n", "n_total", "comparator", "comparator_n", "grading")
ROW_KEYS = ("terms", "kind", "severity", "frequency_text", "band", "n", "of_whom", "note")
PLACE = re.compile(r'"([a-z0-9-]+)#(E\d+)"')


def toml(value: object) -> str:
    """A value as TOML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def study_id(study: Mapping[str, Any], taken: Iterable[str]) -> str:
    """An id from the study's name; where two bear one name, the regimen is added, then the people counted."""
    stem = slug(re.sub(r"\(.*?\)", "", study["study"]))[:48].strip("-") or slug(study["study"])
    regimen = slug(study["regimen"])[:32].strip("-")
    candidates = [stem, f"{stem}-{regimen}"]
    if study.get("n"):
        candidates.append(f"{stem}-{regimen}-{study['n']}")
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    return f"{stem}-{regimen}-{sum(name.startswith(stem) for name in taken) + 1}"


def row_line(row: Mapping[str, Any]) -> str:
    cells: dict[str, object] = {"term": row["term"]}
    for prefix, ours in (("", ""), ("comparator_", "c_")):
        for key, name in SHARES.items():
            if row.get(prefix + key) is not None:
                cells[ours + name] = row[prefix + key]
    for key in ROW_KEYS:
        if row.get(key) is not None:
            cells[key] = row[key]
    if "ev" in row:
        cells["places"] = row["ev"]
    return "  " + toml(cells) + ","


def tables(drug: str) -> str:
    """The [[study]] tables of a drug of the pack."""
    fact = json.loads((PACK / "drugs" / f"{drug}.json").read_text(encoding="utf-8"))
    taken: list[str] = []
    lines: list[str] = []
    for study in fact["adverse_reactions"]:
        taken.append(study_id(study, taken))
        lines += ["", "[[study]]", f"id = {toml(taken[-1])}", f"name = {toml(study['study'])}"]
        for key in STUDY_KEYS:
            if study.get(key) is not None:
                lines.append(f"{key} = {toml(study[key])}")
            elif key == "n":
                lines.append('n = "not stated"')
        lines.append(f"severe_means = {toml(study.get('severe_means', 'not stated'))}")
        if study.get("threshold"):
            lines.append(f"threshold = {toml(study['threshold'])}")
        if "overall" in study:
            lines.append(f"overall = {toml(study['overall']['text'])}")
            lines.append(f"overall_places = {toml(study['overall']['ev'])}")
        if study.get("note"):
            lines.append(f"note = {toml(study['note'])}")
        lines.append(f"places = {toml(study['ev'])}")
        lines += ["rows = [", *map(row_line, study["rows"]), "]"]
    return "\n".join(lines) + "\n"


def facts(name: str) -> str:
    """The pack's facts of a drug, treatment or side effect, without the rows."""
    path = next(PACK.glob(f"*/{name}.json"))
    fact = json.loads(path.read_text(encoding="utf-8"))
    for study in fact.get("adverse_reactions", []):
        study["rows"] = f"{len(study['rows'])} rows"
    return json.dumps(fact, ensure_ascii=False, indent=1)


def locators(source: str) -> dict[str, str]:
    """`E6` -> "Table 1, MONARCH 2", for every place of a source."""
    if source == "nci-ctcae-v5":  # its places are the rows of CTCAE itself
        with (PACK / "ctcae-v5.csv").open(encoding="utf-8", newline="") as file:
            return {f"E{number}": row["CTCAE Term"] for number, row in enumerate(csv.DictReader(file), 1)}
    text = (PACK / "evidence" / f"{source}.md").read_text(encoding="utf-8")
    return {code: locator.strip() for code, locator in re.findall(r"^## (E\d+)(.*)$", text, re.MULTILINE)}


def sources() -> str:
    """sources.toml: the sources that the content cites, each with the places cited."""
    cited: dict[str, set[str]] = defaultdict(set)
    for path in sorted(CONTENT.rglob("*.toml")):
        if path.name != "sources.toml":
            for source, code in PLACE.findall(path.read_text(encoding="utf-8")):
                cited[source].add(code)
    lines = ["# Written by `python -m db.pack sources` from the source pack."]
    for source in sorted(cited):
        evidence = PACK / "evidence" / f"{source}.md"
        if not evidence.exists():
            sys.exit(f"The pack has no source '{source}'. Look for the place that cites it in {CONTENT}.")
        head = evidence.read_text(encoding="utf-8").split("---\n")[1]
        fields = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
        lines += ["", f"[{source}]"]
        lines += [f"{key} = {toml(fields[key].strip())}" for key in ("title", "publisher", "url", "version", "kind")]
        lines.append(f"[{source}.places]")
        known = locators(source)
        for code in sorted(cited[source], key=lambda code: int(code[1:])):
            if code not in known:
                sys.exit(f"The source '{source}' has no place {code}. Look for it in {CONTENT}.")
            lines.append(f"{code} = {toml(known[code])}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    match arguments:
        case ["tables", drug]:
            print(tables(drug), end="")
        case ["facts", name]:
            print(facts(name))
        case ["sources"]:
            (CONTENT / "sources.toml").write_text(sources(), encoding="utf-8")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
