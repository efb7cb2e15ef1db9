"""Each part of a call by its form: what stands comes back, and what does not go together is told at its field."""

from dataclasses import replace

import pytest

from talka.calls.forms.parts import PARTS, PartForm
from talka.calls.terms import Condition, Criterion, NeededFile, Question, Quota
from tests.world import World

STANDING = [
    (
        "criteria",
        Criterion("c", {"en": "Need"}, {"en": "Who"}, weight=3, may_not_apply=True, anchors={"5": {"en": "A"}}),
    ),
    ("conditions", Condition("n", Condition.AT_LEAST, {"en": "People"}, number=5)),
    ("conditions", Condition("k", Condition.KIND, {}, ("group", "person"))),
    ("questions", Question("q", {"en": "Why"}, {"en": "Briefly"}, most=300, required=False)),
    ("files", NeededFile("f", {"en": "Budget"}, required=True, for_reviewers=False)),
    ("quotas", Quota("m", "sector", "civic", at_most=3, at_least=1)),
    ("quotas", Quota("e", "county", "", at_most=1)),
]


def answers(form: PartForm) -> dict[str, object]:
    """What a browser sends back when nobody touches the form."""
    sent: dict[str, object] = {}
    for field in form:
        value = field.value()
        if isinstance(value, dict):
            sent |= {f"{field.name}_{tag}": words for tag, words in value.items()}
        elif value is not None and value is not False:
            sent[field.name] = value
    return sent


@pytest.mark.parametrize(("part", "item"), STANDING, ids=[f"{part} {item.key}" for part, item in STANDING])
def test_a_part_that_is_not_touched_stays_as_it_is(world: World, part: str, item: object) -> None:
    asked = PARTS[part](world.network, item)
    form = PartForm(answers(PartForm(part=asked, network=world.network)), part=asked, network=world.network)
    assert form.is_valid(), form.errors
    assert form.made() == item


@pytest.mark.parametrize(
    ("part", "sent", "field"),
    [
        ("criteria", {"title_en": "Need", "weight": 0}, "weight"),
        ("conditions", {"kind": "kind", "sectors": ["civic"]}, "kinds"),
        ("conditions", {"kind": "yes"}, "words"),
        ("conditions", {"kind": "at_least", "words_en": "People"}, "number"),
        ("questions", {"most": 100}, "words"),
        ("quotas", {"group": "sector:civic"}, "at_most"),
        ("quotas", {"group": "sector:civic", "at_most": 1, "at_least": 2}, "at_least"),
        ("quotas", {"group": "sector:", "at_least": 2}, "at_least"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_field(world: World, part: str, sent: dict, field: str) -> None:
    form = PartForm(sent, part=PARTS[part](world.network, None), network=world.network)
    assert set(form.errors) == {field}


def test_a_new_part_gets_its_key_from_the_action(world: World) -> None:
    form = PartForm(
        {"words_en": "Why", "most": 99}, part=PARTS["questions"](world.network, None), network=world.network
    )
    assert form.is_valid()
    assert form.made() == replace(Question(), words={"en": "Why"}, most=99, required=False)
