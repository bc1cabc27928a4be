"""What markdown-it-py 4.3 does unlike markdown-it 15, or in more than linear time.

All of it is put right from outside: the library itself stays as it is, and so does
what it prints, but where markdown-it 15 prints something else.
"""

from sitewright.stages.markdown.corrections.parser import correct_parser
from sitewright.stages.markdown.corrections.rendering import Renderer

__all__ = ["Renderer", "correct_parser"]
