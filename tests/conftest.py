"""What holds for all tests."""

from __future__ import annotations

import signal

# A shell's background jobs, and some gates, start with Ctrl-C ignored, and every process below them inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
