"""Run by the Windows Python: build the folder of the package just as packaging/package.py does."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))


def main() -> None:
    """Build it, look into it and add the papers; packing is left to the machine outside."""
    from freezing import freeze
    from inputs import prepare
    from inspection import inspect
    from package import furnish, target

    prepare()
    folder = freeze()
    inspect(folder)
    furnish(folder, target())


if __name__ == "__main__":
    main()
