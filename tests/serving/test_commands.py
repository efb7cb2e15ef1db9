import subprocess
import sys
import time

from tests.serving.installations import HOUSE


def test_help_is_there_within_a_second() -> None:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        shown = subprocess.run(
            [sys.executable, "-m", "talka", "--help"], cwd=HOUSE, capture_output=True, text=True, check=True
        )
        times.append(time.perf_counter() - began)
    assert min(times) < 1
    for command in ("demo", "serve", "check", "backup", "restore", "prepare"):
        assert command in shown.stdout


def test_help_loads_no_django() -> None:
    code = "import sys, talka.__main__ as t; t.parser(); print('django' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
