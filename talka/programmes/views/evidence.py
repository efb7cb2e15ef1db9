"""Joining an expected result to what proves it: chosen among what the rooms hold of the programme."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.owners.models import Owner
from talka.foundation.threads.kinds import Name
from talka.foundation.threads.models import Relation
from talka.foundation.threads.queries import links_to, name_of
from talka.foundation.wording import said
from talka.programmes import access, actions
from talka.programmes.views.pages import address

# So many things are read at a glance; a longer shelf is opened by whoever looks for something on it.
SHORT = 6


@dataclass(frozen=True)
class Offer:
    """One thing that can be ticked. `value` names it in the form."""

    name: Name
    title: str
    figures: str
    owner: Owner | None
    version: int
    joined: bool

    @property
    def value(self) -> str:
        return ":".join(self.name)


@dataclass(frozen=True)
class Shelf:
    """Things of one kind. What is chosen among them is seen at once; a long shelf without any stands shut."""

    label: str
    offers: list[Offer]

    @property
    def joined(self) -> int:
        return sum(offer.joined for offer in self.offers)

    @property
    def open(self) -> bool:
        return bool(self.joined) or len(self.offers) <= SHORT

    @classmethod
    def of(cls, label: str, offers: list[Offer]) -> "Shelf":
        return cls(label, sorted(offers, key=lambda offer: not offer.joined))


@members_only
@require_http_methods(["GET", "POST"])
def evidence(request: NetworkRequest, slug: str, result_id: int) -> HttpResponse:
    """What is ticked proves the result; what is not does not. What one may not see stays as it is."""
    programme = access.programme_to_edit(request.viewer, slug)
    result = access.expected_result_to_edit(programme, result_id)
    standing = [link for link in links_to([result], request.viewer)[name_of(result)] if link.relation == Relation.BACKS]
    joined = {(link.end.kind, link.end.id): link for link in standing if not link.end.hidden and not link.end.gone}
    groups: dict[str, list[Offer]] = {}
    for each in rooms.evidence(programme.pk, request.viewer):
        groups.setdefault(capfirst(each.label), []).append(
            Offer(each.name, each.title, each.figures, each.owner, each.version, each.name in joined)
        )
    offered = {offer.name: offer for group in groups.values() for offer in group}
    beside = [
        Offer(name, link.end.title, link.end.figures, link.end.owner, link.version, joined=True)
        for name, link in joined.items()
        if name not in offered
    ]
    if beside:
        groups[_("Joined from elsewhere")] = beside
        offered |= {offer.name: offer for offer in beside}
    back = f"{address('room', programme)}?stage={result.stage_id}#stage"
    if request.method == "POST":
        ticked = set(request.POST.getlist("proves"))
        actions.join_evidence(
            acting_user=request.viewer.person,
            result=result,
            join={name: offer.version for name, offer in offered.items() if offer.value in ticked and not offer.joined},
            part=[name for name, offer in offered.items() if offer.value not in ticked and offer.joined],
        )
        messages.success(request, _("Kept."))
        return redirect(back)
    return render(
        request,
        "programmes/evidence.html",
        {
            "section": "programmes",
            "programme": programme,
            "result": result,
            "shelves": sorted((Shelf.of(*group) for group in groups.items()), key=lambda shelf: not shelf.joined),
            "hidden": sum(1 for link in standing if link.end.hidden),
            "back_url": back,
            "crumbs": [(said(programme.title), address("room", programme)), (said(result.title), "")],
        },
    )
