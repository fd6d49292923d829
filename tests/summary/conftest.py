"""What prints, and the pages of the built database. `database` and `repository` are tests/conftest.py's."""

from functools import cache

import pytest

from mbc_desktop.summary.sheets import Press
from tests.summary.made import new_press


@pytest.fixture(scope="session")
def side_effect_of(repository):
    return cache(repository.side_effect)


@pytest.fixture(scope="session")
def press(side_effect_of, repository) -> Press:
    return new_press(side_effect_of, repository.glossary)


@pytest.fixture(scope="session")
def drugs(repository):
    return [repository.page(entry.id) for entry in repository.entries.values() if entry.kind == "drug"]


@pytest.fixture(scope="session")
def treatments(repository):
    return [repository.page(entry.id) for entry in repository.entries.values() if entry.kind == "treatment"]
