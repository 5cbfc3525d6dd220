"""The set-up script: its decisions, and the promises of the lock files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.packaging.loading import ROOT, script

LOCK_FILES = tuple(f"packaging/requirements-{kind}.txt" for kind in ("run", "dev", "package"))

database, debian, environment, locks, project = map(
    script, ("database", "debian", "environment", "locks", "project")
)


def _requirements(lock: str) -> dict[str, str]:
    """Return package name -> its whole entry in a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {re.split(r"==", entry)[0]: entry for entry in entries}


def _normal(requirement: str) -> str:
    name = re.split(r"[<>=!~;\[ ]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def pyproject() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )
    return data


class TestChoosingPython:
    def test_takes_the_newest_that_fits(self) -> None:
        found = {"python3.13": (3, 13), "python3.11": (3, 11), "python3": (3, 11)}
        assert environment.choose_python("", found.get) == "python3.13"

    def test_passes_over_missing_old_and_too_new_ones(self) -> None:
        found = {
            "python3.13": None,
            "python3.12": (3, 9),
            "python3": (3, 14),
            "python3.11": (3, 11),
        }
        assert environment.choose_python("", found.get) == "python3.11"

    def test_asks_for_one_in_both_languages_when_none_fits(self) -> None:
        with pytest.raises(project.SetupError) as caught:
            environment.choose_python("", {"python3": (3, 14)}.get)
        assert "必要です" in str(caught.value)
        assert "needed" in str(caught.value)

    def test_does_not_replace_the_wanted_one_by_another(self) -> None:
        found = {"python3.12": (3, 12), "old": (3, 8)}
        assert environment.choose_python("python3.12", found.get) == "python3.12"
        with pytest.raises(project.SetupError):
            environment.choose_python("old", found.get)

    @pytest.mark.parametrize(
        ("version", "supported"),
        [(None, False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)],
    )
    def test_supported_versions(self, version: tuple[int, int] | None, supported: bool) -> None:
        assert environment.is_supported(version) is supported

    def test_supported_versions_are_those_of_the_project(
        self, pyproject: dict[str, dict[str, str]]
    ) -> None:
        oldest, too_new = (".".join(map(str, v)) for v in (environment.OLDEST, environment.TOO_NEW))
        assert pyproject["project"]["requires-python"] == f">={oldest},<{too_new}"

    def test_a_command_that_does_not_start_has_no_version(self, tmp_path: Path) -> None:
        assert environment.python_version(str(tmp_path / "nowhere")) is None


class TestSystemPackages:
    def test_nothing_is_missing_when_every_library_loads(self) -> None:
        assert debian.missing_qt_packages(lambda _: True) == set()

    def test_a_missing_library_names_its_package(self) -> None:
        missing = {"libxcb-cursor.so.0", "libEGL.so.1"}
        found = debian.missing_qt_packages(lambda library: library not in missing)
        assert found == {"libxcb-cursor0", "libegl1"}

    def test_reads_what_ldd_could_not_resolve(self) -> None:
        output = (
            "QtWidgets.abi3.so:\n"
            "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n"
            "\tlibxcb-icccm.so.4 => not found\n"
            "\tlibxcb-icccm.so.4 => not found\n"
        )
        assert debian.not_found(output) == {"libxcb-icccm.so.4"}
        assert debian.packages_for(debian.not_found(output)) == {"libxcb-icccm4"}

    def test_an_unknown_library_is_named_instead_of_guessed(self) -> None:
        with pytest.raises(project.SetupError, match=r"libnew\.so\.9"):
            debian.packages_for({"libnew.so.9", "libEGL.so.1"})

    def test_calc_is_more_than_the_core_of_libreoffice(self, tmp_path: Path) -> None:
        soffice = tmp_path / "soffice"
        soffice.touch()
        assert not debian.has_calc(lambda _: str(soffice))
        (tmp_path / "libsclo.so").touch()
        assert debian.has_calc(lambda _: str(soffice))
        assert not debian.has_calc(lambda _: None)

    def test_the_font_is_found_in_any_folder(self, tmp_path: Path) -> None:
        folders = [tmp_path / "absent", tmp_path]
        assert not debian.has_font(folders)
        (tmp_path / "morisawa").mkdir()
        (tmp_path / "morisawa" / "BIZUDGothic-Regular.ttf").touch()
        assert debian.has_font(folders)

    def test_root_updates_the_lists_before_installing(self) -> None:
        update, install = debian.apt_commands({"xvfb", "libegl1"})
        assert update[0] == install[0] == "apt-get"
        assert update[-1] == "update"
        assert install[-2:] == ["libegl1", "xvfb"]
        assert "-y" in install

    def test_others_are_shown_one_exact_command_in_both_languages(self) -> None:
        text = debian.by_hand({"xvfb", "libegl1"})
        assert "    sudo apt-get install -y libegl1 xvfb" in text.splitlines()
        assert "パッケージ" in text
        assert "packages" in text

    def test_others_are_never_installed_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
        monkeypatch.setattr(debian.subprocess, "run", lambda *_, **__: pytest.fail("ran"))
        with pytest.raises(project.SetupError, match="sudo apt-get install -y xvfb"):
            debian.ensure_packages({"xvfb"})
        debian.ensure_packages(set())

    def test_the_venv_package_belongs_to_the_chosen_python(self) -> None:
        assert environment.venv_package((3, 11)) == "python3.11-venv"


class TestStamp:
    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        (tmp_path / "packaging").mkdir()
        for name in ("pyproject.toml", *LOCK_FILES):
            (tmp_path / name).write_text(name, encoding="utf-8")
        return tmp_path

    def test_nothing_is_installed_without_a_valid_stamp(self, checkout: Path) -> None:
        stamp = checkout / "stamp.json"
        assert environment.read_stamp(stamp) == {}
        stamp.write_text("cut off in the midd", encoding="utf-8")
        assert environment.read_stamp(stamp) == {}
        assert not environment.is_installed({}, checkout, "run")

    def test_the_development_set_up_serves_for_running_but_not_the_reverse(
        self, checkout: Path
    ) -> None:
        run, dev = ({kind: environment.fingerprint(checkout, kind)} for kind in ("run", "dev"))
        assert environment.is_installed(run, checkout, "run")
        assert environment.is_installed(dev, checkout, "run")
        assert environment.is_installed(dev, checkout, "dev")
        assert not environment.is_installed(run, checkout, "dev")

    @pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/requirements-run.txt"])
    def test_a_change_of_lock_or_project_counts(self, checkout: Path, changed: str) -> None:
        stamp = {"run": environment.fingerprint(checkout, "run")}
        (checkout / changed).write_text("changed", encoding="utf-8")
        assert not environment.is_installed(stamp, checkout, "run")

    def test_dependencies_are_installed_by_hash_and_the_project_without_any(self) -> None:
        first, second = environment.install_commands(Path("python"), "run")
        assert first[-3:] == ["--require-hashes", "-r", "packaging/requirements-run.txt"]
        assert {"--no-deps", "--no-build-isolation"} <= set(second)

    def test_a_package_is_built_from_the_lock_alone(self, checkout: Path) -> None:
        (command,) = environment.install_commands(Path("python"), "package")
        assert command[-3:] == ["--require-hashes", "-r", "packaging/requirements-package.txt"]
        assert environment.VENVS["package"] != environment.VENVS["dev"]
        stamp = {"dev": environment.fingerprint(checkout, "dev")}
        assert not environment.is_installed(stamp, checkout, "package")


class TestCatalogInputs:
    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        for name in ("db/catalog/a.toml", "db/__pycache__/x.pyc", "desktop/domain/money.py"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(name, encoding="utf-8")
        return tmp_path

    def test_compiled_files_do_not_count(self, checkout: Path) -> None:
        names = [path.name for path in database.catalog_inputs(checkout)]
        assert names == ["a.toml", "money.py"]

    def test_built_once_for_the_same_inputs(self, checkout: Path) -> None:
        catalog, stamp = checkout / "catalog.sqlite", checkout / "inputs"
        digest = database.inputs_digest(checkout)
        assert not database.is_catalog_current(catalog, stamp, digest)
        catalog.touch()
        stamp.write_text(digest, encoding="utf-8")
        assert database.is_catalog_current(catalog, stamp, database.inputs_digest(checkout))

    def test_a_changed_or_removed_file_counts(self, checkout: Path) -> None:
        before = database.inputs_digest(checkout)
        (checkout / "desktop/domain/money.py").write_text("changed", encoding="utf-8")
        changed = database.inputs_digest(checkout)
        (checkout / "db/catalog/a.toml").unlink()
        assert len({before, changed, database.inputs_digest(checkout)}) == 3


class TestLockFiles:
    @pytest.mark.parametrize("lock", LOCK_FILES)
    def test_every_requirement_is_pinned_with_hashes(self, lock: str) -> None:
        requirements = _requirements(lock)
        assert requirements
        for name, entry in requirements.items():
            assert re.match(r"[a-z0-9-]+==[0-9]", entry), name
            assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), name

    @pytest.mark.parametrize("lock", LOCK_FILES)
    def test_no_address_and_no_path(self, lock: str) -> None:
        text = (ROOT / lock).read_text(encoding="utf-8")
        forbidden = r"https?:|file:|--(extra-)?index-url|--find-links|(^|[\s@=])(/|[A-Za-z]:\\)"
        assert re.search(forbidden, text, flags=re.MULTILINE) is None

    def test_running_needs_are_locked(self, pyproject: dict[str, dict[str, list[str]]]) -> None:
        needed = {_normal(line) for line in pyproject["project"]["dependencies"]}
        needed |= {_normal(line) for line in pyproject["dependency-groups"]["build"]}
        assert needed <= _requirements(LOCK_FILES[0]).keys()

    def test_development_needs_are_locked(self, pyproject: dict[str, dict[str, list[str]]]) -> None:
        group: list[object] = [*pyproject["dependency-groups"]["dev"]]
        lines = [entry for entry in group if isinstance(entry, str)]  # the rest are include-group
        assert {_normal(line) for line in lines} <= _requirements(LOCK_FILES[1]).keys()

    def test_the_packager_is_locked(self) -> None:
        assert "pyinstaller" in _requirements(LOCK_FILES[2])

    @pytest.mark.parametrize("lock", LOCK_FILES[1:])
    def test_tested_and_packaged_are_the_versions_that_people_run(self, lock: str) -> None:
        shipped, other = _requirements(LOCK_FILES[0]), _requirements(lock)
        assert {name: other.get(name) for name in shipped} == shipped

    def test_the_lock_command_writes_no_address(self) -> None:
        command = locks.lock_command(Path("uv"), "dev", upgrade=True)
        assert {"--universal", "--generate-hashes", "--upgrade"} <= set(command)
        assert not any("://" in word for word in command)


def test_packaging_is_no_package() -> None:
    """With an __init__.py the folder would hide the PyPI package that pytest imports."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_script_explains_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "packaging/bootstrap.py", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "run" in done.stdout
