"""Runs MiniStack, and writes its state soon after each change.

MiniStack by itself writes its state when it ends in order. Killed, it would forget every key, role, secret and table since
its start, while Pulumi's state still names them.
"""

import asyncio

from ministack import app as ministack
from ministack.core.persistence import save_all

# From the first change to the write: long enough for the changes of one engine step to share a write of some milliseconds.
SETTLE_SECONDS = 0.25

answer = ministack.app
pending = None


def save():
    """Writes every service's state; each file is replaced whole, and one that cannot be written is logged."""
    global pending
    pending = None
    save_all(ministack._build_persistence_save_dict())


async def app(scope, receive, send):
    """Answers as MiniStack does; what may have changed something is followed by a write."""
    global pending
    try:
        await answer(scope, receive, send)
    finally:
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD") and pending is None:
            pending = asyncio.get_running_loop().call_later(SETTLE_SECONDS, save)


ministack.app = app
ministack.main()
