"""From the design of a cycle to a figure of the programme, one person after another, through the pages alone.

A host designs a cycle and publishes a call, groups apply, reviewers judge, a panel decides; the selected become a round,
keep places by the links in their letters, check in, tell how it was for them without a name, and get certificates that
anybody can check. Days pass by the clock of `whole_chain.clock`; what a machine does by itself meanwhile is done by
`carry_out`, as its process does it. The rating of one's own skills before and after is walked in `test_feedback`.
"""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from talka.certificates.models import Certificate
from talka.consultations.models import Answer
from talka.foundation import periodic
from talka.gatherings.models import Attendance, CohortMember
from tests.browser.pages import DESK, PHONE, Open
from tests.browser.whole_chain import being_there, calling, designing, gathering, proving
from tests.browser.whole_chain.calling import FERRY, HILL, MILL
from tests.browser.whole_chain.clock import Clock
from tests.browser.whole_chain.people import Somebody, link_in_letter_to
from tests.world import World


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_from_a_design_to_a_figure_of_the_programme(
    world: World, open_page: Open, axe: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    clock = Clock(monkeypatch)
    today = timezone.localdate()
    deadline, day = today + datetime.timedelta(days=3), today + datetime.timedelta(days=10)

    def somebody(account: Any = None, path: str = "/weavers/") -> Somebody:
        return Somebody(open_page(path, width=width, account=account), axe)

    proving.small_numbers_from_three(somebody(world.coordinator))
    host = somebody(world.director)
    designing.programme_with_aims(host, world.organisation.name, today)
    designing.designed_cycle(host)
    calling.published_call(host, deadline)

    mill, ferry, hill = (somebody() for _each in range(3))
    calling.sent_application(mill, MILL, people=5)
    calling.sent_application(ferry, FERRY, people=4)
    calling.begun_application(hill, HILL, people=6)
    calling.appointed(host, "Member", "Expert")
    clock.put_to(deadline, 12, 1)
    calling.too_late(hill)
    for account, need in ((world.member, 5), (world.expert, 4)):
        calling.scored(somebody(account, "/weavers/desk/"), {MILL.title: (need, 4), FERRY.title: (need, 2)})
    host.go("/weavers/desk/")
    calling.decided_and_announced(host)
    calling.told(mill, MILL)

    gathering.selected_become_a_round(host)
    gathering.planned_and_invited(host, day)
    people = {MILL.speaks: (mill, MILL.email), FERRY.speaks: (ferry, FERRY.email)}
    people |= {name: (somebody(), email) for name, email in gathering.ALSO.items()}
    for visitor, email in people.values():
        gathering.place_kept(visitor, email)
    gathering.everybody_in_the_round(host)
    proving.feedback_asked(host)

    clock.put_to(day, 8, 50)
    host.go("/weavers/desk/")
    code = being_there.screen_opened(host)
    being_there.checked_in_by_address(mill, code, MILL.email)
    being_there.checked_in_at_own_place(ferry, code, link_in_letter_to(FERRY.email, gathering.PLACE))
    host.follow("To the list")
    being_there.ticked(host, *gathering.ALSO)
    clock.put_to(day, 11, 5)
    host.follow("Attendance", within="main")
    host.follow(f"Tick {being_there.SECOND}")
    stayed = [name for name in people if name != "Maja Most"]
    being_there.ticked(host, *stayed)
    clock.put_to(day, 13, 30)
    host.go("/weavers/desk/")
    being_there.told_of(host)

    periodic.carry_out({}, 0.0)
    for name, words in ((MILL.speaks, "A map of ferries"), (FERRY.speaks, "Patience")):
        proving.feedback_given(*people[name], worth="Fully", words=words)
    proving.feedback_withheld(host)
    proving.feedback_given(*people["Piotr Łódka"], worth="Largely", words="Whom to ring")
    proving.feedback_read(host, "Whom to ring")

    proving.certificates_issued(host)
    proving.certificate_checked(mill, somebody(), MILL.email)
    proving.figures_opened(host, stayed)
    visitor = somebody()
    visitor.follow(designing.PROGRAMME)
    expect(visitor.page.locator("#in-figures")).to_be_visible()

    assert {
        each.name for each in Certificate.objects.filter(network=world.network, member__cohort__title__en=MILL.name)
    } == set(stayed)
    assert CohortMember.objects.filter(cohort__title__en=MILL.name).count() == 4
    assert Attendance.objects.filter(session__gathering__cohort__title__en=MILL.name).count() == 7
    assert Answer.objects.filter(consultation__feedback__gathering__cohort__title__en=MILL.name).count() == 3
