"""What an answer to a fact would do: titles, each with the programmes (id and name) it is about."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.services.office import Office

Outlook = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def outlook_of(fact_id: str, office: Office) -> Outlook:
    """Return which verdicts an answer settles, and which programmes the town could open through the fact."""
    return tuple(_outlook(fact_id, office))


def _outlook(fact_id: str, office: Office) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield the titles that have programmes."""
    for question in office.questions:
        if question.fact == fact_id and question.programs:
            yield "答えると判定が決まる制度", _named(question.programs, office)
    for step in office.steps:
        if step.fact == fact_id:
            yield f"あと一歩：{step.how}と、対象になる制度", _named(step.opens, office)


def _named(program_ids: tuple[str, ...], office: Office) -> tuple[tuple[str, str], ...]:
    """Return programmes with their names."""
    return tuple(zip(program_ids, office.names_of(program_ids), strict=True))
