"""`python -m central_server` is the operator's command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; also the console script `loket-aduan-server`."""
    from central_server import cli

    return cli.main(argv)


if __name__ == "__main__":
    sys.exit(main())
