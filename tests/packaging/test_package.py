"""The package in dist/, unpacked and used as a stranger would: `make package`, then `make package-test`.

Nothing of the checkout is used but the archive: the program runs from a folder of its own, as another
user, without network, without rights, in odd places and with odd settings.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import desktop
from tests.packaging.loading import ROOT, script
from tests.x_server import x_server

pytestmark = pytest.mark.package

archives, inspection, parts, project = map(script, ("archives", "inspection", "parts", "project"))

NOBODY = 65534
MEGABYTES = 45
"""The budget of what is handed out."""


@pytest.fixture(scope="session")
def archive() -> Path:
    """The archive that was built last."""
    found = sorted((ROOT / "dist").glob("michishirube-*-linux-*.tar.xz"))
    assert len(found) == 1, "first: make package"
    return found[0]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack into a folder that anybody may read, and return the package."""
    folder.mkdir(parents=True)
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="tar")
    return folder / "michishirube"


def let_in(folder: Path) -> None:
    """Let other users reach a folder of pytest's, which it keeps to itself."""
    for one in (folder, *folder.parents):
        if one.owner() == Path.home().owner() or os.geteuid() == 0:
            one.chmod(one.stat().st_mode | 0o055)
        if one.name.startswith("pytest-of-"):
            return


