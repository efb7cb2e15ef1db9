"""The process that owns the port: granian with its worker processes.

python -m talka.serving.pages HOST PORT
"""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from talka import settings


def main() -> None:
    host, port = sys.argv[1], int(sys.argv[2])
    Granian(
        "talka.serving.application:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=settings.WORKERS,
        # An open stream counts as a request that is not answered yet.
        backpressure=8192,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=10,
    ).serve()


if __name__ == "__main__":
    main()
