"""The scripts of the Windows half, as far as they need no Wine: PE files, DLL check, lists for NSIS, zip."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

import pytest

import desktop.paths
from tests.packaging.loading import FOLDER, ROOT, WINDOWS, script, windows_script

dllcheck, installer, pe, portable, wheels, winpython = map(
    windows_script, ("dllcheck", "installer", "pe", "portable", "wheels", "winpython")
)
project = script("project")

NSI = (WINDOWS / "installer.nsi").read_text(encoding="utf-8")

BASE, RAW = 0x1000, 0x400


def tiny_pe(imports: tuple[str, ...] = (), exports: tuple[str, ...] = ()) -> bytes:
    """Return the smallest 64-bit binary with these imports (the last one delayed) and exports."""
    body = bytearray(b"\0" * 16)

    def put(data: bytes) -> int:
        place = BASE + len(body)
        body.extend(data)
        return place

    names = [put(name.encode() + b"\0") for name in imports]
    now, later = names[:-1], names[-1:]
    table = b"".join(struct.pack("<5I", 1, 0, 0, name, 1) for name in now) + bytes(20)
    delayed = b"".join(struct.pack("<8I", 1, name, *[0] * 6) for name in later) + bytes(32)
    texts = put(struct.pack(f"<{len(exports)}I", *(put(one.encode() + b"\0") for one in exports)))
    export = struct.pack("<24xIII4x", len(exports), 0, texts)
    directories = [(0, 0)] * 16
    directories[pe.EXPORT] = (put(export), len(export))
    directories[pe.IMPORT] = (put(table), len(table))
    directories[pe.DELAY_IMPORT] = (put(delayed), len(delayed))
    return _headers(directories, len(body)) + bytes(body)


def _headers(directories: list[tuple[int, int]], size: int) -> bytes:
    """Return everything in front of the one section."""
    optional = struct.pack("<H66xH38xI", pe.PE32_PLUS, pe.WITH_CONSOLE, 16)
    optional += b"".join(struct.pack("<II", *one) for one in directories)
    coff = b"PE\0\0" + struct.pack("<HH12xHH", 0x8664, 1, len(optional), 0x2022)
    section = struct.pack("<8sIIII16x", b".rdata", size, BASE, size, RAW)
    head = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + coff + optional + section
    return head.ljust(RAW, b"\0")


class TestReadingBinaries:
    def test_imports_at_start_and_later_in_lower_case(self) -> None:
        binary = pe.Binary(tiny_pe(("KERNEL32.dll", "Qt6Core.dll", "late.DLL")))
        assert binary.imports() == {"kernel32.dll", "qt6core.dll", "late.dll"}

    def test_exports(self) -> None:
        assert pe.Binary(tiny_pe(exports=("Py_Main", "PyList_New"))).exports() == [
            "Py_Main",
            "PyList_New",
        ]

    def test_whether_it_opens_a_console(self) -> None:
        assert pe.Binary(tiny_pe()).subsystem == pe.WITH_CONSOLE

    @pytest.mark.parametrize("data", [b"", b"#!/bin/sh\n", b"MZ" + bytes(0x3E)])
    def test_anything_else_is_refused(self, data: bytes) -> None:
        with pytest.raises(pe.NotPEError):
            pe.Binary(data)


class TestMissingLibraries:
    def test_a_complete_package_lacks_nothing(self, tmp_path: Path) -> None:
        _package(tmp_path, "_internal/PySide6/Qt6Core.dll", "_internal/python311.dll")
        assert dllcheck.check(tmp_path) == {}

    def test_what_is_gone_is_named_with_its_users(self, tmp_path: Path) -> None:
        _package(tmp_path, "_internal/python311.dll")
        assert dllcheck.check(tmp_path) == {"qt6core.dll": ["_internal/PySide6/QtCore.pyd"]}

    def test_a_copy_where_nobody_looks_is_no_help(self, tmp_path: Path) -> None:
        _package(tmp_path, "_internal/PySide6/Qt6Core.dll", "_internal/PySide6/python311.dll")
        assert dllcheck.check(tmp_path) == {"python311.dll": ["michishirube.exe"]}

    def test_parts_of_windows_are_not_missed(self) -> None:
        assert dllcheck.is_system("kernel32.dll")
        assert dllcheck.is_system("api-ms-win-crt-heap-l1-1-0.dll")
        assert not dllcheck.is_system("msvcp140.dll")
        assert not dllcheck.is_system("icuuc.dll"), "Windows 10 before 1703 has none"


def _package(folder: Path, *libraries: str) -> None:
    """Lay out a package whose program needs python311 and whose QtCore needs Qt6Core."""
    files = {name: tiny_pe() for name in libraries}
    files["michishirube.exe"] = tiny_pe(("KERNEL32.dll", "python311.dll"))
    files["_internal/PySide6/QtCore.pyd"] = tiny_pe(("kernel32.dll", "Qt6Core.dll"))
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


FILES = ["_internal/a.dll", "_internal/deep/b.dll", "導入 $1.txt", "michishirube.exe"]


class TestListForTheInstaller:
    def test_files_are_found_sorted_whatever_the_disk_says(self, tmp_path: Path) -> None:
        for name in ("b", "a", "sub/c"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        assert installer.files_of(tmp_path) == ["a", "b", "sub/c"]

    def test_each_file_goes_into_its_folder(self) -> None:
        lines = installer.install_lines(FILES, "/package")
        assert lines == [
            '  SetOutPath "$INSTDIR\\_internal"',
            '  File "/package/_internal/a.dll"',
            '  SetOutPath "$INSTDIR\\_internal\\deep"',
            '  File "/package/_internal/deep/b.dll"',
            '  SetOutPath "$INSTDIR"',
            '  File "/package/導入 $$1.txt"',
            '  File "/package/michishirube.exe"',
        ]

    def test_removal_names_every_file_and_spares_folders_with_other_things(self) -> None:
        lines = installer.remove_lines(FILES)
        assert lines[:4] == [f'  Delete "$INSTDIR\\{installer.windows_path(one)}"' for one in FILES]
        assert lines[4:] == ['  RMDir "$INSTDIR\\_internal\\deep"', '  RMDir "$INSTDIR\\_internal"']

    @pytest.mark.parametrize(
        ("version", "four"), [("0.1.0", "0.1.0.0"), ("1.2", "1.2.0.0"), ("2.0.1rc2", "2.0.1.0")]
    )
    def test_windows_gets_four_numbers(self, version: str, four: str) -> None:
        assert installer.four_numbers(version) == four

    def test_the_32_bit_stub_is_taken_where_there_is_no_other(self, tmp_path: Path) -> None:
        stubs = tmp_path / "Stubs"
        stubs.mkdir()
        assert installer.target(tmp_path / "makensis.exe", []) == "x86-unicode"
        (stubs / installer.WIDE_STUB).touch()
        assert installer.target(tmp_path / "makensis.exe", []) == "amd64-unicode"

    @pytest.mark.parametrize("variable", installer.PROGRAM_FILES)
    def test_nsis_is_found_where_it_installs_itself(
        self, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(installer.shutil, "which", lambda _: None)
        for name in installer.PROGRAM_FILES:
            monkeypatch.delenv(name, raising=False)
        with pytest.raises(project.SetupError):
            installer.find_makensis()
        compiler = tmp_path / "NSIS" / "makensis.exe"
        compiler.parent.mkdir()
        compiler.touch()
        monkeypatch.setenv(variable, str(tmp_path))
        assert installer.find_makensis() == compiler


ENTRY = (
    *("DisplayName", "DisplayVersion", "DisplayIcon", "Publisher", "InstallLocation"),
    *("UninstallString", "QuietUninstallString", "EstimatedSize"),
)


class TestInstallerScript:
    @pytest.mark.parametrize(
        "line",
        [
            "Unicode true",
            "Target ${TARGET}",
            "RequestExecutionLevel user",
            'InstallDir "$LOCALAPPDATA\\Programs\\${FOLDER}"',
            "AllowSkipFiles off",
            "SetDateSave off",
            "ManifestLongPathAware true",
            '!insertmacro MUI_LANGUAGE "Japanese"',
            'WriteUninstaller "$INSTDIR\\uninstall.exe"',
            "SetRegView 64",
        ],
    )
    def test_directive(self, line: str) -> None:
        assert re.search(rf"^\s*{re.escape(line)}( ;.*)?$", NSI, flags=re.MULTILINE)

    @pytest.mark.parametrize(
        "name",
        ENTRY,
    )
    def test_the_entry_is_complete(self, name: str) -> None:
        assert re.search(rf'WriteReg(Str|DWORD) SHCTX "\$\{{UNINSTALL_KEY\}}" "{name}"', NSI)

    def test_no_message_waits_in_a_silent_run(self) -> None:
        whole = NSI.replace("\\\n", "")
        boxes = [line for line in whole.splitlines() if line.strip().startswith("MessageBox")]
        assert len(boxes) >= 4
        assert all("/SD " in box for box in boxes)

    def test_only_two_folders_are_removed_with_all_they_hold(self) -> None:
        assert re.findall(r'RMDir /r "(.+?)"', NSI) == ["$INSTDIR\\_internal", "$Data"]

    def test_the_data_go_only_when_asked_for(self) -> None:
        removal = NSI[NSI.index('RMDir /r "$Data"') - 60 :]
        assert "${If} $DeleteData == 1" in removal
        assert "MB_DEFBUTTON2" in NSI

    def test_names_are_those_of_the_program(self) -> None:
        assert f'!define PORTABLE_MARKER "{desktop.paths.PORTABLE_MARKER}"' in NSI
        assert f'!define PORTABLE_DATA "{desktop.paths.PORTABLE_DATA}"' in NSI
        spec = (FOLDER / "michishirube.spec").read_text(encoding="utf-8")
        for name in re.findall(r'!define (?:PROGRAM|CONSOLE) "(.+)\.exe"', NSI):
            assert f'program("{name}"' in spec

    def test_the_paper_for_the_it_section_names_its_options_and_statuses(self) -> None:
        page = (ROOT / "resources/help/09-donyu.md").read_text(encoding="utf-8")
        statuses = re.findall(r"!define STATUS_\w+ (\d)", NSI)
        assert len(statuses) == 4
        assert all(f"{status}は" in page for status in statuses)
        for option in ("/S", "/ALLUSERS", "/DELETEDATA"):
            assert f"{option}`" in page or f"{option} " in page
            assert option == "/S" or f'"{option}"' in NSI

    def test_every_text_that_the_preview_waits_for_is_in_the_script(self) -> None:
        text = (WINDOWS / "dialog_checks.py").read_text(encoding="utf-8")
        awaited = re.findall(r'meets\("(.+?)",', text)
        whole = NSI.replace("${NAME}", "みちしるべ")
        assert len(awaited) >= 5
        assert [one for one in awaited if one not in whole] == []


class TestPortableZip:
    def test_it_holds_the_marker_and_is_the_same_again(self, tmp_path: Path) -> None:
        package = tmp_path / "package"
        (package / "sub").mkdir(parents=True)
        (package / "sub" / "導入.txt").write_text("x", encoding="utf-8")
        (package / "michishirube.exe").write_bytes(b"MZ")
        made = [portable.build(package, tmp_path / name, 1767225600) for name in ("a.zip", "b.zip")]
        assert made[0].read_bytes() == made[1].read_bytes()
        with zipfile.ZipFile(made[0]) as archive:
            names = archive.namelist()
            text = archive.read("michishirube/portable.txt").decode("utf-8-sig")
        assert names == sorted(names)
        assert set(names) == {
            f"michishirube/{name}" for name in ("michishirube.exe", "portable.txt", "sub/導入.txt")
        }
        assert portable.MARKER == desktop.paths.PORTABLE_MARKER
        assert desktop.paths.PORTABLE_DATA in text

    def test_a_time_before_1980_is_no_obstacle(self) -> None:
        assert portable.entry("a", 0).date_time == (1980, 1, 1, 0, 0, 0)


class TestWindowsPython:
    def test_the_lock_is_read_as_windows_would(self) -> None:
        text = (
            "# head\n"
            "a==1 \\\n    --hash=sha256:1\n"
            "b==2 ; sys_platform == 'darwin' \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n"
            "c==3 ; sys_platform == 'win32' \\\n    --hash=sha256:4\n"
        )
        assert wheels.windows_lock(text) == (
            "# head\na==1 \\\n    --hash=sha256:1\nc==3 \\\n    --hash=sha256:4\n"
        )

    def test_a_marker_nobody_foresaw_stops_it(self) -> None:
        with pytest.raises(project.SetupError):
            wheels.windows_lock("a==1 ; python_version < '3.12' \\\n    --hash=sha256:1\n")

    def test_the_real_lock_gives_what_the_package_needs(self) -> None:
        text = (FOLDER / "requirements-package.txt").read_text(encoding="utf-8")
        lock = wheels.windows_lock(text)
        names = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
        assert {"pyside6-essentials", "pyinstaller", "pefile", "pywin32-ctypes"} <= names
        assert " ; " not in lock

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("deploy_libs/python311.dll", "python311.dll"),
            ("deploy_libs/VCRUNTIME140.dll", "vcruntime140.dll"),
            ("deploy_libs/_sqlite3.pyd", "DLLs/_sqlite3.pyd"),
            ("deploy_libs/api-ms-win-crt-heap-l1-1-0.dll", None),
            ("deploy_libs/_testcapi.pyd", None),
            ("panda3d/core.pyd", None),
        ],
    )
    def test_what_is_taken_from_the_carrier(self, name: str, place: str | None) -> None:
        assert winpython.core_place(name) == place


def test_what_is_called_under_wine_exists() -> None:
    text = (WINDOWS / "under_wine.py").read_text(encoding="utf-8")
    found = re.findall(r"^    from (\w+) import (.+)$", text, flags=re.MULTILINE)
    assert len(found) == 4
    for module, names in found:
        for name in names.split(", "):
            assert callable(getattr(script(module), name))


def test_no_script_holds_a_path_of_one_machine() -> None:
    files = [path for path in WINDOWS.iterdir() if path.is_file()]
    assert len(files) > 10
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path.name
        assert not re.search(r"https?://|/(?:root|home|work|tmp)/", text), path.name
