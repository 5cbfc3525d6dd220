"""The ready sentence for the telephone: whom to call, and what to say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.phone_call import PhoneCall, phone_call
from desktop.domain.profile import Profile
from desktop.domain.program import Contact, Program
from desktop.domain.verdict import judge
from tests.domain.building import HAS_PLAN, IS_PREFECTURE, criterion, edition, line, program, town

R8 = FiscalYear(8)
IS_TOWN = {"fact": "entity_type", "is": "town"}
OPENING = "島根県美郷町の企画担当です。『制度』（令和8年度）についてうかがいます。"


def calls(made: Program, profile: Profile | None = None, year: FiscalYear = R8) -> list[PhoneCall]:
    known = profile or town()
    judged = judge(made, known, year)
    found = (phone_call(one, judged, known.municipality, year) for one in judged.all_reasons)
    return [one for one in found if one is not None]


def only_call(made: Program, profile: Profile | None = None, year: FiscalYear = R8) -> PhoneCall:
    (found,) = calls(made, profile, year)
    return found


def test_a_criterion_only_a_person_can_decide() -> None:
    call = only_call(program(edition(line(), common=(criterion(ask="県の地域振興課"),))))
    assert call.desks == ("県の地域振興課",)
    assert (
        call.words == OPENING + "要件「要件」を当町が満たすかどうかを確かめたく、お電話しました。"
    )


def test_quotes_inside_a_criterion_become_inner_quotes_and_the_line_is_named() -> None:
    quoting = replace(criterion(ask="総務省"), text="「等」に入ること")
    call = only_call(program(edition(line(quoting))))
    assert "支援メニュー「支援」の要件「『等』に入ること」を当町が" in call.words


def test_a_missing_fact_is_asked_in_the_house() -> None:
    call = only_call(program(edition(line(criterion(HAS_PLAN)))))
    assert call.desks == ("商工担当課（認定書）",)
    assert call.words == (
        "企画担当です。『制度』（令和8年度）が使えるかを調べています。"
        "産業競争力強化法の創業支援等事業計画の認定を受けていますか。"
    )


def test_a_missing_fact_that_no_section_knows_goes_to_the_desk_of_the_programme() -> None:
    listed = {"fact": "decarbonization_leading_area", "is": "yes"}
    call = only_call(program(edition(line(criterion(listed)))))
    assert call.desks == ("総務省",)
    assert call.words == OPENING + "「脱炭素先行地域」の今の状況を教えてください。"


def test_the_desk_of_a_criterion_is_named_after_the_section_that_knows_the_fact() -> None:
    call = only_call(program(edition(line(criterion(HAS_PLAN, ask="都道府県の担当課")))))
    assert call.desks == ("商工担当課（認定書）", "都道府県の担当課")
    assert call.words.startswith("島根県美郷町の企画担当です。")


def contact(name: str, **more: Any) -> Contact:
    return Contact(name, more.pop("detail", ""), more.pop("url", ""), (), **more)


@pytest.mark.parametrize(
    ("contacts", "desks"),
    [
        ((), ("総務省",)),
        ((contact("地域政策課", detail="03-0000-0000"),), ("地域政策課（03-0000-0000）",)),
        ((contact("案内の頁", url="https://example.jp"),), ("総務省",)),
        (
            (
                contact("中国総合通信局", prefectures=("32",)),
                contact("四国総合通信局", prefectures=("36",)),
            ),
            ("中国総合通信局",),
        ),
    ],
)
def test_where_no_condition_is_stated_the_contacts_of_the_region_are_called(
    contacts: tuple[Contact, ...], desks: tuple[str, ...]
) -> None:
    call = only_call(program(replace(edition(line()), contacts=contacts)))
    assert call.desks == desks
    assert "条件が見あたらないため、当町が対象になるか" in call.words


def test_documents_of_another_year_are_mentioned() -> None:
    made = program(edition(line(), common=(criterion(ask="総務省"),), year="R7"))
    assert (
        "（令和8年度）についてうかがいます。手元にあるのは令和7年度の資料です。"
        in only_call(made).words
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (program(edition(line(criterion(IS_TOWN))), state=ProgramState.PLANNED), "創設や拡充"),
        (
            program(edition(line(criterion(IS_TOWN), certainty=Certainty.REQUESTED))),
            "「支援」は要望の段階",
        ),
    ],
)
def test_what_is_not_decided_yet_is_asked_after(made: Program, words: str) -> None:
    assert words in only_call(made).words


def test_a_body_without_allocation_tax_asks_its_treasurer_for_the_effect() -> None:
    paid = line(criterion(IS_TOWN), kind=SupportKind.SPECIAL_ALLOCATION_TAX)
    call = only_call(program(edition(paid)), town(non_grant_body="yes"))
    assert call.desks == ("財政担当課",)
    assert call.words.startswith("企画担当です。")
    assert "交付を受けていない当町" in call.words


@pytest.mark.parametrize(
    "made",
    [
        program(edition(line(criterion(IS_TOWN)))),
        program(edition(line(criterion(IS_PREFECTURE), criterion(ask="県")))),
        program(edition(line(criterion(ask="県")), common=(criterion(IS_PREFECTURE),))),
        program(edition(line(criterion(ask="県"))), state=ProgramState.ENDED),
        program(edition(line(criterion(IS_TOWN), criterion(None, Scope.PROJECT)))),
        program(
            edition(line(applicant=Applicant.LOCAL_ACTOR, actors=("学校",), town_role="知らせる"))
        ),
    ],
)
def test_nobody_is_called_where_it_changes_nothing(made: Program) -> None:
    assert calls(made) == []


def test_a_line_that_is_refused_is_not_asked_about_while_another_stays_open() -> None:
    refused = line(criterion(IS_PREFECTURE), criterion(ask="県"), id="a")
    open_line = line(criterion(ask="総務省"), id="b")
    assert [one.desks for one in calls(program(edition(refused, open_line)))] == [("総務省",)]


def test_a_project_criterion_with_a_desk_gets_a_call() -> None:
    checked = criterion(None, Scope.PROJECT, ask="財務局")
    call = only_call(program(edition(line(criterion(IS_TOWN), checked))))
    assert "当町が計画している事業が満たすか" in call.words
