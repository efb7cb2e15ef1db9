"""What paper shows elsewhere: a way beside the others of a consultation, and piles to check on the desk."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations.models import Consultation
from talka.foundation.access import Viewer
from talka.foundation.rooms import NavigationItem, Room, Task, register_room
from talka.foundation.wording import said
from talka.paper import rules
from talka.paper.actions.counting import UNSETTLED
from talka.paper.models import FilledForm, ScanImport


def consultation_ways(consultation_id: int, viewer: Viewer) -> list[NavigationItem]:
    found = (
        Consultation.objects.select_related("programme", "network")
        .filter(pk=consultation_id, network=viewer.network)
        .first()
    )
    if found is None or not rules.may_print(found, viewer):
        return []
    return [NavigationItem("paper", _("Paper"), reverse("paper:paper", args=[viewer.network.slug, found.slug]))]


def settings_ways(viewer: Viewer) -> list[NavigationItem]:
    if not rules.may_keep(viewer):
        return []
    url = reverse("paper_settings:keeping", args=[viewer.network.slug])
    return [NavigationItem("paper", _("How long scans are kept"), url)]


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Piles of scans in which something waits for a person: two queries and those of the rules."""
    if not viewer.is_member:
        return
    open_ = Q(forms__readings__state__in=UNSETTLED, forms__state=FilledForm.State.OPEN)
    piles = (
        ScanImport.objects.filter(consultation__network=viewer.network, state=ScanImport.State.CHECKING)
        .select_related("consultation__network", "consultation__programme", "batch__door__collector")
        .annotate(left=Count("forms__readings", filter=open_))
    )
    for pile in piles:
        pile.batch.door.consultation = pile.consultation
        if not pile.left or not rules.may_bring(pile.batch.door, viewer):
            continue
        yield Task(
            title=ngettext("Check %(count)d mark on paper", "Check %(count)d marks on paper", pile.left)
            % {"count": pile.left},
            url=reverse("paper:pile", args=[viewer.network.slug, pile.consultation.slug, pile.pk]),
            button=_("Check them"),
            owner=pile.batch.door.collector,
            about=said(pile.consultation.title),
            programme_id=pile.consultation.programme_id,
        )


def register() -> None:
    register_room(Room(name="paper", consultation_ways=consultation_ways, settings_ways=settings_ways, tasks=tasks))
