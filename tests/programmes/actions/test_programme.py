"""Making, editing, ordering and publishing, with what is refused."""

import datetime
from decimal import Decimal

import pytest

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.events import receives
from talka.foundation.owners.models import Visibility
from talka.programmes import actions, queries
from talka.programmes.events import ProgrammePublished
from talka.programmes.models import Partner, Programme
from tests.world import World

pytestmark = pytest.mark.django_db
published: list[int] = []


@receives(ProgrammePublished)
def remember(event: ProgrammePublished) -> None:
    published.append(event.programme_id)


def make(world: World, **changes: object) -> Programme:
    given = {
        "acting_user": world.director,
        "network": world.network,
        "owner": world.organisation,
        "title": {"en": "Łódź weaves"},
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
    }
    return actions.make_programme(**{**given, **changes})  # type: ignore[arg-type]


def test_the_owner_is_the_partner_that_leads(world: World) -> None:
    programme = make(world)
    assert [(p.owner, p.role) for p in queries.partners(programme)] == [(world.organisation, Partner.Role.LEAD)]
    assert programme.visibility == Visibility.NETWORK
    assert programme.published_at is None
    record = AuditRecord.objects.get(kind="programmes.programme", object_id=str(programme.pk))
    assert (record.verb, record.account) == ("made", world.director)


def test_a_partnership_leads_through_its_members(world: World) -> None:
    programme = make(world, owner=world.partnership)
    assert queries.partners(programme) == []
    first = actions.add_partner(
        acting_user=world.director, programme=programme, owner=world.organisation, role=Partner.Role.LEAD
    )
    second = actions.add_partner(
        acting_user=world.director, programme=programme, owner=world.other_organisation, role=Partner.Role.LEAD
    )
    first.refresh_from_db()
    assert (first.role, second.role) == (Partner.Role.PARTNER, Partner.Role.LEAD)


def test_addresses_are_made_of_titles_and_never_twice(world: World) -> None:
    assert [make(world).slug for _time in range(3)] == ["odz-weaves", "odz-weaves-2", "odz-weaves-3"]
    assert make(world, slug="new").slug == "new-1"


def test_public_is_reached_by_publishing_alone(world: World) -> None:
    programme = make(world, visibility=Visibility.PUBLIC)
    assert programme.visibility == Visibility.NETWORK
    actions.edit_programme(acting_user=world.director, programme=programme, visibility=Visibility.PUBLIC)
    assert programme.visibility == Visibility.NETWORK


def test_publishing_waits_for_a_sentence_and_a_stage(world: World) -> None:
    programme = make(world)
    with pytest.raises(Refusal, match="opens with a sentence"):
        actions.publish_programme(acting_user=world.director, programme=programme)
    actions.edit_programme(acting_user=world.director, programme=programme, lead={"en": "We weave."})
    with pytest.raises(Refusal, match="thread of stages"):
        actions.publish_programme(acting_user=world.director, programme=programme)
    actions.add_stage(
        acting_user=world.director,
        programme=programme,
        title={"en": "First"},
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
    )
    published.clear()
    actions.publish_programme(acting_user=world.director, programme=programme)
    actions.publish_programme(acting_user=world.director, programme=programme)
    assert published == [programme.pk]
    programme.refresh_from_db()
    assert programme.visibility == Visibility.PUBLIC
    actions.withdraw_programme(acting_user=world.director, programme=programme)
    programme.refresh_from_db()
    assert (programme.visibility, programme.published_at) == (Visibility.NETWORK, None)


def test_the_end_does_not_lie_before_the_beginning(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        make(world, ends_on=datetime.date(2025, 1, 1))
    assert refused.value.field == "ends_on"


def test_the_lead_is_of_the_network(world: World) -> None:
    with pytest.raises(Refusal):
        make(world, owner=world.foreign_organisation)
    with pytest.raises(Refusal):
        actions.add_partner(acting_user=world.director, programme=world.programme, owner=world.foreign_organisation)


def test_a_new_owner_leads_and_the_former_stays(world: World) -> None:
    actions.edit_programme(acting_user=world.coordinator, programme=world.programme, owner=world.other_organisation)
    roles = {p.owner: p.role for p in queries.partners(world.programme)}
    assert roles[world.other_organisation] == Partner.Role.LEAD
    assert roles[world.organisation] == Partner.Role.PARTNER


def test_nobody_takes_part_twice_and_the_lead_stays(world: World) -> None:
    with pytest.raises(Refusal, match="takes part already"):
        actions.add_partner(acting_user=world.director, programme=world.programme, owner=world.other_organisation)
    lead = world.programme.partners.get(role=Partner.Role.LEAD)
    with pytest.raises(Refusal, match="cannot leave"):
        actions.remove_partner(acting_user=world.director, partner=lead)


def test_shares_never_add_up_to_more_than_a_whole(world: World) -> None:
    with pytest.raises(Refusal, match="At most 20 %"):
        actions.add_funder(
            acting_user=world.director, programme=world.programme, name={"en": "Town"}, share=Decimal("20.01")
        )
    town = actions.add_funder(
        acting_user=world.director, programme=world.programme, name={"en": "Town"}, share=Decimal(20)
    )
    with pytest.raises(Refusal) as refused:
        actions.edit_funder(acting_user=world.director, funder=town, share=Decimal(21))
    assert refused.value.field == "share"
    town.refresh_from_db()
    assert town.share == 20
    actions.edit_funder(acting_user=world.director, funder=world.funder, share=Decimal(70))
    actions.edit_funder(acting_user=world.director, funder=town, share=Decimal(30))


def test_credits_are_told_in_the_readers_language(world: World) -> None:
    (credit,) = queries.credits(world.programme, "pl")
    assert (credit.name, credit.sentence, credit.share) == ("Fundusz Kultury", "Paid from the Culture Fund.", 80)
    assert credit.logo_file is not None
    assert credit.logo_file.content_type == "image/png"


def test_stages_change_places(world: World) -> None:
    def order() -> list[str]:
        return [stage.title["en"] for stage in queries.stages(world.programme)]

    before = order()
    actions.move_stage(acting_user=world.director, stage=world.present_stage, up=True)
    assert order()[:2] == [before[1], before[0]]
    actions.move_stage(acting_user=world.director, stage=world.present_stage, up=True)
    assert order()[:2] == [before[1], before[0]]
    actions.move_stage(acting_user=world.director, stage=world.present_stage, up=False)
    assert order() == before


def test_people_say_what_was_reached_and_take_it_back(world: World) -> None:
    result = world.expected_result
    with pytest.raises(Refusal) as refused:
        actions.mark_result_reached(acting_user=world.director, result=result, reached_on=datetime.date(2100, 1, 1))
    assert refused.value.field == "reached_on"
    actions.mark_result_reached(acting_user=world.director, result=result, words={"en": "Three plans"})
    with pytest.raises(Refusal, match="was reached"):
        actions.remove_expected_result(acting_user=world.director, result=result)
    with pytest.raises(Refusal, match="was reached"):
        actions.remove_stage(acting_user=world.director, stage=world.present_stage)
    actions.mark_result_open(acting_user=world.director, result=result)
    result.refresh_from_db()
    assert (result.reached_on, result.reached_words) == (None, {"en": "Three plans"})


def test_a_round_ends_after_it_begins(world: World) -> None:
    with pytest.raises(Refusal):
        actions.edit_cohort(
            acting_user=world.director,
            cohort=world.cohort,
            starts_on=datetime.date(2026, 2, 1),
            ends_on=datetime.date(2026, 1, 1),
        )
