"""`python -m central_server`, or `loket-aduan-server`, is the operator's command line."""

from __future__ import annotations

import sys

from central_server.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
