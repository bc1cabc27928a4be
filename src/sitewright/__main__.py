"""Run as ``python -m sitewright``."""

from __future__ import annotations

import sys

from sitewright.cli import main

sys.exit(main())
