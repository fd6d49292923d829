"""Back and forward over the pages of this run, and the last of them. Nothing of it outlives the run."""

from dataclasses import dataclass, field

#: More steps than anybody goes back.
LONGEST = 200
#: So many pages are offered by their titles.
RECENT = 10


@dataclass
class History:
    """Pages in the order in which they were opened; `at` is the one shown, -1 before the first.

    `recent` is `[(page, title)]`, the newest first, each page once.
    """

    pages: list[str] = field(default_factory=list)
    at: int = -1
    recent: list[tuple[str, str]] = field(default_factory=list)

    def visit(self, page: str, title: str = "") -> None:
        """A page was opened: it follows the one shown, and what was ahead is gone. Without a title it is not offered
        again.
        """
        if title:
            others = [one for one in self.recent if one[0] != page]
            self.recent = [(page, title), *others][: RECENT + 1]  # the page that is shown is not offered
        if self.at >= 0 and self.pages[self.at] == page:
            return
        self.pages = [*self.pages[: self.at + 1], page][-LONGEST:]
        self.at = len(self.pages) - 1

    def recent_before(self) -> list[tuple[str, str]]:
        """The last pages, without the one that is shown."""
        shown = self.pages[self.at] if self.at >= 0 else None
        return [one for one in self.recent if one[0] != shown][:RECENT]

    @property
    def can_go_back(self) -> bool:
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        return self.at < len(self.pages) - 1

    def back(self) -> str | None:
        """The page before, which is shown from now on; None if there is none."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> str | None:
        """The page after, which is shown from now on; None if there is none."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, by: int) -> str:
        self.at += by
        return self.pages[self.at]
