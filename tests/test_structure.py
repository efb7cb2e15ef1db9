"""The house plan, held where the import linter cannot look: names in strings, scopes, settings."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from talka.identity.models import Network

HOUSE = Path(__file__).resolve().parents[1]
FLOORS: list[list[str]] = [
    [room.strip().removeprefix("talka.") for room in floor.replace("|", ":").split(":")]
    for floor in tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
]
FLOOR_OF = {room: len(FLOORS) - number for number, floor in enumerate(FLOORS) for room in floor}
ROOM_OF_LABEL = {
    config.label: config.name.removeprefix("talka.")
    for config in apps.get_app_configs()
    if config.name.startswith("talka.")
}


def models_named(source: str) -> Iterator[tuple[int, str]]:
    """Each model that the source names in a string: a target of a relation, or one fetched by name."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        texts += [
            k.value.value
            for k in node.keywords
            if k.arg in {"to", "through", "app_label"}
            and isinstance(k.value, ast.Constant)
            and isinstance(k.value.value, str)
        ]
        if called in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
            yield from ((node.lineno, text) for text in texts if "." in text)
        elif called in {"get_model", "get_app_config", "get_registered_model"} and texts:
            yield node.lineno, ".".join(texts[:2])


def too_high(room: str, source: str) -> list[str]:
    """The lines of a room's file that name a model of a floor above, or of another room on the same floor."""
    wrong = []
    for line, name in models_named(source):
        target = ROOM_OF_LABEL.get(name.split(".")[0])
        if target is None or target == room:
            continue
        if FLOOR_OF.get(target, 0) >= FLOOR_OF.get(room, 0):
            wrong.append(f"line {line} names {name}")
    return wrong


def test_models_named_in_strings_point_down() -> None:
    wrong = []
    for path in sorted((HOUSE / "talka").rglob("*.py")):
        parts = path.relative_to(HOUSE / "talka").parts
        if len(parts) > 1 and "migrations" not in parts:
            found = too_high(parts[0], path.read_text(encoding="utf-8"))
            wrong += [f"{path.relative_to(HOUSE)} {each}" for each in found]
    assert wrong == []


def test_the_scan_sees_every_way_of_naming() -> None:
    source = """
owner = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE)
many = models.ManyToManyField(to="strategy.Plan", through="strategy.Link")
found = apps.get_model("findings", "Finding")
other = apps.get_model("findings.Finding")
own = models.ForeignKey("Answer", on_delete=models.CASCADE)
"""
    assert [line.split(" names ")[1] for line in too_high("identity", source)] == [
        name
        for name in (
            "organisations.Organisation",
            "strategy.Plan",
            "strategy.Link",
            "findings.Finding",
            "findings.Finding",
        )
        if name.split(".")[0] in ROOM_OF_LABEL
    ]


def test_every_room_stands_on_a_floor() -> None:
    assert sorted(set(ROOM_OF_LABEL.values()) - set(FLOOR_OF)) == []


def path_to_network(model: type[models.Model], path: str) -> type[models.Model]:
    """Follows a dotted path of relations; raises LookupError where one does not exist."""
    for step in path.split("."):
        try:
            target = model._meta.get_field(step).related_model
        except FieldDoesNotExist as error:
            raise LookupError(f"{model.__name__} has no field {step}") from error
        if not isinstance(target, type):
            raise LookupError(f"{model.__name__}.{step} is no relation")
        model = target
    return model


OWN_MODELS = [model for model in apps.get_models() if model.__module__.startswith("talka.")]


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_model_states_its_scope(model: type[models.Model]) -> None:
    scope = getattr(model, "scope", None)
    assert isinstance(scope, str), "say scope = 'installation' or the path to the network, such as 'programme.network'"
    if scope != "installation":
        assert path_to_network(model, scope) is Network
