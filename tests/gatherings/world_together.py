"""A series, its themes, and ideas."""

from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import ideas, series, themes
from talka.gatherings.models import GatheringKind, SignUp
from tests.world import World


def extend(world: World) -> None:
    """A series whose next host is asked, a themed gathering that was, ideas open and kept to one's own."""
    who = world.coordinator
    world.series = series.make_series(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        kind=GatheringKind.INFORMAL_DATE,
        title={"en": "Tables in turn"},
        has_themes=True,
        visibility=Visibility.PUBLIC,
    )
    world.series_member = series.join_series(acting_user=who, series=world.series, owner=world.other_organisation)
    world.meeting = series.put_in_series(
        acting_user=who, series=world.series, gathering=world.past_gathering, theme={"en": "Doors"}
    )
    world.example = themes.add_example(acting_user=who, meeting=world.meeting, title={"en": "A door in Turku"})
    world.turn = series.ask_host(acting_user=who, series=world.series)
    world.past_place = SignUp.objects.create(
        gathering=world.past_gathering, name="Ola Nowak", email="ola@example.org", state=SignUp.State.COMING
    )
    world.idea = ideas.bring_idea(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        title={"en": "Two colleagues change places"},
        programme=world.programme,
        visibility=Visibility.PUBLIC,
    )
    world.idea_partner = ideas.join_idea(acting_user=who, idea=world.idea, owner=world.other_organisation)
    world.kept_idea = ideas.bring_idea(
        acting_user=world.member,
        network=world.network,
        owner=world.other_organisation,
        title={"en": "What DOK thinks by itself"},
        visibility=Visibility.PRIVATE,
    )
