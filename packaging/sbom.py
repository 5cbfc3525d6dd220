"""The bill of materials (CycloneDX 1.6, JSON).

Written here and not by a published tool: those list what is installed where the package is built, with
packager and test tools. Here it is what really lies in the folder, file by file, also what is no Python
package: Qt, SQLite, ICU, the libraries of the system.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from parts import Component

SPEC_VERSION = "1.6"
_NAMESPACE = uuid.UUID("3f0c3c55-6a0e-4f5e-9d38-6a3a5a1d4b0e")


def bill(components: Iterable[Component], target: str, commit: str, seconds: int) -> str:
    """Return the bill of a package.

    Args:
        components: What is in it, the program itself among them.
        target: The system it is for, such as ``linux-x86_64``.
        commit: What it was built from.
        seconds: The time of the commit: the bill of one commit is always the same.
    """
    components = list(components)
    program = next(one for one in components if one.part.name == "michishirube")
    others = [one for one in components if one is not program]
    data = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "serialNumber": uuid.uuid5(_NAMESPACE, f"{program.version} {target} {commit}").urn,
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _entry(program, "application")
            | {"properties": [_property("commit", commit), _property("target", target)]},
        },
        "components": [_entry(one, "library") for one in others],
        "dependencies": [
            {"ref": _reference(program), "dependsOn": [_reference(one) for one in others]},
            *({"ref": _reference(one)} for one in others),
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry(component: Component, kind: str) -> dict[str, Any]:
    """Return the entry of one component with its files."""
    entry: dict[str, Any] = {
        "type": kind,
        "bom-ref": _reference(component),
        "name": component.part.name,
        "version": component.version,
        "licenses": [{"expression": component.part.licence}],
    }
    if component.part.pypi:
        entry["purl"] = f"pkg:pypi/{_pypi_name(component)}@{component.version}"
    if component.files:
        entry["components"] = [
            {
                "type": "file",
                "bom-ref": f"file:{one.place}",
                "name": one.place,
                "hashes": [{"alg": "SHA-256", "content": one.sha256}],
            }
            for one in component.files
        ]
    return entry


def _property(name: str, value: str) -> dict[str, str]:
    """Return a property of our own."""
    return {"name": f"michishirube:{name}", "value": value}


def _pypi_name(component: Component) -> str:
    """Return the name under which PyPI knows a part."""
    return component.part.name.split(" ")[0].lower()


def _reference(component: Component) -> str:
    """Return the name of a component within the bill."""
    return f"{component.part.name}@{component.version}"
