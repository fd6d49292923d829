"""The card that a patient carries: treatment, when to come, phones."""

from mbc_desktop.data.records import Drug, Edition, Treatment
from mbc_desktop.summary.clinic import Clinic
from mbc_desktop.summary.parts import Sheet


def of_page(page: Drug | Treatment, edition: Edition, clinic: Clinic) -> Sheet:
    """One page of cards."""
    raise NotImplementedError
