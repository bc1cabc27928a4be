"""Open files, and nothing else: a pipe would keep us waiting for ever."""

from __future__ import annotations

import errno
import os
import stat

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


def open_plain(path: str, flags: int) -> int:
    """Open a file, as an opener for ``open``.

    Raises:
        OSError: It cannot be opened, or is a pipe, a device or the like.
    """
    file = os.open(path, flags | _AT_ONCE, 0o666)
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # of which ``open`` says what it is
        return file
    os.close(file)
    raise OSError(errno.EINVAL, "it is not a file", path)
