"""Starts the program on a profile, says when the sign-in screen was painted, and ends."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.bytecode import modules_without_bytecode
from benchmarks.real_window import open_real_window


def main() -> None:
    """Show the window until the sign-in screen waits for a password."""
    parser = argparse.ArgumentParser()
    parser.add_argument("profile", type=Path)
    window = open_real_window(parser.parse_args().profile).window

    from benchmarks.sign_in_form import SignInForm
    from benchmarks.waiting import wait_painted

    painted_at = wait_painted(SignInForm(window).painted)
    facts = {"painted_at": painted_at, "without_bytecode": modules_without_bytecode()}
    print(json.dumps(facts))
    window.close()


if __name__ == "__main__":
    main()
