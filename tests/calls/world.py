"""A draft, an open call with an application, one under review, and one that is announced. All are MOK's."""

from talka.calls import actions
from talka.calls.models import Call
from tests.calls import made
from tests.world import World


def extend(world: World) -> None:
    who = world.director
    world.call_draft = made.drafted(world, title={"en": "What MOK has not published yet"})
    world.call_criterion = "need"

    world.call = made.published(world, title={"en": "A stage for the summer"})
    world.application = made.sent(world.call, content={"title": "A stage by the river"})
    world.application_draft = made.begun(world.call, "Choir", content={"title": "A song for everybody"})
    world.application_of_member = made.begun(world.call, "DOK", owner=world.other_organisation)
    world.inquiry = actions.ask(call=world.call, text="Is there a piano?", email="asks@example.org", language="en")
    world.answered_inquiry = actions.ask(call=world.call, text="Is there light?")
    actions.answer_inquiry(acting_user=who, inquiry=world.answered_inquiry, answer={"en": "There is, until ten."})
    world.call_file = actions.attach_file(
        application=world.application, key="budget", name="budget.pdf", data=made.PDF
    ).file
    actions.send_application(application=world.application, letter=False)

    reviewed = made.published(world, title={"en": "Under review"}, blind=False)
    world.reviewed_application = made.sent(reviewed, content={"title": "Warp and weft"})
    world.undeclared_application = made.sent(reviewed, "Choir", content={"title": "Not declared yet"})
    world.call_reviewer = actions.appoint_reviewer(acting_user=who, call=reviewed, account=world.expert, letter=False)
    world.reviewed_call = made.closed(reviewed)
    world.call_reviewer.call = world.reviewed_application.call = world.undeclared_application.call = reviewed
    actions.declare(acting_user=world.expert, reviewer=world.call_reviewer, application=world.reviewed_application)

    world.discussed_call, world.discussed_application = _scored(world, "Discussed")
    world.decided_call, world.decided_application = _scored(world, "Decided")
    _decide(world, world.decided_call)
    world.announced_call, world.announced_application = _scored(world, "Announced", programme=world.programme)
    _decide(world, world.announced_call)
    actions.announce_decision(acting_user=who, call=world.announced_call)
    world.announced_application.refresh_from_db()
    refused = world.announced_call.applications.get(name="Choir")
    world.refused_application = refused
    world.appeal = actions.lodge_appeal(application=refused, text="The marks were added up wrongly.")


def _scored(world: World, title: str, **further: object) -> tuple[Call, object]:
    call = made.published(world, title={"en": title}, **further)
    first = made.sent(call, content={"title": "First of all"})
    second = made.sent(call, "Choir", content={"title": "Second"})
    reviewer = actions.appoint_reviewer(acting_user=world.director, call=call, account=world.expert, letter=False)
    made.closed(call)
    reviewer.call = first.call = second.call = call
    made.scored(reviewer, first, 5, 4)
    made.scored(reviewer, second, 2, None)
    call.refresh_from_db()
    return call, first


def _decide(world: World, call: Call) -> None:
    applications = list(call.applications.order_by("number"))
    actions.decide(
        acting_user=world.director,
        call=call,
        chosen={
            applications[0].pk: actions.Chosen("selected", reasons={"en": "It needs the hall most."}),
            applications[1].pk: actions.Chosen("reserve", reasons={"en": "A good second."}),
        },
        note={"en": "Two groups applied."},
    )
    call.refresh_from_db()
