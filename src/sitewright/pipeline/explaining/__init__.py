"""Tell of an address, a file or a value where it comes from and what it has to do with."""

from sitewright.pipeline.explaining.asking import Question, explain
from sitewright.pipeline.explaining.unknown import Unknown
from sitewright.pipeline.explaining.whole import Whole

__all__ = ["Question", "Unknown", "Whole", "explain"]
