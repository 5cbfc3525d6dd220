"""What the packaged program runs first."""

import sys
import traceback

from desktop.__main__ import main  # type: ignore[import-not-found]  # not seen from this folder

try:
    status = main()
except Exception:
    if "--smoke" not in sys.argv:
        raise
    traceback.print_exc()  # a windowed program would open a box, and nobody is there to close it
    status = 1
sys.exit(status)
