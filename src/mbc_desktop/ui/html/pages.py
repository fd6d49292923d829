"""Which function makes which page."""

from mbc_desktop.data.records import Drug, Overview, Page, SideEffect, Treatment
from mbc_desktop.summary.report_sheet import ErrorReport
from mbc_desktop.summary.side_by_side import Comparison
from mbc_desktop.ui.html.compare_page import compare_page
from mbc_desktop.ui.html.drug_page import drug_page
from mbc_desktop.ui.html.overview_page import overview_page
from mbc_desktop.ui.html.parts import Shown
from mbc_desktop.ui.html.side_effect_page import side_effect_page
from mbc_desktop.ui.html.treatment_page import treatment_page


def page_html(page: Page | Comparison, shown: Shown) -> str:
    """A page as rich text."""
    match page:
        case Drug():
            return drug_page(page, shown)
        case Treatment():
            return treatment_page(page, shown)
        case SideEffect():
            return side_effect_page(page, shown)
        case Overview():
            return overview_page(page, shown)
        case Comparison():
            return compare_page(page, shown)


def title_of(page: Page | Comparison | ErrorReport) -> str:
    return page.name if isinstance(page, Drug | Treatment) else page.title
