"""The command line on the real catalogue: what others rely on, and every kind of bad input."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from desktop import cli
from desktop.__main__ import main
from desktop.paths import find_paths

MISATO = "324485"
TODAY = "2026-11-20"
ROOT = Path(__file__).resolve().parents[1]


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.status == 0, self.err
        return json.loads(self.out)


class Michishirube:
    """The command, on a data folder of its own."""

    def __init__(self, catalog: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.catalog = catalog
        self.data = data
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Ran:
        options = ["--catalog", str(self.catalog), "--data-dir", str(self.data)]
        try:
            status = main([*options, *arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)


@pytest.fixture
def michishirube(
    catalog_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Michishirube:
    return Michishirube(catalog_path, tmp_path / "data", capsys)


def assert_refused(ran: Ran, *words: str) -> None:
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def results(matched: Any) -> dict[str, Any]:
    return {one["id"]: one for one in matched["results"]}


@pytest.fixture
def misato(michishirube: Michishirube) -> Any:
    return michishirube("match", "--code", MISATO, "--today", TODAY, "--json").json


def test_match_lists_every_programme_with_verdict_and_reasons(
    michishirube: Michishirube, misato: Any
) -> None:
    listed = michishirube("catalog", "list", "--json").json
    assert {one["id"] for one in misato["results"]} == {one["id"] for one in listed["programs"]}
    assert listed["catalog"]["programs"] == len(listed["programs"])
    for result in misato["results"]:
        assert result["reasons"], result["id"]
        assert all(reason["text"] and reason["outcome"] for reason in result["reasons"])
    assert misato["fiscal_year"] == "R9"


def test_the_verdicts_the_issue_asks_for(misato: Any) -> None:
    found = results(misato)
    assert found["chiiki-kasseika-kigyojin"]["verdict"] == "eligible"
    assert found["jichitai-dx-accelerator"]["verdict"] == "ineligible"
    local = found["local-10000-kokuhojo"]
    assert (local["verdict"], local["missing"]) == ("unknown", ["startup_support_plan"])
    assert found["bunka-geijutsu-koryu"]["verdict"] == "via_local_actors"


def test_a_clock_that_cannot_be_right_judges_nothing(catalog_path: Path, tmp_path: Path) -> None:
    paths = find_paths(tmp_path, catalog_path)
    assert cli.run(["match", "--code", MISATO], paths, date(1970, 1, 1)) == 2
    assert cli.run(["match", "--code", MISATO, "--today", TODAY], paths, date(1970, 1, 1)) == 0
    assert cli.run(["search", "副業"], paths, date(1970, 1, 1)) == 0


def test_a_reason_shows_the_value_used_and_its_source(misato: Any) -> None:
    reasons = results(misato)["chiiki-kasseika-kigyojin"]["reasons"]
    (area,) = [one for one in reasons if one["fact"] == "metropolitan_area"]
    assert (area["value"], area["outcome"], area["scope"]) == ("outside", "true", "body")
    assert area["sources"][0]["document"] == "000"
    assert [part["outcome"] for part in area["parts"]][:2] == ["true", "true"]


def test_the_profile_names_origin_and_date_of_each_fact(misato: Any) -> None:
    profile = misato["profile"]
    assert profile["entity_type"] == {"value": "town", "as_of": "2025-03", "origin": "bundled"}
    assert profile["fiscal_index"]["value"] == 0.14
    assert profile["settlement_zone"] == {"value": None, "as_of": None, "origin": "unknown"}


def test_an_answer_settles_what_was_unknown(michishirube: Michishirube) -> None:
    for answer, verdict in (("yes", "eligible"), ("no", "ineligible")):
        ran = michishirube(
            "match", "--code", MISATO, "--set", f"startup_support_plan={answer}", "--json"
        )
        assert results(ran.json)["local-10000-kokuhojo"]["verdict"] == verdict


def test_null_makes_a_bundled_fact_unknown_and_missing(michishirube: Michishirube) -> None:
    ran = michishirube(
        "match",
        "--code",
        MISATO,
        "--set",
        "metropolitan_area=null",
        "--set",
        "disadvantaged_area=null",
        "--json",
    )
    found = results(ran.json)["chiiki-kasseika-kigyojin"]
    assert found["verdict"] == "unknown"
    assert {"metropolitan_area", "disadvantaged_area"} <= set(found["missing"])


@pytest.mark.parametrize(
    ("year", "edition", "carried", "cap"),
    [("R7", "R7", False, 5_900_000), ("R8", "R8", False, 6_100_000), ("R9", "R8", True, 6_100_000)],
)
def test_editions_by_target_year(
    michishirube: Michishirube, year: str, edition: str, carried: bool, cap: int
) -> None:
    ran = michishirube("match", "--code", MISATO, "--fiscal-year", year, "--json")
    found = results(ran.json)["chiiki-kasseika-kigyojin"]
    assert (found["edition_used"], found["carried"]) == (edition, carried)
    assert cap in {line["cap_yen"] for line in found["support"]}


def test_a_round_that_has_closed_and_the_one_expected_next(misato: Any) -> None:
    rounds = results(misato)["kokusai-koryu-shien"]["rounds"]
    assert [(one["state"], one["closes"]) for one in rounds] == [
        ("closed", "2025-10-31"),
        ("expected", "2027-10-31"),
    ]


def test_next_questions_are_ordered_by_what_they_settle(misato: Any) -> None:
    settles = [one["settles"] for one in misato["next_questions"]]
    assert settles == sorted(settles, reverse=True)
    assert "startup_support_plan" in {one["fact"] for one in misato["next_questions"]}


def test_the_same_question_gives_the_same_bytes(michishirube: Michishirube) -> None:
    first = michishirube("match", "--code", MISATO, "--today", TODAY, "--json")
    assert first == michishirube("match", "--code", MISATO, "--today", TODAY, "--json")


def test_catalog_show_has_every_part(michishirube: Michishirube) -> None:
    shown = michishirube("catalog", "show", "gaikokujin-ukeire-kofukin", "--json").json
    newest = shown["editions"][-1]
    assert newest["fiscal_year"] == "R8"
    caps = {cap["cap_yen"] for line in newest["support"] for cap in line["caps"]}
    assert {2_400_000, 10_000_000, 12_000_000, 10_800_000, 9_600_000} <= caps
    for line in newest["support"]:
        assert {
            "id",
            "label",
            "kind",
            "rate",
            "cap_yen",
            "per",
            "basis",
            "correction",
            "drivers",
            "criteria",
            "certainty",
            "doubt",
            "sources",
        } <= set(line)


def test_search_finds_by_short_and_long_words(michishirube: Michishirube) -> None:
    assert (
        michishirube("search", "起業人", "--json").json["results"][0]["id"]
        == "chiiki-kasseika-kigyojin"
    )
    ids = {one["id"] for one in michishirube("search", "副業", "--json").json["results"]}
    assert "chiiki-kasseika-kigyojin" in ids
    assert michishirube("search", "そんな制度はない", "--json").json == {"results": []}


def test_a_profile_file_does_the_same_as_options(
    michishirube: Michishirube, tmp_path: Path
) -> None:
    file = tmp_path / "プロフィール.json"
    answers = {"startup_support_plan": True, "fiscal_index": "0.30"}
    file.write_text(json.dumps({"municipality_code": MISATO, "answers": answers}), "utf-8")
    by_file = michishirube("match", "--profile", str(file), "--today", TODAY, "--json").json
    by_options = michishirube(
        "match",
        "--code",
        MISATO,
        "--set",
        "startup_support_plan=yes",
        "--set",
        "fiscal_index=0.30",
        "--today",
        TODAY,
        "--json",
    ).json
    assert by_file == by_options


def test_the_sample_profile_is_valid(michishirube: Michishirube) -> None:
    sample = ROOT / "resources" / "sample_profile.json"
    assert michishirube("match", "--profile", str(sample), "--json").status == 0


def test_export_writes_a_workbook_and_prints_its_path(
    michishirube: Michishirube, tmp_path: Path
) -> None:
    out = tmp_path / "計画.xlsx"
    ran = michishirube(
        "export", "--code", MISATO, "--programs", "jet,furusato-yushi", "--out", str(out)
    )
    assert (ran.status, ran.out.strip()) == (0, str(out))
    assert out.read_bytes()[:2] == b"PK"


def test_a_plan_sheet_names_related_programmes_that_are_not_listed(
    michishirube: Michishirube, tmp_path: Path
) -> None:
    out = tmp_path / "計画.xlsx"
    michishirube(
        "export", "--code", MISATO, "--programs", "local-10000-kokuhojo", "--out", str(out)
    )
    texts = {cell.value for row in load_workbook(out).worksheets[-1] for cell in row}
    assert "ローカル10,000プロジェクト（地方単独事業）" in texts
    assert "local-10000-chihotandoku" not in texts


def test_doctor_reports_both_databases(michishirube: Michishirube) -> None:
    found = michishirube("doctor", "--json").json
    assert found["catalog"]["ok"]
    assert found["workspace"] == {"ok": True, "exists": False}
    assert found["problems"] == []
    assert not michishirube.data.exists(), "a look must not create anything"


@pytest.mark.parametrize("code", ["999999", "32448", "みさと", ""])
def test_unknown_municipality_code(michishirube: Michishirube, code: str) -> None:
    assert_refused(
        michishirube("match", f"--code={code}", "--json"), "コード" if code else "--code"
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("fiscal_indx=0.3", ("fiscal_indx",)),
        ("fiscal_index=ひくい", ("財政力指数",)),
        ("startup_support_plan=maybe", ("創業支援等事業計画", "yes", "no")),
        ("startup_support_plan", ("--set",)),
    ],
)
def test_wrong_values(michishirube: Michishirube, option: str, words: tuple[str, ...]) -> None:
    assert_refused(michishirube("match", "--code", MISATO, "--set", option, "--json"), *words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", ("JSON",)),
        ("[]", ("{…}",)),
        ('{"municipality_code": 324485}', ("municipality_code",)),
        ('{"municipality_code": "324485", "answers": {"heavy_snow": "ちょっと"}}', ("豪雪地帯",)),
        ('{"municipality_code": "324485", "answers": []}', ("answers",)),
        ('{"municipality_code": "324485", "programs": "jet"}', ("programs",)),
        ('{"municipality": "324485"}', ("municipality",)),
        ('{"municipality_code": "000000"}', ("000000",)),
    ],
)
def test_a_profile_file_with_wrong_values(
    michishirube: Michishirube, tmp_path: Path, content: str, words: tuple[str, ...]
) -> None:
    file = tmp_path / "profile.json"
    file.write_text(content, "utf-8")
    assert_refused(michishirube("match", "--profile", str(file), "--json"), *words)


def test_a_profile_file_that_is_not_there(michishirube: Michishirube, tmp_path: Path) -> None:
    assert_refused(michishirube("match", "--profile", str(tmp_path / "none.json")), "none.json")


@pytest.mark.parametrize("arguments", [("--fiscal-year", "2026"), ("--today", "11月20日")])
def test_wrong_year_and_day(michishirube: Michishirube, arguments: tuple[str, str]) -> None:
    assert_refused(michishirube("match", "--code", MISATO, *arguments), arguments[1])


@pytest.mark.parametrize(
    "arguments", [("match",), ("export", "--code", MISATO), ("fly",), ("match", "--cod")]
)
def test_wrong_commands(michishirube: Michishirube, arguments: tuple[str, ...]) -> None:
    assert_refused(michishirube(*arguments))


def test_an_unknown_programme(michishirube: Michishirube, tmp_path: Path) -> None:
    assert_refused(michishirube("catalog", "show", "nothing", "--json"), "nothing")
    out = tmp_path / "a.xlsx"
    assert_refused(
        michishirube("export", "--code", MISATO, "--programs", "nothing", "--out", str(out)),
        "nothing",
    )
    assert not out.exists()


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "truncated", "other"])
def test_a_catalogue_that_cannot_be_used(
    michishirube: Michishirube, tmp_path: Path, damage: str
) -> None:
    broken = tmp_path / "catalog.sqlite"
    if damage == "empty":
        broken.touch()
    elif damage == "garbage":
        broken.write_bytes(b"not a database" * 1000)
    elif damage == "truncated":
        whole = michishirube.catalog.read_bytes()
        broken.write_bytes(whole[: len(whole) // 3])
    elif damage == "other":
        connection = sqlite3.connect(broken)
        connection.execute("CREATE TABLE something (id)")
        connection.close()
    michishirube.catalog = broken
    assert_refused(michishirube("match", "--code", MISATO, "--json"), "制度データベース")
    assert michishirube("doctor", "--json").status == 2


def test_a_workspace_that_is_newer_or_damaged_is_reported_and_left_alone(
    michishirube: Michishirube,
) -> None:
    michishirube.data.mkdir()
    file = michishirube.data / "workspace.sqlite"
    file.write_bytes(b"damaged" * 500)
    before = file.read_bytes()
    ran = michishirube("doctor", "--json")
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert file.read_bytes() == before


def test_an_output_path_that_does_not_exist(michishirube: Michishirube, tmp_path: Path) -> None:
    out = tmp_path / "ない" / "計画.xlsx"
    assert_refused(michishirube("export", "--code", MISATO, "--out", str(out)), "フォルダー")
    assert not out.parent.exists()


def test_a_reader_that_goes_away_is_no_error_to_show(catalog_path: Path, tmp_path: Path) -> None:
    options = ["--catalog", str(catalog_path), "--data-dir", str(tmp_path)]
    command = [sys.executable, "-m", "desktop", *options, "catalog", "list", "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ran.stderr, ran.returncode) == (b"", 1)


def test_a_full_disk_is_told_in_one_sentence(catalog_path: Path, tmp_path: Path) -> None:
    options = ["--catalog", str(catalog_path), "--data-dir", str(tmp_path)]
    command = [sys.executable, "-m", "desktop", *options, "catalog", "list", "--json"]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("出力を書き込めません")
    assert len(ran.stderr.decode().splitlines()) == 1


def test_a_code_may_be_typed_in_full_width(michishirube: Michishirube) -> None:
    assert michishirube("match", "--code", "３２４４８５", "--json").status == 0


@pytest.mark.parametrize("today", ["9999-12-31", "0001-01-01"])
def test_a_day_nobody_plans_for(michishirube: Michishirube, today: str) -> None:
    assert_refused(michishirube("match", "--code", MISATO, "--today", today), today)


def test_a_name_too_long_for_any_system(michishirube: Michishirube, tmp_path: Path) -> None:
    out = tmp_path / ("あ" * 100 + ".xlsx")
    assert_refused(michishirube("export", "--code", MISATO, "--out", str(out)), "名前")


def test_a_profile_file_nested_beyond_reason(michishirube: Michishirube, tmp_path: Path) -> None:
    file = tmp_path / "deep.json"
    file.write_text("[" * 100_000, "utf-8")
    assert_refused(michishirube("match", "--profile", str(file)), "JSON")


def test_without_a_display_the_terminal_does_the_job(catalog_path: Path, tmp_path: Path) -> None:
    """Run as a process, with a console that cannot speak Japanese (cp932 on Windows, ASCII here)."""
    data = tmp_path / "山田 太郎" / "data"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [
        sys.executable,
        "-m",
        "desktop",
        "--catalog",
        str(catalog_path),
        "--data-dir",
        str(data),
    ]
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    lines = ran.stdout.decode("utf-8").splitlines()
    assert any("地域活性化起業人" in line and "対象" in line for line in lines)
    first = Path(lines[-1])
    assert first.read_bytes()[:2] == b"PK"
    again = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    second = Path(again.stdout.decode("utf-8").splitlines()[-1])
    assert second != first, "what somebody wrote into the first stays"
    shutil.rmtree(data)
