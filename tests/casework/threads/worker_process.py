"""A worker that only sends: waits for a line, hands over until nothing waits, prints how many it claimed."""

from __future__ import annotations

import sys

import django

django.setup()

from peelian.casework.threads import sending  # noqa: E402 - after Django is set up
from tests.support.cases import NOON  # noqa: E402

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    claimed = 0
    while done := sending.hand_over(now=NOON, limit=3):
        claimed += done
    print(claimed, flush=True)
