"""Settings fail loudly, and their page is true."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]


def variables_read() -> dict[str, object]:
    """Each TALKA_ variable of the settings with its default; an expression stands as Ellipsis."""
    found: dict[str, object] = {}
    for node in ast.walk(ast.parse((HOUSE / "talka/settings.py").read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "env"
        ):
            name, default = node.args[0], node.args[1]
            assert isinstance(name, ast.Constant)
            found[f"TALKA_{name.value}"] = default.value if isinstance(default, ast.Constant) else ...
    return found


def test_the_page_lists_every_variable_with_its_default() -> None:
    page = (HOUSE / "docs/running/settings.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(TALKA_\w+)` \| (.+?) \|", page, re.MULTILINE))
    read = variables_read()
    assert sorted(listed) == sorted(read)
    for name, default in read.items():
        if default is not ...:
            assert listed[name] == ("empty" if default == "" else f"`{default}`"), name


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALKA_")}
    environment |= {"TALKA_DATA": str(tmp_path / "data"), **variables}
    return subprocess.run(
        [sys.executable, "-c", "import talka.settings as s; print(s.SECRET_KEY)"],
        env=environment,
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TALKA_ADDRESS", "talka.example.org"),
        ("TALKA_DATABASE", "mysql://somebody@somewhere/talka"),
        ("TALKA_DATABASE", "postgresql://somebody@somewhere"),
        ("TALKA_MAIL", "mail.example.org"),
        ("TALKA_WORKERS", "many"),
        ("TALKA_WORKERS", "0"),
        ("TALKA_PROXIES", "one"),
        ("TALKA_PROXIES", "-1"),
        ("TALKA_SCAN_PROCESSES", "-1"),
        ("TALKA_UPLOAD_MB", "0"),
        ("TALKA_DEBUG", "perhaps"),
        ("TALKA_DEMO", "perhaps"),
        ("TALKA_TIME_ZONE", "Europe/Tomaszow"),
        ("TALKA_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    ended = start(tmp_path, **{name: value})
    assert ended.returncode != 0
    last = ended.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert name in last


def test_the_secret_key_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.returncode == 0, first.stderr
    kept = tmp_path / "data" / "secret-key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert first.stdout.strip() == kept.read_text().strip()
    assert start(tmp_path).stdout == first.stdout
    assert start(tmp_path, TALKA_SECRET_KEY="given").stdout.strip() == "given"
