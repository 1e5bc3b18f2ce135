#!/usr/bin/env python3
"""Sets Lacre up in this folder, then runs it: `python3 run.py` opens the app, `python3 run.py ARGS…` is `lacre ARGS…`.

Needs nothing but Python 3.11. The work is in packaging/bootstrap; this file only refuses a Python that could not read it.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may meet
    sys.stderr.write("lacre: Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "\n")
    sys.exit(3)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "packaging"))

from bootstrap.words import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
