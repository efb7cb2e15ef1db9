"""One click lets a visitor of the demonstration in as one of its invented people.

The door stands only where `TALKA_DEMO` is set and the database was made by the demonstration; elsewhere its addresses
are as absent as any other that does not exist.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from talka.foundation.access import Absent, or_absent
from talka.identity.models import Account, Network
from talka.identity.queries import networks_of
from talka.site.demo import kaunas, regions, varsinais_suomi
from talka.site.demo.cast import Person
from talka.site.demo.fill import is_filled
from talka.site.demo.tomaszow import network as tomaszow

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Part:
    """A person to enter as, and what they come for."""

    key: str
    person: Person
    network: str
    title: str | Promise
    comes_for: str | Promise


PARTS = (
    Part(
        "coordinator",
        tomaszow.COORDINATOR,
        "tomaszow",
        gettext_lazy("Coordinator of the programme"),
        gettext_lazy("Sees where the programme stands, reads the questions to the panel, opens doors."),
    ),
    Part(
        "director",
        tomaszow.STAFF["DOK"][0],
        "tomaszow",
        gettext_lazy("Director of a culture centre"),
        gettext_lazy("Works on the SWOT and the plan of DOK, and confirms what DOK promises the others."),
    ),
    Part(
        "expert",
        tomaszow.EXPERT,
        "tomaszow",
        gettext_lazy("Outside expert"),
        gettext_lazy("Reads the drafts of three planning groups and comments on them."),
    ),
    Part(
        "interviewer",
        tomaszow.STAFF["Tkacz"][2],
        "tomaszow",
        gettext_lazy("Interviewer in the street"),
        gettext_lazy("Types in the answers that people gave on paper and in the street."),
    ),
    Part(
        "innovation",
        regions.COORDINATOR,
        "inovacijos",
        gettext_lazy("Coordinator of two training projects in Lithuania"),
        gettext_lazy("Looks after programmes that are finished and stand in the archive."),
    ),
    Part(
        "kaunas",
        kaunas.COORDINATOR,
        "kaunas",
        gettext_lazy("Coordinator of the network in Kaunas"),
        gettext_lazy("Invites organisations and single creators to meet."),
    ),
    Part(
        "varsinais-suomi",
        varsinais_suomi.COORDINATOR,
        "varsinais-suomi",
        gettext_lazy("Coordinator in Southwest Finland"),
        gettext_lazy("Keeps a network of municipal culture officers together."),
    ),
)


def stands() -> bool:
    """Whether this installation is a demonstration."""
    return bool(settings.DEMO) and is_filled()


def people(request: HttpRequest) -> HttpResponse:
    """All parts that a visitor may take."""
    if not stands():
        raise Absent
    names = dict(Network.objects.filter(is_demo=True).values_list("slug", "name"))
    parts = [(part, names[part.network]) for part in PARTS if part.network in names]
    return render(request, "site/demo_people.html", {"parts": parts, "title": _("Enter the demonstration as")})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Sign the visitor in as this person. GET shows one button, because a visit alone must not sign anybody in."""
    part = or_absent(next((part for part in PARTS if part.key == key), None))
    if not stands():
        raise Absent
    if request.method == "GET":
        return render(request, "site/demo_enter.html", {"part": part, "title": part.title})
    account = or_absent(Account.objects.filter(email=f"{part.person.address}@demo.invalid").first())
    login(request, account, backend=BACKEND)
    network = next((n for n in networks_of(account) if n.slug == part.network), None)
    return redirect("network:desk", network=network.slug) if network else redirect("site:my_desk")
