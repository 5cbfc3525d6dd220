"""Try the Windows package out on Linux: `make package-windows-preview`. The work is in windows/.

python packaging/windows_preview.py [--fresh]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent / "windows"))

if __name__ == "__main__":
    import preview

    sys.exit(preview.main())
