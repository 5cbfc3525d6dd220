"""``estimate`` on the real catalogue: the examples, their agreed answers, the schemas, and bad input.

After a wanted change, write the answers anew and read the difference before committing:

    MICHISHIRUBE_WRITE_GOLDEN=1 .venv/bin/python -m pytest tests/test_estimate_command.py
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from desktop.cli import run
from desktop.paths import AppPaths
from tests.services.test_plan_file import REFUSED, TODAY

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "resources" / "examples").glob("plan_*.json"))
GOLDEN = ROOT / "tests" / "golden" / "estimate"

Estimate = Callable[..., Any]


def schema(name: str) -> Any:
    path = ROOT / "resources" / "schemas" / f"{name}.schema.json"
    found = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.fixture
def ask(
    catalog_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def command(path: Path, *options: str) -> tuple[int, str, str]:
        paths = AppPaths(catalog_path, ROOT / "resources", tmp_path / "data")
        status = run(["estimate", str(path), *options], paths, TODAY)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def estimate(ask: Callable[..., tuple[int, str, str]], tmp_path: Path) -> Estimate:
    """Estimate a plan given as data and return the parsed answer."""

    def command(data: object) -> Any:
        path = tmp_path / "plan.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        status, out, err = ask(path, "--json")
        assert (status, err) == (0, "")
        answer = json.loads(out)
        schema("estimate").validate(answer)
        return answer

    return command


def line(program: str, line_id: str, cost: object = None, **more: Any) -> dict[str, Any]:
    found = {"id": line_id, "program": program, "line": line_id, **more}
    return found if cost is None else found | {"eligible_cost_yen": cost}


def plan(*lines: dict[str, Any], code: str = "324485", year: str = "R8", **top: Any) -> Any:
    return {"municipality_code": code, "fiscal_year": year, "lines": list(lines), **top}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_have_the_agreed_answers(
    path: Path, ask: Callable[..., tuple[int, str, str]]
) -> None:
    schema("plan").validate(json.loads(path.read_text("utf-8")))
    status, out, err = ask(path, "--json")
    assert (status, err) == (0, "")
    schema("estimate").validate(json.loads(out))
    golden = GOLDEN / f"{path.stem.replace('plan_', 'estimate_')}.json"
    if os.environ.get("MICHISHIRUBE_WRITE_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text("utf-8")


def test_there_is_an_example_of_everything() -> None:
    names = {path.stem.removeprefix("plan_") for path in EXAMPLES}
    assert names == {"alternatives", "bond", "grant", "persons", "range", "readings"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_people_can_read_it_too(path: Path, ask: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = ask(path)
    assert (status, err) == (0, "")
    assert out.startswith("島根県美郷町（324485）・令和")
    for word in ("支援額", "総事業費", "一般財源", "実質負担（見込・利子を除く）", "［資料0"):
        assert word in out
    assert "None" not in out
    assert "Span(" not in out


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "1", 10**13 + 1])
def test_the_schema_refuses_wrong_amounts_too(wrong: object) -> None:
    good = plan(line("chiiki-okoshi-kyoryokutai", "recruit", 1))
    assert schema("plan").is_valid(good)
    bad = copy.deepcopy(good)
    bad["lines"][0]["eligible_cost_yen"] = wrong
    assert not schema("plan").is_valid(bad)


def test_bad_input_ends_with_one_sentence_and_nothing_else(
    ask: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    for _, data, sentence in REFUSED[::7]:
        path.write_text(json.dumps(data, default=str), encoding="utf-8")
        status, out, err = ask(path, "--json")
        assert (status, out) == (2, "")
        assert err.startswith(sentence.removesuffix("…"))
        assert err.count("\n") == 1


def test_the_correction_is_shown_as_a_decimal(estimate: Estimate) -> None:
    """F 0.65: 11/6 − 5/3 × 0.65 = 0.75; 10,000,000 × 1/2 × 0.75 = 3,750,000."""
    one = line("furusato-kigyoka", "top-up", 10_000_000)
    found = estimate(plan(one, answers={"fiscal_index": 0.65}))["lines"][0]
    assert (found["rate"], found["correction"], found["support_yen"]) == ("1/2", "0.75", 3_750_000)
    unknown = estimate(plan(one, answers={"fiscal_index": None}))["lines"][0]
    assert (unknown["correction"], unknown["correction_range"]) == (None, ["0.5", "1.0"])
    assert unknown["support_yen"] == [2_500_000, 5_000_000]


def test_the_index_year_is_that_of_the_bundled_index(estimate: Estimate) -> None:
    data = plan(line("chiiki-okoshi-kyoryokutai", "recruit", 1))
    assert estimate(data)["index_year"] == "R6"
    assert estimate(data | {"answers": {"fiscal_index": None}})["index_year"] is None


def test_a_line_that_is_closed_gives_nothing_and_says_why(estimate: Estimate) -> None:
    """The line is for prefectures and the towns they lead, not for a town by itself."""
    answer = estimate(
        plan(line("jichitai-dx-accelerator", "regular-staff", drivers={"persons": 1}))
    )
    (one,) = answer["lines"]
    assert (one["verdict"], one["support_yen"]) == ("ineligible", 0)
    assert one["reason"].startswith("満たしていない要件：")
    assert answer["totals"]["net_burden_yen"] == 0


def test_a_project_check_answered_no_gives_nothing(estimate: Estimate) -> None:
    answers = {"startup_support_plan": "yes"}
    drivers = {"loan_yen": 30_000_000, "public_yen": 20_000_000}
    grant = line("local-10000-kokuhojo", "grant", drivers=drivers, checks={"novelty": False})
    (one,) = estimate(plan(grant, answers=answers))["lines"]
    assert (one["verdict"], one["project_verdict"]) == ("eligible", "ineligible")
    assert (one["support_yen"], one["reason"]) == (0, "満たしていない要件：新規事業であること")


def test_one_yen_of_loan_decides_the_band(estimate: Estimate) -> None:
    """融資／公費 just below 2: 3,000万円 (× 3/4 = 2,250万円); at 2: 4,000万円 (× 3/4 = 3,000万円)."""
    answers = {"startup_support_plan": "yes"}
    found = []
    for loan in (79_999_999, 80_000_000):
        drivers = {"loan_yen": loan, "public_yen": 40_000_000, "priority_field": False}
        grant = line("local-10000-kokuhojo", "grant", drivers=drivers)
        (one,) = estimate(plan(grant, answers=answers))["lines"]
        found.append((one["cap_yen"], one["support_yen"]))
    assert found == [(30_000_000, 22_500_000), (40_000_000, 30_000_000)]


def test_a_town_that_gets_no_allocation_tax_may_get_nothing(estimate: Estimate) -> None:
    recruit = line("chiiki-okoshi-kyoryokutai", "recruit", 3_000_000)
    answer = estimate(plan(recruit, answers={"non_grant_body": "yes"}))
    assert answer["lines"][0]["support_yen"] == [0, 3_000_000]
    assert answer["totals"]["net_burden_yen"] == [0, 3_000_000]
    assert answer["lines"][0]["why_range"][0]["subject"] == "non_grant_body"


def test_a_wide_plan_is_quick(estimate: Estimate) -> None:
    """Two hundred lines, the most there may be."""
    one = line("chiiki-kasseika-kigyojin", "company-during", 1_000_000, drivers={"persons": 1})
    answer = estimate(plan(*(one | {"id": f"l{n}"} for n in range(200))))
    assert answer["totals"]["by_kind"] == {"special_allocation_tax": 200_000_000}


def test_alternatives_stand_in_the_order_of_what_is_left_to_pay(estimate: Estimate) -> None:
    data = json.loads((ROOT / "resources/examples/plan_alternatives.json").read_text("utf-8"))
    data["alternatives"].reverse()
    answer = estimate(data)
    assert (answer["totals"], answer["by_year"], answer["needs_first"]) == (None, None, None)
    assert answer["notes"]
    burdens = [one["totals"]["net_burden_yen"] for one in answer["alternatives"]]
    assert burdens == sorted(burdens)
    first = answer["alternatives"][0]
    assert [one["id"] for one in first["lines"]] == ["jinzai", "kokuhojo"]
    assert [one["fiscal_year"] for one in first["by_year"]] == ["R8", "R9"]
    parts = [one["net_burden_yen"] for one in first["by_year"]]
    assert sum(parts) == first["totals"]["net_burden_yen"]
    assert {"check", "program", "step"} <= {one["kind"] for one in first["needs_first"]}
