"""``python -m app.wellness``: whether the app at port 8000 answers. Whoever runs a container asks this again and again.

Docker marks a container that does not answer, and leaves it alone. So one that has not answered for a minute is asked to stop
from here; as it is to run until somebody stops it, it is started anew.
"""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time

PORT = 8000
A_TRY, PATIENCE = 2.0, 60.0  # seconds; the app also has this long to start, on however slow a computer


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=A_TRY)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def answers_in_time(port: int, patience: float) -> bool:
    last = time.monotonic() + patience
    while not (well := answers(port)) and time.monotonic() < last:
        time.sleep(0.5)
    return well


def main(port: int = PORT, patience: float = PATIENCE) -> int:
    if answers_in_time(port, patience):
        return 0
    print(f"No answer at port {port} for {patience:.0f} seconds", file=sys.stderr)
    if os.getppid() == 0:  # it came in from outside of a container; elsewhere process 1 is not the app
        os.kill(1, signal.SIGTERM)
    return 1


if __name__ == "__main__":
    sys.exit(main())
