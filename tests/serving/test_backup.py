"""A backup is one file; restored into an empty folder, every table and every file is the same again."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.serving.installations import Installation, empty_database

pytestmark = pytest.mark.own_installation

EVERYTHING = """
import hashlib, json
from django.conf import settings
from talka.serving.backup import rows
state = {"key": settings.SECRET_KEY}
for model in rows.all_models():
    state[model._meta.label] = list(rows.lines_of(model, "default"))
for path in sorted((settings.DATA / "files").rglob("*")):
    if path.is_file():
        state[str(path.relative_to(settings.DATA))] = hashlib.sha256(path.read_bytes()).hexdigest()
print(json.dumps(state))
"""


@pytest.fixture(scope="module")
def filled(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Path]:
    """An installation with something in it, and its backup."""
    file = tmp_path_factory.mktemp("backup") / "talka.backup"
    done = installation.talka("backup", str(file))
    assert done.returncode == 0, done.stderr
    return installation, file


KINDS = ["the same kind of database", "SQLite"] if os.environ.get("TALKA_TEST_DATABASE") else ["SQLite"]


@pytest.mark.parametrize("into", KINDS)
def test_everything_comes_back(filled: tuple[Installation, Path], tmp_path: Path, into: str) -> None:
    original, file = filled
    with empty_database("talka_restored") as database:
        restored = Installation(tmp_path / "data", "" if into == "SQLite" else database, "tests.serving.restoring")
        done = restored.talka("restore", str(file))
        assert done.returncode == 0, done.stderr
        before, after = json.loads(original.python(EVERYTHING)), json.loads(restored.python(EVERYTHING))
        assert [name for name in before if before[name] != after.get(name)] == []
        assert before.keys() == after.keys()
        assert sum(name.startswith("files/") for name in before) >= 3
        assert any("123457" in line for line in before["identity.Network"])
        # What is made afterwards gets new ids and does not meet what came back.
        restored.python("from talka.identity.models import Network; Network.objects.create(name='New', slug='new')")
        checked = restored.talka("check")
        assert checked.returncode == 0, checked.stdout


def test_a_backup_is_for_its_owner_alone_and_never_overwrites(filled: tuple[Installation, Path]) -> None:
    installation, file = filled
    assert file.stat().st_mode & 0o777 == 0o600
    again = installation.talka("backup", str(file))
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_it_is_restored_into_an_empty_folder_only(filled: tuple[Installation, Path]) -> None:
    installation, file = filled
    refused = installation.talka("restore", str(file))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr


def test_a_damaged_backup_is_refused_and_leaves_nothing(filled: tuple[Installation, Path], tmp_path: Path) -> None:
    _installation, file = filled
    damaged = tmp_path / "damaged.backup"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for name in whole.namelist():
            data = whole.read(name)
            copy.writestr(name, data.replace(b"Weavers", b"Waivers"))
    target = Installation(tmp_path / "data")
    refused = target.talka("restore", str(damaged))
    assert refused.returncode == 1
    assert "in the backup is not what was written; it is damaged" in refused.stderr
    assert not target.data.exists()
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("no backup")
    assert "cannot be read as a backup" in target.talka("restore", str(nonsense)).stderr


def test_check_finds_a_file_that_changed_and_a_slip_in_a_setting(filled: tuple[Installation, Path]) -> None:
    installation, _file = filled
    file = next(path for path in sorted((installation.data / "files").rglob("*")) if path.is_file())
    kept = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(b"something else")
    checked = installation.talka("check", TALKA_ADRESS="http://localhost")
    file.write_bytes(kept)
    assert checked.returncode == 1
    assert "has changed on the disk" in checked.stdout
    assert "TALKA_ADRESS is not known, TALKA_ADDRESS is" in checked.stdout
