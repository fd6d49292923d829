"""The comparison of two to four treatments, for staff with the patient: one denominator, both arms, no winner."""

from collections.abc import Sequence

from mbc_desktop.data.records import Drug, Treatment
from mbc_desktop.summary import parts
from mbc_desktop.summary.parts import Sheet, SideEffectOf


def of_pages(pages: Sequence[Drug | Treatment], side_effect_of: SideEffectOf) -> Sheet:
    """One row for each side effect, one column for each treatment."""
    raise NotImplementedError


_ = parts
