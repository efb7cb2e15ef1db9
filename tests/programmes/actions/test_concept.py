"""Writing the concept, and keeping what it says."""

import pytest

from talka.foundation.access import Refusal
from talka.programmes import actions, queries
from tests.world import World

pytestmark = pytest.mark.django_db


def test_goals_and_audience_are_those_of_the_programme(world: World) -> None:
    actions.write_concept(
        acting_user=world.coordinator, programme=world.programme, aims={"en": "One\nTwo"}, approach={"en": "Together"}
    )
    world.programme.refresh_from_db()
    assert world.programme.aims == {"en": "One\nTwo"}
    content = queries.concept_content(world.programme)
    assert (content["goals"], content["approach"]) == ({"en": "One\nTwo"}, {"en": "Together"})
    assert content["aim"] == {"en": "Ask once, together."}
    assert [each["title"] for each in content["results"]] == [{"en": "A plan of each centre"}]
    assert [day["title"] for day in content["cycles"][0]["days"]] == [{"en": "Whom to ask"}]


def test_a_kept_version_stays_as_it_was(world: World) -> None:
    first = actions.keep_concept(acting_user=world.coordinator, programme=world.programme)
    assert actions.keep_concept(acting_user=world.coordinator, programme=world.programme).number == first.number == 1
    actions.write_concept(acting_user=world.coordinator, programme=world.programme, aim={"en": "Another aim"})
    read, draft = (queries.concept_read(world.programme, draft=draft) for draft in (False, True))
    assert read is not None
    assert draft is not None
    assert (read.number, read.content["aim"]) == (1, {"en": "Ask once, together."})
    assert (draft.number, draft.content["aim"]) == (0, {"en": "Another aim"})
    assert queries.concept_read(world.programme, draft=False, number=2) is None


def test_nothing_is_kept_of_nothing(world: World) -> None:
    with pytest.raises(Refusal):
        actions.keep_concept(acting_user=world.stranger, programme=world.foreign_programme)
