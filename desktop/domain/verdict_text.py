"""The verdict of a programme in one sentence."""

from __future__ import annotations

from desktop.domain.codes import Applicant, Scope
from desktop.domain.rules import Outcome
from desktop.domain.verdict import Judgement, Reason
from desktop.domain.verdict_name import Verdict
from desktop.domain.wording import subject_label

_SHOWN = 3
"""Names that a sentence can carry."""


def why(judgement: Judgement) -> str:
    """Return why the verdict is what it is."""
    sentences = {
        Verdict.ELIGIBLE: _eligible,
        Verdict.UNKNOWN: _unknown,
        Verdict.VIA_LOCAL_ACTORS: _via_local_actors,
        Verdict.INELIGIBLE: _ineligible,
        Verdict.NOT_CURRENT: _not_current,
    }
    return sentences[judgement.verdict](judgement)


def listed(names: list[str]) -> str:
    """Return 「A」「B」「C」 ほか2件."""
    distinct = list(dict.fromkeys(names))
    rest = len(distinct) - _SHOWN
    return "".join(f"「{name}」" for name in distinct[:_SHOWN]) + (
        f"ほか{rest}件" if rest > 0 else ""
    )


def _eligible(judgement: Judgement) -> str:
    """All conditions about the town hold, at least for one line."""
    total = len(judgement.lines)
    open_lines = sum(line.verdict is Verdict.ELIGIBLE for line in judgement.lines)
    if open_lines < total:
        return f"支援メニュー{total}件のうち{open_lines}件で、まちについての条件をすべて満たしています。"
    return "まちについての条件をすべて満たしています。"


def _unknown(judgement: Judgement) -> str:
    """Name what is missing, or whom to ask."""
    missing = [subject_label(subject) for subject in judgement.missing]
    if missing:
        return f"{listed(missing)}がわかると判定が進みます。"
    reason = _first(judgement, Outcome.UNKNOWN)
    if reason is None:
        return "資料だけでは判定できません。担当省庁の窓口に確かめてください。"
    asked = f"{reason.ask}に確かめてください。" if reason.ask else ""
    return _sentence(reason.text, "を満たすか確かめる必要があります。") + asked


def _via_local_actors(judgement: Judgement) -> str:
    """Say who can apply."""
    lines = [one.line for one in judgement.lines if one.line.applicant is Applicant.LOCAL_ACTOR]
    actors = [actor for line in lines for actor in line.actors]
    who = listed(actors) if actors else "地域の事業者や団体"
    return f"まち自身は申請できませんが、{who}が使えます。"


def _ineligible(judgement: Judgement) -> str:
    """Name the first condition that fails."""
    reason = _first(judgement, Outcome.FALSE)
    if reason is None:
        return "このまちが申請できる支援メニューがありません。"
    return _sentence(reason.text, "という条件を満たしていません。") + _through(judgement)


def _through(judgement: Judgement) -> str:
    """Say that a measure reaches towns through the prefecture."""
    through = any(one.line.through_prefecture for one in judgement.lines)
    return "都道府県を通じてまちに届く支援です。都道府県に相談できます。" if through else ""


def _not_current(judgement: Judgement) -> str:
    """Say that it is over."""
    reason = _first(judgement, Outcome.FALSE)
    return (
        reason.text if reason and reason.text.endswith("。") else "今は使えない、過去の制度です。"
    )


def _first(judgement: Judgement, outcome: Outcome) -> Reason | None:
    """Return the first reason about the town with an outcome; notes of the program itself come first."""
    found = [
        one for one in judgement.all_reasons if one.scope is Scope.BODY and one.outcome is outcome
    ]
    return min(found, key=lambda one: one.criterion is not None, default=None)


def _sentence(said: str, ending: str) -> str:
    """Return a whole sentence as it is, a condition in brackets with an ending."""
    return said if said.endswith("。") else f"「{said}」{ending}"
