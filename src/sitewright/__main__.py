"""Run as ``sitewright``, or as ``python -m sitewright``."""

from __future__ import annotations

import sys

from sitewright.bytecode import ByteCode


def main() -> int:
    """Run the command line; it is imported late, out of one file.

    Returns:
        The exit code.
    """
    code = ByteCode()
    sys.meta_path.insert(0, code)
    from sitewright.cli import main as run

    try:
        return run()
    finally:
        code.keep()


if __name__ == "__main__":
    sys.exit(main())
