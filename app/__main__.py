"""`python -m app` and the `lacre` script."""

from __future__ import annotations

import sys

from app.main import run

if __name__ == "__main__":
    sys.exit(run())
