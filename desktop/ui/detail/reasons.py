"""判定の理由: every criterion with its outcome, the value used, what is missing and whom to ask."""

from __future__ import annotations

from desktop.domain.codes import Scope
from desktop.domain.facts import FACTS
from desktop.domain.rules import AllOf, Compare, Explanation, Not, Outcome
from desktop.domain.verdict import LineJudgement, Reason
from desktop.domain.wording import MARKS, describe, subject_label, value_used
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.sources import refs
from desktop.ui.theme import verdict_text

_CSS = {Outcome.TRUE: "yes", Outcome.UNKNOWN: "maybe", Outcome.FALSE: "no"}
_WORDS = {Outcome.TRUE: "満たす", Outcome.UNKNOWN: "要確認", Outcome.FALSE: "満たさない"}


def reasons_section(data: DetailData) -> html.Html:
    """Return the criteria about the town: the common ones first, then those of each line."""
    judgement = data.judgement
    common = _body(judgement.reasons)
    parts = [html.heading("判定の理由")]
    if common:
        parts += [reason_html(one, data) for one in common]
    own = [line for line in judgement.lines if _body(line.reasons)]
    for line in own:
        parts.append(_line_reasons(line, data))
    if not common and not own:
        parts.append(html.paragraph(html.muted("まちについての条件はありません。")))
    return "".join(parts)


def checklist_section(data: DetailData) -> html.Html:
    """Return the criteria about the project: they do not hold the verdict."""
    found = [one for one in data.judgement.all_reasons if one.scope is Scope.PROJECT]
    if not found:
        return ""
    labels = {line.line.id: line.line.label for line in data.judgement.lines}
    lead = "判定には数えません。事業の計画を立てるときに、一つずつ確かめてください。"
    items = [_checklist_item(one, labels, data) for one in found]
    return (
        html.heading("事業の内容についての要件（チェックリスト）")
        + html.paragraph(html.muted(lead))
        + "".join(items)
    )


def _body(reasons: tuple[Reason, ...]) -> list[Reason]:
    """Return the reasons about the town."""
    return [one for one in reasons if one.scope is Scope.BODY]


def _line_reasons(line: LineJudgement, data: DetailData) -> html.Html:
    """Return the criteria of one line under its name and verdict."""
    title = html.bar(html.strong(line.line.label), html.text(verdict_text(line.verdict)))
    return title + "".join(reason_html(one, data) for one in _body(line.reasons))


def reason_html(reason: Reason, data: DetailData) -> html.Html:
    """Return one criterion: mark, text, how it was decided, what to do, source."""
    mark = html.span(_CSS[reason.outcome], f"{MARKS[reason.outcome]} {_WORDS[reason.outcome]}")
    below = [_decided_by(reason.explanation, data) if reason.explanation else ""]
    below.append(_what_to_do(reason, data))
    below.append(html.paragraph(refs(reason.sources, data.documents)))
    body = html.paragraph(html.text(reason.text)) + "".join(below)
    row = (
        f'<td style="white-space: nowrap;">{html.paragraph(mark)}</td><td width="100%">{body}</td>'
    )
    shown = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'
    return shown + (html.doubt(reason.criterion.doubt) if reason.criterion else "")


def _what_to_do(reason: Reason, data: DetailData) -> html.Html:
    """Return links to the missing facts and the desk to ask; nothing where it changes nothing."""
    if reason.outcome is not Outcome.UNKNOWN:
        return ""
    wanted = data.judgement.missing
    known = [subject for subject in reason.missing if subject in FACTS and subject in wanted]
    links = [
        html.link("fact", subject, f"「{subject_label(subject)}」に答える") for subject in known
    ]
    asks = [reason.ask, *(FACTS[subject].ask for subject in known)]
    desks = "、".join(dict.fromkeys(ask for ask in asks if ask))
    asked = f"聞く先：{html.text(desks)}" if desks else ""
    return html.paragraph("　".join(links)) + html.paragraph(asked)


def _decided_by(explanation: Explanation, data: DetailData) -> html.Html:
    """Return the comparison with its value, or the tree of an any/all rule."""
    if isinstance(explanation.rule, Compare):
        return html.paragraph(html.muted(value_used(explanation, data.profile)))
    return _tree(explanation, data)


def _tree(explanation: Explanation, data: DetailData) -> html.Html:
    """Return a nested list: どれか一つ, すべて, あたらない."""
    rule = explanation.rule
    if isinstance(rule, Compare):
        mark = html.span(_CSS[explanation.outcome], MARKS[explanation.outcome])
        return f"{mark} {html.text(describe(rule))}：{html.muted(value_used(explanation, data.profile))}"
    lead = (
        "次にあたらないこと"
        if isinstance(rule, Not)
        else "次のすべて"
        if isinstance(rule, AllOf)
        else "次のどれか一つ"
    )
    items = html.bullets(_tree(part, data) for part in explanation.parts)
    return html.span("muted", html.text(lead)) + items


def _checklist_item(reason: Reason, labels: dict[str, str], data: DetailData) -> html.Html:
    """Return one line of the checklist with an empty box."""
    line = f"（{labels[reason.line_id]}）" if reason.line_id in labels else ""
    ask = html.paragraph(f"聞く先：{html.text(reason.ask)}") if reason.ask else ""
    body = (
        html.paragraph(html.text(reason.text) + html.muted(line))
        + ask
        + html.paragraph(refs(reason.sources, data.documents))
    )
    row = f'<td>{html.paragraph("□")}</td><td width="100%">{body}</td>'
    shown = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'
    return shown + (html.doubt(reason.criterion.doubt) if reason.criterion else "")
