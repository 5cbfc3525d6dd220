"""Whom to call about an open point, and what to say: a whole Japanese sentence to read out."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.codes import Scope
from desktop.domain.facts import FACTS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.municipality import Municipality
from desktop.domain.program import Contact
from desktop.domain.reason import MINISTRY, Reason, ReasonKind
from desktop.domain.rules import Outcome
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict

_CLOSED = (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)

_QUESTIONS = {
    ReasonKind.NO_CONDITION: "資料に対象となる団体の条件が見あたらないため、{us}が対象になるか、"
    "ほかに条件があるかをうかがいたく、お電話しました。",
    ReasonKind.PLANNED: "創設や拡充が予定されている段階と承知しています。{us}も対象になる見込みか、"
    "内容はいつごろ決まるかをうかがいたく、お電話しました。",
    ReasonKind.REQUESTED: "{line}は要望の段階と承知しています。いつごろ決まる見込みか、"
    "{us}も対象になるかをうかがいたく、お電話しました。",
    ReasonKind.NON_GRANT: "この制度の支援は交付税で措置されます。普通交付税の交付を受けていない{us}にも"
    "効果があるかを教えてください。",
}


_INNER_QUOTES = str.maketrans("「」", "『』")


@dataclass(frozen=True)
class PhoneCall:
    """``desks``: whom to call, the nearest first; ``words``: what to say."""

    desks: tuple[str, ...]
    words: str


def phone_call(
    reason: Reason, judgement: Judgement, town: Municipality, year: FiscalYear
) -> PhoneCall | None:
    """Return the call that would settle a reason; None where it is settled or can change nothing.

    A project criterion is a checklist for the office itself: it gets a call only where a desk is named.
    """
    if reason.outcome is not Outcome.UNKNOWN or _is_closed(reason, judgement):
        return None
    if reason.scope is Scope.PROJECT and not reason.ask:
        return None
    facts = [one for one in reason.missing if one in FACTS]
    asked = _about_facts(facts) if facts else _about_reason(reason, judgement, our_town(town))
    words = _opening(_is_in_house(reason, facts), judgement, town, year) + asked
    return PhoneCall(_desks(reason, facts, judgement, town), words)


def _is_closed(reason: Reason, judgement: Judgement) -> bool:
    """Whether the answer could no longer change the programme's verdict or that of the line.

    Where only bodies in the town can apply, a missing condition on the town holds nothing up.
    """
    if judgement.verdict is Verdict.VIA_LOCAL_ACTORS and reason.kind is ReasonKind.NO_CONDITION:
        return True
    own = (one.verdict for one in judgement.lines if one.line.id == reason.line_id)
    return judgement.verdict in _CLOSED or next(own, None) in _CLOSED


def _desks(
    reason: Reason, facts: list[str], judgement: Judgement, town: Municipality
) -> tuple[str, ...]:
    """Return the desks: those that know the facts, then the one of the criterion or of the programme."""
    named = [FACTS[one].ask for one in facts if FACTS[one].ask]
    if not named or reason.ask:
        named += [reason.ask] if reason.ask not in ("", MINISTRY) else _contacts(judgement, town)
    return tuple(dict.fromkeys(named))


def _contacts(judgement: Judgement, town: Municipality) -> list[str]:
    """Return the desks of the programme for the town's prefecture (no mere web pages); else the agency."""
    edition = judgement.edition
    found = edition.contacts_for(town.prefecture_code) if edition else ()
    desks = [_desk(one) for one in found if one.detail or not one.url]
    return desks or [
        MINISTRY if "記載なし" in judgement.program.agency else judgement.program.agency
    ]


def _desk(contact: Contact) -> str:
    """Return a desk with its telephone or address as printed."""
    return f"{contact.name}（{contact.detail}）" if contact.detail else contact.name


def _is_in_house(reason: Reason, facts: list[str]) -> bool:
    """Whether a section of the office itself knows the answer."""
    if reason.kind is ReasonKind.NON_GRANT:
        return True
    return bool(facts) and not reason.ask and all(FACTS[one].ask for one in facts)


def _opening(in_house: bool, judgement: Judgement, town: Municipality, year: FiscalYear) -> str:
    """Return who calls and about what; a desk outside also hears how old the documents are."""
    program = f"『{judgement.program.name}』（{year.label}）"
    if in_house:
        return f"企画担当です。{program}が使えるかを調べています。"
    opening = f"{town.label}の企画担当です。{program}についてうかがいます。"
    if not judgement.carried or judgement.edition is None:
        return opening
    return f"{opening}手元にあるのは{judgement.edition.year.label}の資料です。"


def _about_facts(facts: list[str]) -> str:
    """Return the questions that the facts stand for."""
    return "".join(
        FACTS[one].question or f"「{FACTS[one].label}」の今の状況を教えてください。"
        for one in facts
    )


def _about_reason(reason: Reason, judgement: Judgement, us: str) -> str:
    """Return what is asked about a note or a criterion."""
    line = next((one.line.label for one in judgement.lines if one.line.id == reason.line_id), "")
    if reason.kind in _QUESTIONS:
        return _QUESTIONS[reason.kind].format(us=us, line=f"「{line}」" if line else "この制度")
    return _about_criterion(reason, us, line)


def _about_criterion(reason: Reason, us: str, line: str) -> str:
    """Return the question whether the town, or what it plans, fulfils a criterion."""
    who = us if reason.scope is Scope.BODY else f"{us}が計画している事業"
    among = f"支援メニュー「{line}」の" if line else ""
    criterion = reason.text.translate(_INNER_QUOTES)
    return f"{among}要件「{criterion}」を{who}が満たすかどうかを確かめたく、お電話しました。"


def our_town(town: Municipality) -> str:
    """Return how an office calls itself: 当町, 当市, 当県."""
    return f"当{town.name[-1]}"
