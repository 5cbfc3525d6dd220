"""What the packaged program runs first."""

import sys

from desktop.__main__ import main  # type: ignore[import-not-found]  # not seen from this folder

sys.exit(main())
