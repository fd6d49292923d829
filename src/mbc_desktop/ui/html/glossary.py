"""Technical words in staff's texts become links to their explanations, the first time that a page has them."""

import html
import re
from collections.abc import Sequence

from mbc_desktop.data.records import Explained


class Glossary:
    """Finds explained words. One that has capitals ("ALT", "CPS") counts only in just that spelling."""

    def __init__(self, entries: Sequence[Explained]) -> None:
        self._by_word = {word: entry.id for entry in entries for word in entry.words}
        self._by_plain = {word: key for word, key in self._by_word.items() if word.islower()}
        words = sorted(self._by_word, key=lambda word: (-len(word), word))
        pattern = "|".join(map(re.escape, words)) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def marked(self, text: str, seen: set[str]) -> str:
        """The text as HTML; `seen` holds what the page has explained before, and grows."""
        made, at = [], 0
        for found in self._pattern.finditer(text):
            key = self._by_word.get(found[0]) or self._by_plain.get(found[0].lower())
            if key is None or key in seen:
                continue
            seen.add(key)
            word = html.escape(found[0], quote=True)
            made.append(html.escape(text[at : found.start()], quote=True))
            made.append(f'<a class="word" href="word:{html.escape(key, quote=True)}">{word}</a>')
            at = found.end()
        return "".join(made) + html.escape(text[at:], quote=True)


NONE = Glossary(())
