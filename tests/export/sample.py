"""A small workbook with one of everything, built in code so that the real catalogue may change freely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from desktop.domain.codes import (
    Applicant,
    Basis,
    Certainty,
    Correction,
    RoundState,
    Scope,
    SupportKind,
    Unit,
)
from desktop.domain.dates import PartialDate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Change, Contact, Cost, Figure, Program, Relation, Round, Step
from desktop.domain.source import Document, SourceRef
from desktop.domain.verdict import judge
from desktop.export.workbook import WorkbookInput, write_workbook
from tests.domain.building import (
    HAS_PLAN,
    IS_MUNICIPALITY,
    IS_PREFECTURE,
    cap,
    criterion,
    edition,
    line,
    program,
    rate,
    town,
)

TODAY = date(2026, 11, 20)
YEAR = FiscalYear(9)
SOURCES = (SourceRef.parse("003:974-977 起業人"), SourceRef.parse("003:978 起業人"))
ELSEWHERE = (SourceRef.parse("SHOREI:40 第3条"),)
DOCUMENTS = {
    "003": Document("003", "地域力創造に関する施策説明会 配布資料", "総務省ほか", "2026-01-27"),
    "SHOREI": Document("SHOREI", "特別交付税に関する省令（令和7年改正後）", "総務省", "2025-03-19"),
}


def rich_program(**changes: Any) -> Program:
    """A programme that fills every part of a 計画シート."""
    lines = (
        line(
            label="企業派遣型",
            kind=SupportKind.SPECIAL_ALLOCATION_TAX,
            summary="企業の社員を迎える経費です。",
            rates=(rate("1/2"),),
            caps=(cap(6_100_000),),
            per=Unit.PERSON,
            basis=Basis.OPEN,
            correction=Correction.NOT_STATED,
            ordinance_correction=Correction.NO,
            ordinance_sources=ELSEWHERE,
            figures=(
                Figure("任期", "6か月～3年", None, SOURCES, "延長なし", "原文がかすれています。"),
            ),
            sources=SOURCES,
            doubt="590万円と書く資料もあります。",
        ),
        line(
            replace(criterion(HAS_PLAN), text="計画があること", sources=SOURCES),
            criterion(None, Scope.PROJECT),
            label="研修",
            kind=SupportKind.TRAINING,
            caps=(cap(1_000_000, HAS_PLAN), cap(500_000)),
            basis=Basis.SUPPORT,
            certainty=Certainty.DRAFT,
            end_year=FiscalYear(9),
        ),
        line(
            label="事業者の取組",
            kind=SupportKind.SUBSIDY,
            applicant=Applicant.LOCAL_ACTOR,
            actors=("事業者", "学校"),
            town_role="推薦する",
        ),
    )
    rounds = (
        Round(
            "一次募集",
            RoundState.FIXED,
            FiscalYear(8),
            PartialDate(2025, 9, 1),
            PartialDate(2025, 10, 31),
            "10月31日必着",
            True,
            SOURCES,
        ),
        Round("二次募集", RoundState.FIXED, None, None, PartialDate(2026, 12), "", False, SOURCES),
    )
    common = (
        replace(
            criterion(IS_MUNICIPALITY),
            text="市町村であること",
            sources=SOURCES,
            doubt="特別区の扱いは書かれていません。",
        ),
        replace(
            criterion(None, ask="島根県地域政策課"),
            text="知事が認める地区であること",
            sources=SOURCES,
        ),
    )
    content = replace(
        edition(*lines, common=common),
        summary="上限が610万円になります。",
        rounds=rounds,
        steps=(Step("企業と協定を結びます。", SOURCES),),
        costs=(Cost("給与", True, SOURCES), Cost("備品", False, SOURCES)),
        contacts=(
            Contact(
                "総務省 地域自立応援課",
                "03-0000-0000",
                "https://example.jp/a",
                SOURCES,
                "番号が読みにくい",
            ),
        ),
        changes=(Change("上限の引上げ", "590万円", "610万円", FiscalYear(8), SOURCES),),
        sources=SOURCES,
        doubt="年度を明記していません。",
    )
    plain = program(
        content,
        id="kigyojin",
        name="地域活性化起業人",
        summary="企業の社員をまちに迎えます。",
        applicants="市町村",
        beneficiaries="市町村と企業",
        purposes=("people", "digital"),
        relations=(Relation("complements", "bare", "研修とあわせて使えます。"),),
    )
    return replace(plain, **changes)


def bare_program(**changes: Any) -> Program:
    """A programme of which the documents give hardly more than the name."""
    return replace(program(edition(), id="bare", name="名前だけの制度"), **changes)


def prefecture_program() -> Program:
    """A programme that no town can use."""
    only = replace(criterion(IS_PREFECTURE), text="都道府県であること")
    return program(edition(line(), common=(only,), year="R9"), id="ken", name="県の制度")


def sample_input(*programs: Program, selected: tuple[str, ...] | None = None) -> WorkbookInput:
    """The given programmes (by default one of each kind) judged for 島根県美郷町."""
    given = programs or (rich_program(), bare_program(), prefecture_program())
    chosen = ("kigyojin", "bare") if not programs else tuple(one.id for one in given)
    profile = town(population_register=4034, fiscal_index=Decimal("0.14"))
    return WorkbookInput(
        profile=profile,
        fiscal_year=YEAR,
        today=TODAY,
        judgements=tuple(judge(one, profile, YEAR) for one in given),
        selected=chosen if selected is None else selected,
        documents=DOCUMENTS,
        purposes={"people": "人材の確保・育成", "digital": "デジタル・DX"},
        names={one.id: one.name for one in given},
        catalog_version="2026.11",
        catalog_as_of="2026-01-27",
    )


def written(folder: Path, data: WorkbookInput) -> Workbook:
    """Write a workbook and read it back."""
    return load_workbook(write_workbook(folder / "計画.xlsx", data))
