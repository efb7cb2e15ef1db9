"""Programmes, stages and expected results at the end of a thread."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.programmes.models import Concept, ExpectedResult, Programme, Stage
from talka.programmes.queries import programmes_visible


def _place(programme: Programme, viewer: Viewer, stage_id: int | None = None) -> str:
    """Members go to the room, visitors to the story."""
    if not viewer.is_member:
        return reverse("programmes:story", args=[viewer.network.slug, programme.slug])
    room = reverse("programmes:room", args=[viewer.network.slug, programme.slug])
    return f"{room}?stage={stage_id}#stage" if stage_id else room


def _visible_ids(programme_ids: set[int], viewer: Viewer) -> set[int]:
    return set(programmes_visible(viewer).filter(pk__in=programme_ids).values_list("pk", flat=True))


def programmes(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(Programme.objects.filter(network=viewer.network, pk__in=list(ids)).select_related("owner"))
    visible = _visible_ids({programme.pk for programme in found}, viewer)
    kind = "programmes.programme"
    return {
        str(programme.pk): End(
            kind,
            str(programme.pk),
            title=said(programme.title),
            url=_place(programme, viewer),
            label=_("programme"),
            owner=programme.owner,
        )
        if programme.pk in visible
        else End(kind, str(programme.pk), hidden=True)
        for programme in found
    }


def stages(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(
        Stage.objects.filter(programme__network=viewer.network, pk__in=list(ids)).select_related("programme__owner")
    )
    visible = _visible_ids({stage.programme_id for stage in found}, viewer)
    kind = "programmes.stage"
    return {
        str(stage.pk): End(
            kind,
            str(stage.pk),
            title=said(stage.title),
            url=_place(stage.programme, viewer, stage.pk),
            label=_("stage"),
            owner=stage.programme.owner,
        )
        if stage.programme_id in visible
        else End(kind, str(stage.pk), hidden=True)
        for stage in found
    }


def expected_results(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(
        ExpectedResult.objects.filter(stage__programme__network=viewer.network, pk__in=list(ids)).select_related(
            "stage__programme__owner"
        )
    )
    visible = _visible_ids({result.stage.programme_id for result in found}, viewer)
    kind = "programmes.expectedresult"
    return {
        str(result.pk): End(
            kind,
            str(result.pk),
            title=said(result.title),
            url=_place(result.stage.programme, viewer, result.stage_id),
            figures=said(result.reached_words),
            label=_("expected result"),
            owner=result.stage.programme.owner,
            state="done" if result.reached_on else "todo",
        )
        if result.stage.programme_id in visible
        else End(kind, str(result.pk), hidden=True)
        for result in found
    }


def concepts(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """The concept of a programme, for whoever may read the programme."""
    found = list(
        Concept.objects.filter(programme__network=viewer.network, pk__in=list(ids)).select_related("programme__owner")
    )
    visible = _visible_ids({concept.programme_id for concept in found}, viewer)
    kind = "programmes.concept"
    return {
        str(concept.pk): End(
            kind,
            str(concept.pk),
            title=_("Concept: %(title)s") % {"title": said(concept.programme.title)},
            url=reverse("programmes:concept", args=[viewer.network.slug, concept.programme.slug]),
            label=_("concept"),
            owner=concept.programme.owner,
            state="done",
        )
        if concept.programme_id in visible
        else End(kind, str(concept.pk), hidden=True)
        for concept in found
    }


def register() -> None:
    register_kind("programmes.concept", concepts)
    register_kind("programmes.programme", programmes)
    register_kind("programmes.stage", stages)
    register_kind("programmes.expectedresult", expected_results)
