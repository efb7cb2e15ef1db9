"""Where the environment keeps no bytecode, the tests keep theirs beside the migrated tables.

They start some forty processes of Python (workers, whole installations, readers of scans); each would otherwise compile
Django and the house anew, which takes longer than most of them live.
"""

import os
import sys
from pathlib import Path

if sys.dont_write_bytecode and not sys.pycache_prefix:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
