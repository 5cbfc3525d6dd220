"""The scripts that make a package of what PyInstaller has built: parts, bill, papers, archives."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

import desktop
from tests.packaging.loading import FOLDER, ROOT, script

archives, commit, icon, inputs, package, papers, parts, project, sbom, version_info = map(
    script,
    (
        "archives",
        "commit",
        "icon",
        "inputs",
        "package",
        "papers",
        "parts",
        "project",
        "sbom",
        "version_info",
    ),
)

LINUX = [
    "michishirube", "michishirube-cli", "add-to-menu.sh", "導入申請用.txt", "SHA256SUMS",
    "docs/sbom.cdx.json", "_internal/catalog.sqlite", "_internal/resources/components.json",
    "_internal/libpython3.11.so.1.0", "_internal/python3.11/lib-dynload/math.so",
    "_internal/base_library.zip", "_internal/libsqlite3.so.0", "_internal/libffi.so.8",
    "_internal/libxcb-cursor.so.0", "_internal/libxkbcommon-x11.so.0",
    "_internal/PySide6/QtCore.abi3.so", "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    "_internal/PySide6/Qt/lib/libicudata.so.73", "_internal/shiboken6/Shiboken.abi3.so",
    "_internal/PySide6/Qt/plugins/platforms/libqxcb.so",
    "_internal/PySide6/Qt/translations/qtbase_ja.qm",
]  # fmt: skip
WINDOWS = {
    "michishirube.exe": "michishirube",
    "_internal/python311.dll": "Python",
    "_internal/python3.dll": "Python",
    "_internal/_sqlite3.pyd": "Python",
    "_internal/base_library.zip": "Python",
    "_internal/sqlite3.dll": "SQLite",
    "_internal/libffi-8.dll": "libffi",
    "_internal/VCRUNTIME140.dll": "Microsoft Visual C++ Runtime",
    "_internal/PySide6/MSVCP140_1.dll": "Microsoft Visual C++ Runtime",
    "_internal/PySide6/Qt6Core.dll": "Qt",
    "_internal/PySide6/plugins/platforms/qwindows.dll": "Qt",
    "_internal/PySide6/translations/qtbase_ja.qm": "Qt",
    "_internal/PySide6/QtCore.pyd": "PySide6-Essentials",
    "_internal/PySide6/pyside6.abi3.dll": "PySide6-Essentials",
    "_internal/shiboken6/shiboken6.abi3.dll": "shiboken6",
}
KNOWN = {
    "version": "0.1.0",
    "commit": "abc",
    "python": "3.11.7",
    "sqlite": "3.40.1",
    "pyinstaller": "6.22.3",
    "libraries": dict.fromkeys(inputs.SHIPPED, "1.0"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package as it stands in the list of its files."""
    folder = tmp_path / "michishirube"
    for place in LINUX:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(place, encoding="utf-8")
    (folder / "_internal/resources/components.json").write_text(json.dumps(KNOWN))
    (folder / "michishirube").chmod(0o755)
    (folder / "_internal/libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    return folder


class TestInputs:
    def test_the_version_is_read_without_importing(self) -> None:
        assert project.version() == desktop.__version__

    def test_the_version_stands_in_one_place_only(self) -> None:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        assert f'version = "{desktop.__version__}"' in text

    def test_the_package_holds_what_the_program_depends_on(self) -> None:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        block = text.partition("dependencies = [")[2].partition("]")[0]
        names = {re.split(r"[=<>]", name)[0] for name in re.findall(r'"([^"]+)"', block)}
        assert names - {"sqlite-utils"} <= set(inputs.SHIPPED)  # builds the catalogue only

    @pytest.mark.parametrize(
        ("text", "four"),
        [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("1.2.3.4", (1, 2, 3, 4))],
    )
    def test_windows_wants_four_numbers(self, text: str, four: tuple[int, ...]) -> None:
        assert version_info.numbers(text) == four

    @pytest.mark.parametrize("program", ["michishirube", "michishirube-cli"])
    def test_the_version_file_can_be_evaluated(self, program: str) -> None:
        names = "VSVersionInfo FixedFileInfo StringFileInfo StringTable StringStruct VarFileInfo VarStruct"

        def note(*values: Any, **named: Any) -> list[Any]:
            return [*values, *named.values()]

        text = version_info.version_info(program, "0.1.0")
        found = eval(text, dict.fromkeys(names.split(), note))
        assert ["ProductName", "みちしるべ"] in found[1][0][0][0][1]
        assert ["OriginalFilename", f"{program}.exe"] in found[1][0][0][0][1]

    def test_the_icon_holds_every_size(self, qapp: QApplication, tmp_path: Path) -> None:
        icon.write_icons(inputs.ICON, tmp_path)
        reader = QImageReader(str(tmp_path / "michishirube.ico"))
        assert reader.imageCount() == len(icon.ICO_SIZES)
        for number, side in enumerate(icon.ICO_SIZES):
            reader.jumpToImage(number)
            assert reader.read().size() == QSize(side, side)
        assert (tmp_path / "michishirube.png").read_bytes().startswith(b"\x89PNG")

    def test_the_date_is_that_of_the_commit_unless_given(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert commit.source_date() > 1_700_000_000
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        assert commit.source_date() == 1790000000

    def test_a_source_archive_has_a_date_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        monkeypatch.setattr(commit, "_git", lambda *_: None)
        assert (commit.commit(), commit.source_date()) == ("unknown", commit.NO_COMMIT_TIME)


class TestParts:
    @pytest.mark.parametrize("place", LINUX)
    def test_every_file_on_linux_has_an_owner(self, place: str) -> None:
        assert parts.owner(place) is not None

    @pytest.mark.parametrize(("place", "name"), WINDOWS.items())
    def test_every_file_on_windows_has_the_right_owner(self, place: str, name: str) -> None:
        assert parts.owner(place).name == name

    def test_a_file_of_nobody_stops_the_build(self, folder: Path) -> None:
        (folder / "_internal" / "libstrange.so.1").touch()
        with pytest.raises(project.SetupError, match=r"libstrange\.so\.1"):
            parts.components(folder)

    def test_versions_come_from_the_package_itself(self, folder: Path) -> None:
        found = {one.part.name: one.version for one in parts.components(folder)}
        assert found["michishirube"] == "0.1.0"
        assert found["Python"] == "3.11.7"
        assert found["Qt"] == found["PySide6-Essentials"] == "1.0"
        assert (found["ICU"], found["libffi"]) == ("soname 73", "soname 8")
        assert "Microsoft Visual C++ Runtime" not in found

    def test_every_text_of_a_licence_exists(self) -> None:
        named = {text for part in parts.PARTS for text in part.texts}
        assert named == {path.name for path in (FOLDER / "licenses").iterdir()}
        assert all(part.texts or part.pypi or part.name == "michishirube" for part in parts.PARTS)

    @pytest.mark.parametrize(
        ("part", "inside"),
        [
            (
                "Qt",
                "freetype harfbuzz-ng libpng zlib pcre2 double-conversion md4c D3D12MemoryAllocator",
            ),
            ("Python", "expat libmpdec zlib Mersenne SipHash _hacl mimalloc"),
        ],
    )
    def test_what_lies_inside_a_library_has_its_licence_too(self, part: str, inside: str) -> None:
        texts = next(one.texts for one in parts.PARTS if one.name == part)
        whole = "".join((FOLDER / "licenses" / text).read_text(encoding="utf-8") for text in texts)
        assert [name for name in inside.split() if name not in whole] == []

    def test_every_licence_that_is_named_for_qt_has_its_text(self) -> None:
        text = (FOLDER / "licenses/qt-third-party.txt").read_text(encoding="utf-8")
        blocks = re.findall(r"^License: (.+)\n(.?)", text, flags=re.MULTILINE)
        given = {name for name, next_line in blocks if next_line == " "}
        used = {name for name, next_line in blocks if next_line != " "}
        single = {name for one in used for name in re.split(r",? and | or ", one)}
        elsewhere = {"LGPL-3", "public-domain"}  # a file of its own; nothing to be said
        assert single - given - elsewhere == set()


class TestBill:
    @pytest.fixture
    def bill(self, folder: Path) -> Any:
        text = sbom.bill(parts.components(folder), "linux-x86_64", "abc", 1790000000)
        assert text == sbom.bill(parts.components(folder), "linux-x86_64", "abc", 1790000000)
        return json.loads(text)

    def test_it_says_what_it_is(self, bill: Any) -> None:
        assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
        assert bill["metadata"]["timestamp"] == "2026-09-21T14:13:20Z"
        assert bill["metadata"]["component"]["name"] == "michishirube"

    def test_every_file_is_in_it_once_with_its_hash(self, bill: Any, folder: Path) -> None:
        components = [bill["metadata"]["component"], *bill["components"]]
        files = [file for one in components for file in one.get("components", [])]
        listed = {file["name"]: file["hashes"][0]["content"] for file in files}
        assert len(listed) == len(files)
        assert listed == {place: parts.file_hash(folder / place) for place in parts.places(folder)}

    def test_references_are_unique_and_dependencies_lead_somewhere(self, bill: Any) -> None:
        components = [bill["metadata"]["component"], *bill["components"]]
        references = [one["bom-ref"] for one in components]
        assert len(set(references)) == len(references)
        assert [one["ref"] for one in bill["dependencies"]] == references
        assert bill["dependencies"][0]["dependsOn"] == references[1:]

    def test_every_component_has_a_licence(self, bill: Any) -> None:
        assert all(one["licenses"][0]["expression"] for one in bill["components"])
        purls = [one["purl"] for one in bill["components"] if "purl" in one]
        assert "pkg:pypi/pyside6-essentials@1.0" in purls


class TestPapers:
    def test_marks_of_markdown_are_gone(self) -> None:
        text = papers.it_section()
        assert text.startswith(f"みちしるべ　版 {desktop.__version__}\n\n情報担当の方へ")
        assert not re.search(r"\*\*|^#|`|^- ", text, re.MULTILINE)
        assert "%LOCALAPPDATA%\\michishirube に置きます" in text
        assert "%PROGRAMFILES%\\*" in text

    @pytest.mark.parametrize("target", ["linux-x86_64", "windows-x86_64"])
    def test_nothing_is_left_to_be_filled_in(self, target: str) -> None:
        text = papers.first_steps(target)
        assert not re.search(r"@[A-Z]+@", text)
        assert f"みちしるべ {desktop.__version__}" in text

    def test_windows_gets_its_line_ends_and_a_mark_of_utf_8(self, tmp_path: Path) -> None:
        papers.write_text(tmp_path / "a.txt", "一\n二\n", "windows-x86_64")
        assert (tmp_path / "a.txt").read_bytes() == "\ufeff一\r\n二\r\n".encode()
        papers.write_text(tmp_path / "a.txt", "一\n二\n", "linux-x86_64")
        assert (tmp_path / "a.txt").read_bytes() == "一\n二\n".encode()

    def test_a_library_brings_its_licence_along(self) -> None:
        assert b"Copyright" in papers.metadata_texts("segno")["LICENSE"]


class TestArchives:
    def test_the_same_content_gives_the_same_archive(self, folder: Path, tmp_path: Path) -> None:
        first = archives.write_tar(folder, tmp_path / "1.tar.xz", 1790000000).read_bytes()
        copy = tmp_path / "elsewhere" / folder.name
        shutil.copytree(folder, copy, symlinks=True)
        for place in ("docs", "michishirube", "_internal"):
            os.utime(copy / place, (1, 1))
        (copy / "docs/sbom.cdx.json").chmod(0o600)
        assert archives.write_tar(copy, tmp_path / "2.tar.xz", 1790000000).read_bytes() == first

    def test_what_can_be_run_stays_so_and_links_stay_links(
        self, folder: Path, tmp_path: Path
    ) -> None:
        with tarfile.open(archives.write_tar(folder, tmp_path / "a.tar.xz", 1790000000)) as found:
            assert found.getmember("michishirube/michishirube").mode == 0o755
            assert found.getmember("michishirube/導入申請用.txt").mode == 0o644
            assert found.getmember("michishirube/_internal/libQt6Core.so.6").issym()
            assert {(one.uid, one.uname, one.mtime) for one in found} == {(0, "", 1790000000)}

    def test_the_sums_are_what_sha256sum_checks(self, folder: Path) -> None:
        listed = [place for place in parts.places(folder) if place != archives.SUMS]
        (folder / archives.SUMS).write_text(archives.sums(folder, listed), encoding="utf-8")
        command = ["sha256sum", "--check", "--strict", archives.SUMS]
        assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
        (folder / "docs/sbom.cdx.json").write_text("changed")
        assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1


class TestStart:
    @pytest.mark.parametrize(
        ("option", "handled"), [("--smoke", True), ("doctor", False)], ids=["smoke", "other"]
    )
    def test_a_smoke_test_ends_by_itself_even_when_the_program_cannot_be_loaded(
        self, tmp_path: Path, option: str, handled: bool
    ) -> None:
        """Anything else reaches the bootloader, which tells the user in a box."""
        (tmp_path / "desktop").mkdir()
        (tmp_path / "desktop/__init__.py").touch()
        (tmp_path / "desktop/__main__.py").write_text("def main(): raise ImportError('lost')")
        code = (
            f"import sys, runpy; sys.argv = ['michishirube', {option!r}]\n"
            f"try: runpy.run_path({str(FOLDER / 'start.py')!r})\n"
            "except ImportError: print('not handled')\n"
            "except SystemExit as end: print('status', end.code)"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == ("status 1" if handled else "not handled")
        assert ("lost" in ran.stderr) == handled


class TestBuild:
    def test_it_goes_on_with_the_python_that_has_the_packager(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        called: list[list[str]] = []

        def note(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
            called.append(command)
            return subprocess.CompletedProcess(command, 3)

        monkeypatch.setattr(package.subprocess, "run", note)
        monkeypatch.setattr(sys, "argv", ["package.py"])
        assert package.main() == 3
        python, file, option = called[0]
        assert Path(python).parents[1] == script("environment").VENVS["package"]
        assert (Path(file), option) == (FOLDER / "package.py", package.INSIDE)

    def test_a_system_has_one_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(package.platform, "machine", lambda: "AMD64")
        assert package.target() == "windows-x86_64"


FOLDERS = ["みちしるべ", "山田 太郎/ＡＢＣ　１", "100%", 'a"b`c$d\\e&f|g']


class TestMenu:
    @pytest.fixture(params=FOLDERS)
    def installed(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        installed = tmp_path / str(request.param)
        (installed / "docs").mkdir(parents=True)
        shutil.copy(FOLDER / "linux/add-to-menu.sh", installed)
        shutil.copy(FOLDER / "linux/michishirube.desktop", installed / "docs")
        return installed

    def run(self, installed: Path, *arguments: str) -> Path:
        menu = installed / "menu"
        subprocess.run(
            ["sh", str(installed / "add-to-menu.sh"), *arguments],
            env=os.environ | {"XDG_DATA_HOME": str(menu)},
            capture_output=True,
            check=True,
        )
        return menu / "applications/michishirube.desktop"

    def test_the_entry_names_the_program_whatever_its_folder(self, installed: Path) -> None:
        lines = self.run(installed).read_text(encoding="utf-8").splitlines()
        values = dict(line.split("=", 1) for line in lines[1:])
        # The rules of the Desktop Entry Specification, undone one after the other.
        command = values["Exec"].replace("\\\\", "\\").replace("%%", "%")
        assert command[0] == command[-1] == '"'
        assert re.sub(r"\\(.)", r"\1", command[1:-1]) == str(installed / "michishirube")
        picture = values["Icon"].replace("\\\\", "\\")
        assert picture == str(installed / "docs/michishirube.png")

    def test_it_can_be_taken_out_again(self, installed: Path) -> None:
        assert self.run(installed).exists()
        assert not self.run(installed, "remove").exists()
        self.run(installed, "remove")


class TestWorkflow:
    @pytest.fixture
    def workflow(self) -> Any:
        return yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))

    def test_a_tag_builds_on_both_systems(self, workflow: Any) -> None:
        assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML reads "on" as true
        job = workflow["jobs"]["package"]
        assert job["strategy"]["matrix"]["os"] == ["windows-latest", "ubuntu-latest"]

    def test_it_calls_the_scripts_of_this_repository(self, workflow: Any) -> None:
        text = "\n".join(step.get("run", "") for step in workflow["jobs"]["package"]["steps"])
        called = re.findall(r"packaging/\w+\.py(?: [a-z-]+)?", text)
        assert called == [
            "packaging/bootstrap.py system",
            "packaging/bootstrap.py package",
            "packaging/package.py",
        ]
        assert all((ROOT / name.split()[0]).is_file() for name in called)
        assert {name.split()[1] for name in called[:2]} <= set(script("bootstrap").TASKS)
        assert text.count("--smoke") == 4  # twice with a folder for what it writes
        assert "packaging/windows/dllcheck.py build/package/michishirube" in text

    def test_it_may_only_read_and_what_it_uses_cannot_change(self, workflow: Any) -> None:
        assert workflow["permissions"] == {"contents": "read"}
        used = [step["uses"] for step in workflow["jobs"]["package"]["steps"] if "uses" in step]
        assert len(used) == 3
        assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)
