"""Pages as sheets: PDF for paper and files, SVG for preview and printer. One layout, Typst's, for all of them."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mbc_desktop.data.records import Drug, Edition, Explained, Overview, SideEffect, Treatment
from mbc_desktop.errors import OutputError
from mbc_desktop.summary import (
    card_sheet,
    comparison_sheet,
    emergency_number,
    overview_sheet,
    patient_sheet,
    patient_treatment,
    phrases,
    report_sheet,
    side_effect_sheet,
    staff_sheet,
    typeface,
)
from mbc_desktop.summary.clinic import BLANK, Clinic
from mbc_desktop.summary.orders import Order
from mbc_desktop.summary.parts import Sheet
from mbc_desktop.summary.report_sheet import ErrorReport

if TYPE_CHECKING:
    import typst

Size = Literal[12, 14, 16, 20]
Paper = Literal["a4", "letter"]
#: Typst remembers what its last ten compilations used, 25 MB of earlier sheets, and has no call to forget. Each
#: empty one after a job counts as well; the templates and the sheet that was just made are still known.
EMPTY_JOBS = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """How a job is printed. `size` is the type size in points.

    `patient_name` is for one printout: it stands on the paper and nowhere else, so nothing here writes or logs it.
    """

    size: Size = 12
    paper: Paper = "a4"
    clinic: Clinic = BLANK
    patient_name: str = ""


class Press:
    """Makes sheets. Built once; `import typst` happens when the first sheet is made.

    `templates` is `resources/print`, `fonts` the folder of the typeface, `side_effect_of` gives a side effect's page by
    its id: a drug's sheet tells what helps. `glossary` explains words on patients' sheets.
    """

    def __init__(
        self,
        templates: Path,
        fonts: Path,
        side_effect_of: Callable[[str], SideEffect],
        glossary: Sequence[Explained] = (),
    ) -> None:
        self._templates = templates
        self._fonts = fonts
        self._glossary = glossary
        self._side_effect_of = cache(side_effect_of)  # content never changes while the program runs

    def write_pdf(self, orders: Sequence[Order], edition: Edition, layout: Layout, output: Path) -> None:
        """Write the sheets as one tagged PDF. A file that is there stays whole until the new one is.

        Raises OutputError where the PDF cannot be written.
        """
        made = self.pdf_bytes(orders, edition, layout)
        part = output.with_name(f"{output.name}.part") if output.name else output
        try:
            if output.is_dir():
                raise OutputError(f"{output} is a folder. Give the name of a file in it, for example sheet.pdf.")
            if not output.parent.is_dir():
                raise OutputError(f"The folder {output.parent} is not there. Create it, or choose another one.")
            part.write_bytes(made)
            part.replace(output)
        except (OSError, ValueError) as error:
            with suppress(OSError, ValueError):
                part.unlink()
            reason = getattr(error, "strerror", None) or error
            raise OutputError(
                f"The PDF cannot be written to {output} ({reason}). Close the file if it is open, "
                "make room on the disk, or choose another folder."
            ) from error

    def pdf_bytes(self, orders: Sequence[Order], edition: Edition, layout: Layout) -> bytes:
        """The sheets as one tagged PDF/UA-1, dated by the content: the same content gives the same bytes."""
        dated = datetime.strptime(edition.content_date, "%Y-%m-%d").replace(tzinfo=UTC)
        made, _ = self.compiled("pdf", orders, edition, layout, pdf_standards="ua-1", timestamp=dated)
        return made[0]

    def svg_pages(self, orders: Sequence[Order], edition: Edition, layout: Layout) -> list[str]:
        """The sheets as SVG, one for each page of paper: what preview and printer draw."""
        made, _ = self.compiled("svg", orders, edition, layout)
        return [page.decode() for page in made]

    def compiled(
        self, form: Literal["pdf", "svg"], orders: Sequence[Order], edition: Edition, layout: Layout, **options: Any
    ) -> tuple[list[bytes], list[str]]:
        """What Typst made, and its warnings. A warning (a font that is not there) fails the tests, not the user."""
        job = self.job(orders, edition, layout)
        safe = typeface.shown_in(job, typeface.characters(self._fonts))
        inputs = {"job": json.dumps(safe, ensure_ascii=False)}
        made, warnings = self._compiler.compile_with_warnings(format=form, sys_inputs=inputs, **options)
        for _ in range(EMPTY_JOBS):
            self._empty.compile(b"", format="svg")
        several = made if isinstance(made, list) else [made or b""]
        return several, [warning.message for warning in warnings]

    def job(self, orders: Sequence[Order], edition: Edition, layout: Layout) -> dict[str, Any]:
        """All that the templates are told: `{"title", "size", "paper", "family", "foot", "name", "sheets": [...]}`."""
        if not orders:
            raise OutputError("There is nothing to print. Choose a treatment, a drug or a side effect.")
        number = layout.clinic.emergency_number
        made = [emergency_number.on_sheet(self.sheet(order, edition, layout), number) for order in orders]
        return {
            "title": ", ".join(dict.fromkeys(sheet["title"] for sheet in made)),
            "size": layout.size,
            "paper": {"a4": "a4", "letter": "us-letter"}[layout.paper],
            "family": typeface.FAMILY,
            "foot": [phrases.edition_line(edition), phrases.SUPPORTS],
            "name": layout.patient_name.strip(),
            "sheets": made,
        }

    def sheet(self, order: Order, edition: Edition, layout: Layout) -> Sheet:
        """The sheet that was ordered. `orders.orders` has seen that its pages make such a sheet."""
        clinic, first = layout.clinic, order.pages[0]
        match order.kind, first:
            case "comparison", Drug() | Treatment():
                compared = [page for page in order.pages if isinstance(page, Drug | Treatment)]
                made = comparison_sheet.of_pages(compared, self._side_effect_of)
            case "card", Drug() | Treatment():
                made = card_sheet.of_page(first, edition, clinic)
            case "staff", Drug():
                made = staff_sheet.of_drug(first, all_studies=order.all_studies)
            case "patient", Drug():
                made = patient_sheet.of_drug(first, self._side_effect_of, clinic, self._glossary)
            case "staff", Treatment():
                made = staff_sheet.of_treatment(first, all_studies=order.all_studies)
            case "patient", Treatment():
                made = patient_treatment.of_treatment(first, clinic, self._glossary)
            case "side-effect", SideEffect():
                made = side_effect_sheet.of_side_effect(first, clinic, order.chosen)
            case "patient" | "staff" as voice, Overview():
                made = overview_sheet.of_overview(first, voice, clinic)
            case "report", ErrorReport():
                made = report_sheet.of_report(first, edition)
            case _:
                raise OutputError(f"There is no {order.kind} sheet of this page.")
        return made

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        import typst

        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(typeface.only_truetype(self._fonts))],
        )
        return typst.Compiler(str(self._templates / "job.typ"), root=str(self._templates), font_paths=fonts)

    @cached_property
    def _empty(self) -> "typst.Compiler":
        import typst

        none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        return typst.Compiler(root=str(self._templates), font_paths=none)