@pytest.fixture(scope="session")
def package(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, unpacked where a user with a Japanese name might put it."""
    place = tmp_path_factory.mktemp("office") / "山田 太郎" / "みちしるべ　Ｖ１ (試し)"
    package = unpack(archive, place)
    let_in(package)
    return package


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server of our own."""
    with x_server() as number:
        yield number


class User:
    """A person with a home folder of their own and nothing of ours in the environment."""

    def __init__(self, home: Path, display: str = "") -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        (home / "tmp").mkdir(exist_ok=True)
        self.environment = {
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
        }
        if display:
            self.environment["DISPLAY"] = display

    def run(
        self,
        *command: str | Path,
        before: tuple[str, ...] = (),
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the package, behind a command that changes its surroundings."""
        return subprocess.run(
            [*before, *map(str, command)],
            env={**self.environment, **environment},
            cwd=self.home,
            capture_output=True,
            encoding="utf-8",
            timeout=110,
            check=False,
        )

    def smoke(
        self,
        package: Path,
        before: tuple[str, ...] = (),
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> subprocess.CompletedProcess[str]:
        """Run the smoke mode."""
        out = self.home / "out"
        command = (package / "michishirube", "--smoke", "--smoke-out", out)
        return self.run(*command, before=before, environment=environment)

    @property
    def report(self) -> Any:
        """What the smoke mode reports."""
        return json.loads((self.home / "out" / "smoke.json").read_text(encoding="utf-8"))

    def files(self) -> set[str]:
        """Return what lies in the home folder but for the reports and the cache of the fonts."""
        found = (path.relative_to(self.home) for path in self.home.rglob("*") if path.is_file())
        return {
            path.as_posix()
            for path in found
            if path.parts[0] != "out" and "fontconfig" not in path.parts
        }


@pytest.fixture
def user(tmp_path: Path) -> User:
    """A user without a screen."""
    return User(tmp_path / "ホーム　佐藤 花子")


@pytest.fixture
def screen_user(tmp_path: Path, display: str) -> User:
    """A user who sits before a screen."""
    return User(tmp_path / "ホーム　佐藤 花子", display)


def deep(folder: Path, length: int) -> Path:
    """Return a folder deep down whose path has at least so many bytes."""
    number = 0
    while len(os.fsencode(folder)) < length:
        number += 1
        folder /= f"長い名前 {number:02}"
    return folder


def assert_passed(ran: subprocess.CompletedProcess[str], user: User) -> None:
    """The smoke mode went through and left nothing behind."""
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert user.report["ok"] is True
    assert user.files() == set()


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder."""
    return {place: parts.file_hash(folder / place) for place in parts.places(folder)}


class TestOffline:
    """No network, no socket of the internet: not even tried."""

    def test_it_works_where_there_is_no_network_at_all(
        self, package: Path, screen_user: User
    ) -> None:
        alone = (
            ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--net", "--map-root-user")
        )
        seen = screen_user.run("cat", "/proc/net/dev", before=alone).stdout
        assert re.findall(r"^\s*(\S+):", seen, re.MULTILINE) == ["lo"]  # and that one is down
        assert_passed(screen_user.smoke(package, before=alone), screen_user)

    def test_no_internet_socket_is_ever_made(self, package: Path, screen_user: User) -> None:
        trace = screen_user.home / "out" / "trace"
        trace.parent.mkdir()
        tracing = ("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace))
        assert_passed(screen_user.smoke(package, before=tracing), screen_user)
        made = re.findall(r"\bsocket(?:pair)?\((\w+)", trace.read_text(encoding="utf-8"))
        assert "AF_UNIX" in made, "the trace saw nothing, not even the X server"
        assert set(made) == {"AF_UNIX"}

    def test_the_command_line_makes_no_socket_at_all(self, package: Path, user: User) -> None:
        trace = user.home / "trace"
        tracing = ("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace))
        for command in (("match", "--code", "324485"), ("doctor",), ("search", "空き家")):
            ran = user.run(package / "michishirube-cli", *command, before=tracing)
            assert ran.returncode == 0, ran.stderr
            assert "socket" not in trace.read_text(encoding="utf-8")

    def test_what_could_open_one_is_not_in_the_package(self, package: Path) -> None:
        assert inspection.unwanted_files(parts.places(package)) == []
        library = b"".join(
            path.read_bytes() for path in package.glob("michishirube*") if path.is_file()
        )
        # The table of the modules stands in the programs, each name behind its length.
        assert bytes([11]) + b"desktop.app" in library
        for module in (b"socket", b"http.client", b"urllib.request", b"email.message", b"asyncio"):
            assert bytes([len(module)]) + module not in library


class TestPlaces:
    def test_a_read_only_program_folder_and_another_user(
        self, package: Path, display: str, tmp_path: Path
    ) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can become somebody else")
        user = User(tmp_path / "別の 利用者", display)
        for folder in (user.home, user.home / "tmp"):
            os.chown(folder, NOBODY, NOBODY)
        let_in(user.home)
        before = hashes(package)
        other = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        tried = user.run("sh", "-c", 'echo > "$0/probe"', package, before=other)
        assert "Permission denied" in tried.stderr
        assert_passed(user.smoke(package, before=other), user)
        assert hashes(package) == before

    def test_a_folder_deep_down(self, archive: Path, tmp_path: Path, screen_user: User) -> None:
        package = unpack(archive, deep(tmp_path, 380))
        assert_passed(screen_user.smoke(package), screen_user)

    def test_a_folder_too_deep_for_a_database_is_told(
        self, archive: Path, tmp_path: Path, user: User
    ) -> None:
        package = unpack(archive, deep(tmp_path, 520))
        ran = user.run(package / "michishirube-cli", "search", "空き家")
        assert ran.returncode == 2
        assert "場所の名前が長すぎないか" in ran.stderr

    def test_a_portable_copy_keeps_everything_beside_itself(
        self, archive: Path, tmp_path: Path, user: User
    ) -> None:
        package = unpack(archive, tmp_path / "ＵＳＢ　メモリ #1")
        (package / "portable.txt").touch()
        ran = user.run(package / "michishirube")  # without a screen: the same job in the terminal
        assert ran.returncode == 0, ran.stderr
        workbook = Path(ran.stdout.splitlines()[-1])
        assert workbook.parent == package / "michishirube-data" / "output"
        assert user.files() == set()

    def test_a_portable_copy_that_cannot_write_says_so(
        self, archive: Path, tmp_path: Path, user: User
    ) -> None:
        package = unpack(archive, tmp_path / "書けない")
        (package / "portable.txt").touch()
        (package / "michishirube-data").write_text("in the way")
        ran = user.run(package / "michishirube")
        assert ran.returncode == 2
        assert "出力フォルダー" in ran.stderr
        assert "Traceback" not in ran.stderr

    def test_data_go_into_the_users_own_folder(self, package: Path, user: User) -> None:
        assert user.run(package / "michishirube").returncode == 0
        assert {Path(place).parts[:3] for place in user.files()} == {
            (".local", "share", "michishirube")
        }


class TestSettings:
    @pytest.mark.parametrize(
        "setting",
        [
            {"LANG": "C", "LC_ALL": "C"},
            {"LANG": "", "PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"},
            {"LANG": "ja_JP.SJIS", "LC_ALL": "ja_JP.SJIS"},
        ],
        ids=["C", "cp932", "Shift_JIS"],
    )
    def test_the_console_speaks_utf_8_and_reads_japanese_paths(
        self, package: Path, user: User, setting: dict[str, str]
    ) -> None:
        out = user.home / "計画　①.xlsx"
        options = ("--code", "324485", "--today", "2026-11-20", "--out", out)
        ran = user.run(package / "michishirube-cli", "export", *options, environment=setting)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.strip() == str(out)
        assert out.read_bytes().startswith(b"PK")

    def test_a_foreign_python_in_the_environment_does_no_harm(
        self, package: Path, screen_user: User, tmp_path: Path
    ) -> None:
        (tmp_path / "json.py").write_text("raise SystemExit('wrong json')")
        foreign = {"PYTHONPATH": str(tmp_path), "PYTHONHOME": str(tmp_path)}
        assert_passed(screen_user.smoke(package, environment=foreign), screen_user)

    @pytest.mark.parametrize("day", ["1970-01-02", "2000-01-01", "2019-04-30", "2099-12-31"])
    def test_a_clock_that_is_wrong(self, package: Path, screen_user: User, day: str) -> None:
        assert_passed(
            screen_user.smoke(package, before=("faketime", f"{day} 08:30:00")), screen_user
        )

    def test_a_clock_in_1970_judges_nothing_on_the_command_line(
        self, package: Path, user: User
    ) -> None:
        clock = ("faketime", "1970-01-02 08:30:00")
        ran = user.run(package / "michishirube-cli", "match", "--code", "324485", before=clock)
        assert ran.returncode == 2
        assert "パソコンの日付が1970-01-02" in ran.stderr

    def test_a_desktop_that_speaks_wayland_only_is_told_what_is_missing(
        self, package: Path, user: User
    ) -> None:
        wayland = {"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}
        ran = user.run(package / "michishirube", environment=wayland)
        assert ran.returncode == 2
        assert "XWayland を入れてから" in ran.stderr.splitlines()[-1]
        assert user.files() == set()


class TestWhatIsHandedOut:
    def test_it_fits_the_budget(self, archive: Path) -> None:
        assert archive.stat().st_size < MEGABYTES * 1e6

    def test_every_hash_is_right(self, archive: Path, package: Path) -> None:
        for folder in (archive.parent, package):
            command = ["sha256sum", "--check", "--strict", "--quiet", archives.SUMS]
            assert subprocess.run(command, cwd=folder, check=False).returncode == 0
        listed = (package / archives.SUMS).read_text(encoding="utf-8")
        named = {line.split("  ", 1)[1] for line in listed.splitlines()}
        assert named == set(parts.places(package)) - {archives.SUMS}

    def test_the_bill_lists_every_program_and_library(self, package: Path) -> None:
        bill = json.loads((package / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
        components = [bill["metadata"]["component"], *bill["components"]]
        files = {file["name"] for one in components for file in one.get("components", [])}
        binary = {place for place in parts.places(package) if re.search(r"\.so|^michi", place)}
        assert binary <= files
        assert bill["metadata"]["component"]["version"] == desktop.__version__

    def test_licences_and_papers_are_there(self, package: Path, archive: Path) -> None:
        texts = {path.parent.name for path in (package / "docs" / "licenses").glob("*/*")}
        assert {"Qt", "PySide6-Essentials", "shiboken6", "Python", "openpyxl", "segno"} <= texts
        for folder in (package, archive.parent):
            text = (folder / "導入申請用.txt").read_text(encoding="utf-8")
            assert "通信はしません" in text
        assert parts.file_hash(archive) in text
        assert (archive.parent / "requirements-package.txt").is_file()

    def test_the_menu_entry_is_valid(self, package: Path, user: User) -> None:
        user.environment["XDG_DATA_HOME"] = str(user.home / "menu")
        assert user.run("sh", package / "add-to-menu.sh").returncode == 0
        entry = user.home / "menu" / "applications" / "michishirube.desktop"
        checked = user.run("desktop-file-validate", entry)
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")

    def test_it_tells_version_and_libraries(self, package: Path, user: User) -> None:
        assert user.run(package / "michishirube-cli", "--version").stdout.strip() == (
            desktop.__version__
        )
        found = json.loads(user.run(package / "michishirube-cli", "doctor", "--json").stdout)
        assert found["problems"] == []
        assert found["libraries"]["PySide6-Essentials"].startswith("6.")
        assert found["paths"]["catalog"] == str(package / "_internal" / "catalog.sqlite")

    def test_a_damaged_package_does_not_pass(
        self, archive: Path, tmp_path: Path, screen_user: User
    ) -> None:
        package = unpack(archive, tmp_path / "damaged")
        shutil.rmtree(package / "_internal" / "PySide6" / "Qt" / "translations")
        ran = screen_user.smoke(package)
        assert ran.returncode == 1
        assert screen_user.report["failed"] == "絵と日本語"
