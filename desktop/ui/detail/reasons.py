"""判定の理由: every criterion with its outcome, the value used, what is missing and whom to ask."""

from __future__ import annotations

from desktop.domain.codes import Scope
from desktop.domain.facts import FACTS
from desktop.domain.phone_call import phone_call
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
    said: set[str] = set()
    parts = [reason_html(one, data, said) for one in _body(judgement.reasons)]
    for line in judgement.lines:
        if _body(line.reasons):
            parts.append(_line_reasons(line, data, said))
    if not parts:
        parts.append(html.paragraph(html.muted("まちについての条件はありません。")))
    return html.heading("判定の理由") + "".join(parts)


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


def _line_reasons(line: LineJudgement, data: DetailData, said: set[str]) -> html.Html:
    """Return the criteria of one line under its name and verdict."""
    title = html.bar(html.strong(line.line.label), html.text(verdict_text(line.verdict)))
    return title + "".join(reason_html(one, data, said) for one in _body(line.reasons))


def reason_html(reason: Reason, data: DetailData, said: set[str]) -> html.Html:
    """Return one criterion: mark, text, how it was decided, what to do, source.

    ``said`` collects what to say on the telephone, so that each sentence stands once.
    """
    mark = html.span(_CSS[reason.outcome], f"{MARKS[reason.outcome]} {_WORDS[reason.outcome]}")
    below = [_decided_by(reason.explanation, data) if reason.explanation else ""]
    below.append(_what_to_do(reason, data, said))
    below.append(html.paragraph(refs(reason.sources, data.documents)))
    body = html.paragraph(html.text(reason.text)) + "".join(below)
    row = (
        f'<td style="white-space: nowrap;">{html.paragraph(mark)}</td><td width="100%">{body}</td>'
    )
    shown = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'
    return shown + (html.doubt(reason.criterion.doubt) if reason.criterion else "")


def _what_to_do(reason: Reason, data: DetailData, said: set[str]) -> html.Html:
    """Return links to the missing facts, the desk to call and what to say; nothing where it changes nothing."""
    call = phone_call(reason, data.judgement, data.profile.municipality, data.year)
    if call is None:
        return ""
    wanted = data.judgement.missing
    links = [
        html.link("fact", subject, f"「{subject_label(subject)}」に答える")
        for subject in reason.missing
        if subject in FACTS and subject in wanted
    ]
    asked = f"聞く先：{html.text('、'.join(call.desks))}"
    words = "" if call.words in said else f"<b>電話の例</b>　{html.text(call.words)}"
    said.add(call.words)
    return html.paragraph("　".join(links)) + html.paragraph(asked) + html.box("note", words)


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
    """Return one line of the checklist: an empty box, or what the town's facts have settled already."""
    line = f"（{labels[reason.line_id]}）" if reason.line_id in labels else ""
    settled = reason.explanation if reason.outcome is not Outcome.UNKNOWN else None
    body = (
        html.paragraph(html.text(reason.text) + html.muted(line))
        + (_decided_by(settled, data) if settled else "")
        + _what_to_do(reason, data, set())
        + html.paragraph(refs(reason.sources, data.documents))
    )
    mark = html.span(_CSS[reason.outcome], MARKS[reason.outcome]) if settled else "□"
    row = f'<td>{html.paragraph(mark)}</td><td width="100%">{body}</td>'
    shown = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'
    return shown + (html.doubt(reason.criterion.doubt) if reason.criterion else "")
