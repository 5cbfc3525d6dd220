"""Synthetic programmes in any number, the same for the same seed: realistic Japanese text and rules.

Texts are put together from :mod:`tests.bench.vocabulary` and from the real catalogue's own phrases; support
lines, with their rules, rates, caps and citations, are drawn from those of the real catalogue, so that
facts occur as often as in reality. Nothing here is true of any programme.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from msgspec import structs

from db.catalog_format import CriterionForm, EditionForm, LineForm, ProgramForm, RelationForm
from db.catalog_source import CatalogSource, read_catalog
from db.reference.tables import read_table
from tests.bench import vocabulary as words

MOST_LINES = 3
NUMBER_RULES: tuple[tuple[str, str, str], ...] = (
    ("population_register", "below", "5000"),
    ("population_register", "below", "30000"),
    ("fiscal_index", "below", "0.8"),
    ("foreign_residents", "at_least", "1000"),
    ("kyoryokutai_members", "at_least", "1"),
)

T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What is drawn from the real catalogue."""

    source: CatalogSource
    programs: tuple[ProgramForm, ...]
    editions: tuple[EditionForm, ...]
    lines: tuple[LineForm, ...]
    phrases: tuple[str, ...]
    keywords: tuple[str, ...]
    places: tuple[str, ...]


@cache
def material() -> Material:
    """Read the real catalogue once."""
    source = read_catalog()
    programs = tuple(source.programs.values())
    editions = tuple(one for form in programs for one in form.edition)
    lines = tuple(line for one in editions for line in one.line)
    texts = [form.summary for form in programs] + [line.summary for line in lines]
    phrases = dict.fromkeys(f"{part}。" for text in texts for part in text.split("。") if part)
    return Material(
        source=source,
        programs=programs,
        editions=editions,
        lines=lines,
        phrases=tuple(phrases),
        keywords=tuple(dict.fromkeys(word for form in programs for word in form.keywords)),
        places=tuple(row["name"] for row in read_table("municipalities")),
    )


def synthetic_source(size: int, seed: int) -> CatalogSource:
    """Return a catalogue of ``size`` programmes, as if it had been read from files."""
    chance = random.Random(f"{seed}/{size}")
    forms = (_program(chance, number) for number in range(1, size + 1))
    return replace(material().source, programs={f"{form.id}.toml": form for form in forms})


def _often(chance: random.Random, choices: Sequence[T]) -> T:
    """Return one of the choices, the first ones more often."""
    return choices[int(len(choices) * chance.random() ** 2)]


def _program(chance: random.Random, number: int) -> ProgramForm:
    """Return one programme."""
    real = material()
    name, kana = _name(chance, number)
    like = chance.choice(real.programs)
    others = range(1, number)
    related = [chance.choice(others)] if others and chance.random() < 0.3 else []
    return ProgramForm(
        id=f"p{number:06d}",
        name=name,
        kana=kana,
        agency=like.agency,
        purposes=like.purposes,
        summary=_summary(chance),
        applicants=like.applicants,
        beneficiaries=like.beneficiaries,
        aliases=[_name(chance, 0)[0] for _ in range(chance.randint(0, 2))],
        keywords=_keywords(chance),
        state=like.state,
        end_year=like.end_year,
        relation=[_relation(target) for target in related],
        edition=[_edition(chance)],
    )


def _relation(target: int) -> RelationForm:
    """Return a relation to another programme."""
    return RelationForm(kind="complements", target=f"p{target:06d}", text="あわせて使えます。")


def _name(chance: random.Random, number: int) -> words.Word:
    """Return a name with its reading; a number other than 0 makes some of them a frame of a place."""
    parts = [
        _often(chance, words.FIELDS),
        _often(chance, words.ACTIONS),
        _often(chance, words.FORMS),
    ]
    if chance.random() < 0.4:
        parts.insert(0, _often(chance, words.PREFIXES))
    if chance.random() < 0.3:
        parts.insert(1, _often(chance, words.FIELDS))
    text, kana = ("".join(part[side] for part in parts) for side in (0, 1))
    if number and chance.random() < 0.5:
        text = f"{text}（{chance.choice(material().places)}型）"
    return text, kana


def _summary(chance: random.Random) -> str:
    """Return two to four sentences, some of them from the real catalogue."""
    written = [_sentence(chance) for _ in range(chance.randint(1, 2))]
    taken = [chance.choice(material().phrases) for _ in range(chance.randint(1, 2))]
    return "".join([*written, *taken])


def _sentence(chance: random.Random) -> str:
    """Return one sentence put together from words."""
    return chance.choice(words.SENTENCES).format(
        field=_often(chance, words.FIELDS)[0],
        other=_often(chance, words.FIELDS)[0],
        action=_often(chance, words.ACTIONS)[0],
        body=_often(chance, words.BODIES),
        thing=chance.choice(words.THINGS),
        verb=chance.choice(words.VERBS),
        place=chance.choice(material().places),
    )


def _keywords(chance: random.Random) -> list[str]:
    """Return words to be found by, half of them from the real catalogue."""
    own = [_often(chance, words.FIELDS)[0] for _ in range(chance.randint(2, 4))]
    real = [chance.choice(material().keywords) for _ in range(chance.randint(2, 5))]
    return list(dict.fromkeys([*own, *real]))


def _edition(chance: random.Random) -> EditionForm:
    """Return the content of one or two fiscal years, with up to three lines."""
    like = chance.choice(material().editions)
    count = min(chance.randint(1, MOST_LINES), chance.randint(1, MOST_LINES))
    return EditionForm(
        years=["R8"] if chance.random() < 0.8 else ["R7", "R8"],
        certainty="confirmed",
        summary=_sentence(chance),
        source=like.source,
        criterion=like.criterion[:2],
        line=[_line(chance, number) for number in range(1, count + 1)],
        round=like.round[:1],
        step=like.step[:1],
        eligible_cost=like.eligible_cost[:1],
        contact=like.contact[:1],
    )


def _line(chance: random.Random, number: int) -> LineForm:
    """Return a real line under another name; one in eight also asks for a number of the town."""
    like = chance.choice(material().lines)
    criteria = like.criterion[:2]
    if chance.random() < 0.125:
        criteria = [*criteria, _number_criterion(chance, like)]
    field, action = _often(chance, words.FIELDS)[0], _often(chance, words.ACTIONS)[0]
    return structs.replace(
        like,
        id=f"l{number}",
        label=f"{field}の{action}",
        summary=_sentence(chance),
        criterion=criteria,
        figure=like.figure[:1],
    )


def _number_criterion(chance: random.Random, like: LineForm) -> CriterionForm:
    """Return a criterion on a number of the town."""
    fact, bound, value = chance.choice(NUMBER_RULES)
    return CriterionForm(
        id="size",
        text="規模の要件を満たすこと",
        rule={"fact": fact, bound: value},
        source=like.source,
    )
