"""A print, a numbered run, and a pile in which one mark and one page wait for a person."""

from PIL import Image, ImageDraw

from talka.consultations import rules
from talka.paper import actions, queries
from tests.paper import scanned
from tests.world import World


def extend(world: World) -> None:
    world.paper_print = actions.ready_print(
        acting_user=world.coordinator, consultation=world.consultation, language="en", look="a4"
    )
    world.print_run = actions.print_numbered(acting_user=world.coordinator, paper_print=world.paper_print, copies=2)
    known = str(world.organisation.pk)
    foreign = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(foreign).text((200, 300), "An invoice of somebody else " * 4, fill=0, font_size=40)
    pages = scanned.pictures(world.paper_print, [{"q.known": [known], f"s.{known}.programme": ["1", "2"]}])
    world.pile = actions.bring_scans(
        acting_user=world.interviewer,
        door=world.paper_door,
        files=[scanned.pdf([*pages, foreign])],
        collected_on=rules.today_in(world.network),
    )
    # A real installation reads in its jobs; here nobody waits for them.
    while actions.read_on(import_id=world.pile.pk):
        pass
    actions.sort_pages(import_id=world.pile.pk)
    world.scanned_page = queries.pages_to_settle(world.pile).get()
    world.filled_form = world.pile.forms.get()
    world.reading = world.filled_form.readings.get(name=f"s.{known}.programme")
