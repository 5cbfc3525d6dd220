"""The detail texts: every section of every programme, and nothing unescaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.domain.cases import CaseState, case_states
from desktop.domain.codes import Certainty
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Contact
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.domain.verdict_text import why
from desktop.ui.context import Context
from desktop.ui.detail import html
from desktop.ui.detail.contacts import contacts_section, qr_address
from desktop.ui.detail.data import DetailData, detail_data
from desktop.ui.detail.overview import edition_notes, overview_section
from desktop.ui.detail.reasons import checklist_section, reasons_section
from desktop.ui.detail.schedule import rounds_section
from desktop.ui.detail.sources import sources_section
from desktop.ui.detail.support import support_section
from desktop.ui.widgets.detail_pane import TABS

EVIL = "<b onclick='x'>&\"太字\"</b>"
KIGYOJIN = "chiiki-kasseika-kigyojin"
VOID = {"br", "img"}


class _Balance(HTMLParser):
    """Checks that tags are closed in order, and collects links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def parsed(markup: str) -> _Balance:
    checker = _Balance()
    checker.feed(markup)
    checker.close()
    assert checker.open == []
    return checker


def plain(markup: str, _app: QApplication) -> str:
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()


def detail(context: Context, program_id: str) -> DetailData:
    judgement = context.office.judgement(program_id)
    assert judgement is not None
    return detail_data(context.office, judgement)


def everything(context: Context) -> Iterable[DetailData]:
    return (detail_data(context.office, one) for one in context.office.judgements)


@pytest.mark.parametrize("code", ["324485", "320005", "131016", "011002", "131130"])
@pytest.mark.parametrize("year", ["R6", "R9"])
def test_every_section_of_every_programme_builds(context: Context, code: str, year: str) -> None:
    context.office.choose(code)
    context.office.set_fiscal_year(FiscalYear.parse(year))
    for data in everything(context):
        for name, _, sections in TABS:
            checked = parsed("".join(section(data) for section in sections))
            kinds = {link.partition(":")[0] for link in checked.links}
            assert kinds <= {"fact", "program", "source", "qr"}, f"{name}: {kinds}"
        assert why(data.judgement).endswith("。")


def test_texts_are_escaped() -> None:
    assert html.text(EVIL) == "&lt;b onclick=&#x27;x&#x27;&gt;&amp;&quot;太字&quot;&lt;/b&gt;"
    assert html.text("一\n二") == "一<br>二"
    assert html.link("fact", "a b&c", EVIL).startswith('<a href="fact:a%20b%26c">&lt;b')
    for made in (html.heading(EVIL), html.strong(EVIL), html.doubt(EVIL), html.muted(EVIL)):
        assert "<b onclick" not in made
    parsed(html.pairs([(EVIL, html.text(EVIL))]) + html.table([EVIL], [[html.text(EVIL)]]))


def test_an_evil_catalogue_cannot_write_markup(context: Context) -> None:
    data = detail(context, KIGYOJIN)
    edition = data.judgement.edition
    assert edition is not None
    program = replace(data.judgement.program, name=EVIL, summary=EVIL, agency=EVIL, aliases=(EVIL,))
    contact = Contact(EVIL, EVIL, 'https://example.jp/"><img src=x>', (), doubt=EVIL)
    criterion = replace(edition.criteria[0], text=EVIL, ask=EVIL)
    evil = replace(
        edition,
        summary=EVIL,
        doubt=EVIL,
        criteria=(criterion,),
        contacts=(contact, replace(contact, doubt="")),
    )
    line = replace(edition.lines[0], label=EVIL, summary=EVIL, doubt=EVIL)
    judged = data.judgement.lines[0]._replace(line=line)
    judgement = data.judgement._replace(
        program=program, edition=evil, explanations=(None,), lines=(judged,)
    )
    assert EVIL in [reason.text for reason in judgement.reasons]
    shown = replace(data, judgement=judgement)
    for _, _, sections in TABS:
        markup = "".join(section(shown) for section in sections)
        assert "<b onclick" not in markup
        assert "<img src=x" not in markup
        parsed(markup)


