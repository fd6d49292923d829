"""The database's tables. `db/build.py` fills them, `repository.py` reads them; nobody else sees them."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

#: "MBC1" in ASCII: what `PRAGMA application_id` of our files says.
APPLICATION_ID = 0x4D424331
#: `PRAGMA user_version`. A program opens its own version only.
SCHEMA_VERSION = 2

metadata = MetaData()

edition = Table(
    "edition",
    metadata,
    Column("content_date", String, nullable=False),
    Column("code", String, nullable=False),
    Column("reviewed_by", String, nullable=False),
    Column("reviewed_on", String, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("url", String, nullable=False),
    Column("version", String, nullable=False),
    Column("kind", String, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("code", String, nullable=False),
    Column("locator", String, nullable=False),
)

#: Everything that has a page of its own. `kind`: drug, treatment, side_effect or overview.
page = Table(
    "page",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("written", String, nullable=False),
    Column("treatment", ForeignKey("page.id")),
    Column("drug_class", String, nullable=False, default=""),
    Column("clinical_term", String, nullable=False, default=""),
    Column("body_system", String, nullable=False, default=""),
    Column("laboratory", Boolean, nullable=False, default=False),
    Column("listed", Boolean, nullable=False, default=False),
    Column("danger", Integer, nullable=False, default=0),
    Column("see", ForeignKey("page.id")),
    Column("reviewed_by", String, nullable=False, default=""),
    Column("reviewed_on", String, nullable=False, default=""),
    Column("superseded", String, nullable=False, default=""),
)

#: Further names and plain lists of a page. `kind`: brand, short, regimen, other, synonym, route, not_found.
name = Table(
    "name",
    metadata,
    Column("page", ForeignKey("page.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", String, nullable=False),
)

#: What decides between treatments. `kind`: hormone_receptor, her2, biomarker, menopause, route, site.
factor = Table(
    "factor",
    metadata,
    Column("page", ForeignKey("page.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
)

factor_place = Table(
    "factor_place",
    metadata,
    Column("page", ForeignKey("page.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)

#: `owner` is a page's id, or an emergency's or help line's.
statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey("page.id"), nullable=False, index=True),
    Column("owner", String, nullable=False),
    Column("section", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("text", String, nullable=False),
    Column("patient", String, nullable=False),
    Column("call_now", String, nullable=False),
    Column("side_effect", ForeignKey("page.id")),
    Column("link", ForeignKey("page.id")),
    Column("grade", Integer),
)

statement_place = Table(
    "statement_place",
    metadata,
    Column("statement", ForeignKey("statement.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)

#: The side effects that a treatment's page tells in words.
effect = Table(
    "effect",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("treatment", ForeignKey("page.id"), nullable=False),
    Column("term", String, nullable=False),
    Column("timing", String, nullable=False),
    Column("note", String, nullable=False),
    Column("side_effect", ForeignKey("page.id")),
)

effect_place = Table(
    "effect_place",
    metadata,
    Column("effect", ForeignKey("effect.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)

study = Table(
    "study",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("drug", ForeignKey("page.id"), nullable=False, index=True),
    Column("slug", String, nullable=False),
    Column("name", String, nullable=False),
    Column("trial", String, nullable=False),
    Column("main_position", Integer),
    Column("main_for", String, nullable=False),
    Column("main_reason", String, nullable=False),
    Column("regimen", String, nullable=False),
    Column("population", String, nullable=False),
    Column("setting", String, nullable=False),
    Column("n", Integer),
    Column("n_total", Integer),
    Column("comparator", String, nullable=False),
    Column("comparator_n", Integer),
    Column("grading", String, nullable=False),
    Column("severe_means", String, nullable=False),
    Column("threshold", String, nullable=False),
    Column("overall", String, nullable=False),
    Column("note", String, nullable=False),
    Column("plain_name", String, nullable=False),
    Column("plain_regimen", String, nullable=False),
    Column("plain_comparator", String, nullable=False),
)

#: `kind`: study (where its table stands) or overall (where its overall figures stand).
study_place = Table(
    "study_place",
    metadata,
    Column("study", ForeignKey("study.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)

#: One row of a study's table. `kind` is ours (what only a blood test shows is laboratory), `source_kind` the source's.
reaction = Table(
    "reaction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("study", ForeignKey("study.id"), nullable=False, index=True),
    Column("term", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("source_kind", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("frequency_text", String, nullable=False),
    Column("more_than", Float),
    Column("at_least", Float),
    Column("up_to", Float),
    Column("below", Float),
    Column("n", Integer),
    Column("of_whom", String, nullable=False),
    Column("note", String, nullable=False),
)

#: A row on several pages is a composite: it names several side effects in one share.
reaction_side_effect = Table(
    "reaction_side_effect",
    metadata,
    Column("reaction", ForeignKey("reaction.id"), primary_key=True),
    Column("side_effect", ForeignKey("page.id"), primary_key=True, index=True),
)

#: A share in per cent, as the source gives it: "86", "22.0", "<1". `arm`: treatment or comparator.
share = Table(
    "share",
    metadata,
    Column("reaction", ForeignKey("reaction.id"), primary_key=True),
    Column("arm", String, primary_key=True),
    Column("grade", String, primary_key=True),
    Column("text", String, nullable=False),
)

reaction_place = Table(
    "reaction_place",
    metadata,
    Column("reaction", ForeignKey("reaction.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)

emergency = Table(
    "emergency",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("side_effect", ForeignKey("page.id"), nullable=False),
)

help_line = Table(
    "help_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("country", String, nullable=False),
    Column("statement", ForeignKey("statement.id"), nullable=False),
)

#: The technical words of staff's texts, explained.
glossary = Table(
    "glossary",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", String, nullable=False),
)

#: The forms in which a word stands in our texts.
glossary_word = Table(
    "glossary_word",
    metadata,
    Column("entry", ForeignKey("glossary.id"), primary_key=True),
    Column("word", String, primary_key=True),
)

glossary_place = Table(
    "glossary_place",
    metadata,
    Column("entry", ForeignKey("glossary.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", ForeignKey("place.id"), nullable=False),
)
