"""Starts the program; nothing else."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.bootstrap import collector


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line and run; return the exit code."""
    parser = argparse.ArgumentParser(prog="loket-aduan", description="Loket Aduan")
    parser.add_argument("--profile", type=Path, help="folder with this office's data")
    parser.add_argument("--demo", action="store_true", help="open the demo regency")
    parser.add_argument(
        "--desk",
        choices=("bobotsari", "gandasuli", "kominfo"),
        default="bobotsari",
        help="which desk of the demo regency",
    )
    parser.add_argument(
        "--server-ca",
        type=Path,
        metavar="FILE",
        help="certificate (PEM) of the authority that vouches for the server, when setting up",
    )
    parser.add_argument("--self-test", action="store_true", help="try this PC, then end")
    asked = parser.parse_args(argv)

    if asked.self_test:
        from desktop_app.self_test.run import run_self_test

        return run_self_test(asked.profile)
    collector.rest()
    from desktop_app.bootstrap.program import Options, data_folder, run

    if asked.demo:
        from desktop_app.demo.program import run_demo

        return run_demo(asked.profile or data_folder() / "demo", asked.desk)
    authority = _text_of(parser, asked.server_ca) if asked.server_ca else ""
    folder = asked.profile or data_folder() / "office"
    return run(Options(folder, server_authority=authority))


def _text_of(parser: argparse.ArgumentParser, file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, ValueError):
        parser.error(f"{file} is no certificate that can be read")


if __name__ == "__main__":
    sys.exit(main())