def test_reasons_name_value_origin_and_date(context: Context, qapp: QApplication) -> None:
    shown = plain(reasons_section(detail(context, KIGYOJIN)), qapp)
    assert "○ 満たす" in shown
    assert "次のどれか一つ" in shown
    assert "条件不利地域は全域（同梱の統計・一覧、" in shown
    assert "定住自立圏は不明" in shown
    assert "出典：資料000" in shown


def test_a_missing_fact_has_a_link_and_a_desk(context: Context) -> None:
    waiting = next(
        one for one in context.office.judgements if one.missing and one.verdict is Verdict.UNKNOWN
    )
    markup = reasons_section(detail_data(context.office, waiting))
    assert f'href="fact:{waiting.missing[0]}"' in markup
    assert "聞く先：" in markup
    assert "がわかると判定が進みます。" in why(waiting)


def test_the_checklist_stands_apart(context: Context, qapp: QApplication) -> None:
    data = detail(context, KIGYOJIN)
    shown = plain(checklist_section(data), qapp)
    assert "判定には数えません" in shown
    assert "□" in shown
    assert "派遣元の企業" not in plain(reasons_section(data), qapp)


def test_another_years_content_is_announced(context: Context) -> None:
    notes = edition_notes(detail(context, KIGYOJIN))
    assert notes[0] == (
        "対象年度は令和9年度ですが、資料があるのは令和8年度までです。R8年度の内容を示しています。"
    )


def test_a_draft_says_so(context: Context) -> None:
    data = detail(context, KIGYOJIN)
    edition = data.judgement.edition
    assert edition is not None
    drafted = data.judgement._replace(edition=replace(edition, certainty=Certainty.DRAFT))
    assert "予算案の段階" in overview_section(replace(data, judgement=drafted))


def test_amounts_carry_meaning_unit_and_correction(context: Context, qapp: QApplication) -> None:
    shown = plain(support_section(detail(context, KIGYOJIN)), qapp)
    for wanted in (
        "上限 610万円／人",
        "支援額の上限",
        "1人あたり",
        "資料に記載なし。特別交付税に関する省令では「なし」",
        "上限が率を掛ける前か後かは資料に書かれていません",
        "そのほかの数",
    ):
        assert wanted in shown


def test_the_case_that_holds_is_marked(context: Context, qapp: QApplication) -> None:
    profile = context.office.profile
    assert profile is not None
    found = 0
    for data in everything(context):
        for judged in data.judgement.lines:
            states = case_states(judged.line.caps, profile.value)
            if len(states) > 1 and CaseState.HOLDS in states:
                assert states.count(CaseState.HOLDS) == 1
                assert "▶ このまち" in plain(support_section(data), qapp)
                found += 1
    assert found


def test_forecasts_are_marked(context: Context, qapp: QApplication) -> None:
    texts = [plain(rounds_section(data), qapp) for data in everything(context)]
    expected = [text for text in texts if "見込" in text]
    assert expected
    assert any("ごろ" in text for text in expected)
    assert all("令和8年11月20日" in text for text in texts)


def test_a_doubtful_address_gets_no_code() -> None:
    contact = Contact("窓口", "", "https://www.soumu.go.jp/", ())
    assert qr_address(contact) == contact.url
    assert qr_address(replace(contact, doubt="一文字読めない")) == ""
    assert qr_address(replace(contact, url="soumu.go.jp")) == ""
    assert qr_address(replace(contact, url="javascript:alert(1)")) == ""


def test_contacts_have_a_code_and_the_address_as_text(context: Context) -> None:
    data = detail(context, KIGYOJIN)
    markup = contacts_section(data)
    assert '<img src="qr:https%3A%2F%2F' in markup
    assert "大きく表示" in markup


def test_sources_name_title_heading_and_line(context: Context, qapp: QApplication) -> None:
    shown = plain(sources_section(detail(context, KIGYOJIN)), qapp)
    assert "資料002 令和7年度新規・拡充施策について" in shown
    assert "総務省 地域力創造グループ、令和7年6月時点" in shown
    assert "行目" in shown


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_explained_in_a_sentence(context: Context, verdict: Verdict) -> None:
    judgement = context.office.judgements[0]
    bare = Judgement(judgement.program, verdict, None, False, (), ())
    assert why(bare).endswith("。")
    assert why(judgement._replace(verdict=verdict)).endswith("。")
