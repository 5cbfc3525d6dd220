"""``why`` and what ``match`` adds to a verdict, on the real catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import MISATO, TODAY, Michishirube, assert_refused, results

LOCAL = "local-10000-kokuhojo"
TOWN = ("--code", MISATO, "--fiscal-year", "R8", "--today", TODAY)
ORIGINS = {"bundled", "overruled", "answered", "unknown", "not_applicable"}


@pytest.fixture
def run(catalog_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Michishirube:
    return Michishirube(catalog_path, tmp_path / "data", capsys)


def nodes(reason: Any) -> Iterator[Any]:
    yield reason
    for part in reason["parts"]:
        yield from nodes(part)


def test_every_node_of_an_explanation_says_where_its_value_is_from(run: Michishirube) -> None:
    answers = ("--set", "fiscal_index=0.30", "--set", "settlement_zone=member")
    matched = run("match", *TOWN, *answers, "--json").json
    seen: set[str] = set()
    for result in matched["results"]:
        for reason in result["reasons"]:
            for node in nodes(reason):
                assert {"text", "fact", "value", "origin", "as_of", "outcome", "source"} <= set(
                    node
                )
                assert (node["fact"] is None) == (node["origin"] is None)
                if node["origin"]:
                    assert node["origin"] in ORIGINS
                    assert node["value"] is None or node["as_of"]
                    seen.add(node["origin"])
                assert node["source"] or not reason["source"]
    assert {"bundled", "overruled", "answered", "unknown"} <= seen


def test_questions_name_the_programmes_they_settle(run: Michishirube) -> None:
    matched = run("match", *TOWN, "--json").json
    unknown = {one["id"] for one in matched["results"] if one["verdict"] == "unknown"}
    for question in matched["next_questions"]:
        assert question["settles"] == len(question["programs"])
        assert set(question["opens"]) <= set(question["programs"]) <= unknown
    steps = {(one["fact"], one["value"]): one["opens"] for one in matched["one_step"]}
    assert {LOCAL, "local-10000-chihotandoku"} <= set(steps["startup_support_plan", "yes"])


def test_local_actors_and_what_the_town_does(run: Michishirube) -> None:
    found = results(run("match", *TOWN, "--json").json)["bunka-geijutsu-koryu"]
    for line in found["support"]:
        assert line["actors"]
        assert line["town_role"]
    assert [one["text"] for one in found["advice"]] == [
        one["town_role"] for one in found["support"]
    ]


def test_why_by_id_name_and_alias(run: Michishirube) -> None:
    for words in (
        LOCAL,
        "ローカル１０，０００プロジェクト（国庫補助事業）",
        "地域経済循環創造事業交付金",
    ):
        assert run("why", words, *TOWN, "--json").json["id"] == LOCAL


def test_why_says_what_is_open_whom_to_call_and_what_would_change_it(run: Michishirube) -> None:
    found = run("why", LOCAL, *TOWN, "--json").json
    assert (found["verdict"], found["missing"]) == ("unknown", ["startup_support_plan"])
    (reason,) = found["reasons"]
    assert (reason["fact"], reason["origin"], reason["outcome"]) == (
        "startup_support_plan",
        "unknown",
        "unknown",
    )
    assert reason["call"].startswith("企画担当です。")
    assert reason["call_to"] == ["商工担当課（認定書）"]
    assert [one["fact"] for one in found["one_step"]] == ["startup_support_plan"]
    borders = [(one["value"], one["below"], one["above"]) for one in found["sensitivity"]]
    assert borders == [(0.25, ["3/4"], ["2/3"]), (0.5, ["2/3"], ["1/2"])]
    assert found["sensitivity"][1]["at"] == ["1/2", "2/3"]
    assert all(one["scope"] == "project" for one in found["checklist"])


def test_why_not_shows_the_criterion_that_fails(run: Michishirube) -> None:
    found = run("why", "jichitai-dx-accelerator", *TOWN, "--json").json
    assert found["verdict"] == "ineligible"
    (reason,) = found["reasons"]
    assert (reason["value"], reason["outcome"], reason["call"]) == ("town", "false", None)


def test_why_for_people(run: Michishirube) -> None:
    ran = run("why", LOCAL, *TOWN)
    assert ran.status == 0
    for words in (
        "要確認",
        "電話で：",
        "あと一歩：",
        "財政力指数が0.25以上になると",
        "出典：003:990",
    ):
        assert words in ran.out


def test_an_answer_changes_the_why(run: Michishirube) -> None:
    found = run("why", LOCAL, *TOWN, "--set", "startup_support_plan=yes", "--json").json
    assert (found["verdict"], found["reasons"], found["one_step"]) == ("eligible", [], [])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ローカル", ("件あります", LOCAL)),
        ("そんな制度はない", ("ありません", "search")),
        (" ", ()),
    ],
)
def test_a_name_that_is_no_or_many_programmes(
    run: Michishirube, words: str, named: tuple[str, ...]
) -> None:
    assert_refused(run("why", words, *TOWN, "--json"), *named)
