from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only, or_absent
from talka.foundation.forms import carried_out
from talka.foundation.seen import seen
from talka.foundation.threads.models import Relation, Thread
from talka.strategy import actions, queries
from talka.strategy.access import item_for, own_swot_for, swot_for
from talka.strategy.evidence import candidates
from talka.strategy.forms import ItemForm, MergeForm, PointsForm, ShareForm, SplitForm
from talka.strategy.models import GroupRole, Quadrant, SwotItem
from talka.strategy.queries.swots import quadrant_words
from talka.strategy.views.common import page, programme_crumbs, swot_crumbs, to_swot, writing_language
from talka.strategy.words import told


def swot(request: NetworkRequest, swot_id: int) -> HttpResponse:
    """Four quadrants on one page, for whoever may read it; its writers change it where it stands."""
    found, rights = swot_for(request.viewer, swot_id)
    member = queries.member_of(found.group, request.viewer)
    shown = queries.quadrants(found, request.viewer)
    return page(
        request,
        "strategy/swot.html",
        {
            "title": str(found),
            "swot": found,
            "rights": rights,
            "quadrants": shown,
            "points_given": any(each.points for each in shown),
            "gives_points": member is not None and member.role != GroupRole.EXPERT,
            "comments": queries.comments_on(found) if rights.comments else [],
            "language": writing_language(request, request.network.language),
            "crumbs": [*programme_crumbs(request, found), (str(found), "")],
        },
    )


@require_POST
@members_only
def item_add(request: NetworkRequest, swot_id: int) -> HttpResponse:
    found, _rights = own_swot_for(request.viewer, swot_id)
    language = writing_language(request, request.network.language)
    quadrant, text = request.POST.get("quadrant", ""), request.POST.get("text", "").strip()
    try:
        item = actions.add_swot_item(
            acting_user=request.viewer.person, swot=found, quadrant=quadrant, text={language: text[:400]}
        )
    except Refusal as refusal:
        messages.warning(request, refusal.message)
        return to_swot(request, found, f"add-{quadrant}")
    return to_swot(request, found, f"item-{item.pk}")


@members_only
def item_edit(request: NetworkRequest, item_id: int) -> HttpResponse:
    """Words and quadrant of an item. A save from a page that is out of date keeps both texts and asks."""
    item, _rights = item_for(request.viewer, item_id)
    language = writing_language(request, request.network.language)
    stands = item.text.get(language, "")
    form = ItemForm(request.POST or None, initial={"text": stands, "quadrant": item.quadrant, "seen": seen(stands)})
    conflict = ""
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] not in ("", seen(stands)) and form.cleaned_data["text"] != stands:
            conflict = stands
            form.data = {**request.POST.dict(), "seen": seen(stands)}
        else:
            person = request.viewer.person
            if carried_out(
                form,
                lambda: (
                    actions.write_swot_item(acting_user=person, item=item, text=form.wording(item.text, language))
                    or True
                ),
            ):
                if form.cleaned_data["quadrant"] != item.quadrant:
                    actions.move_swot_item(acting_user=person, item=item, quadrant=form.cleaned_data["quadrant"])
                return to_swot(request, item.swot, f"item-{item.pk}")
    return page(
        request,
        "strategy/item_edit.html",
        {
            "title": _("Change the item"),
            "item": item,
            "form": form,
            "conflict": conflict,
            "language": language,
            "crumbs": swot_crumbs(request, item.swot, _("Change the item")),
            "back_url": _back(request, item),
        },
    )


def _back(request: NetworkRequest, item: SwotItem) -> str:
    return f"{reverse('strategy:swot', args=[request.network.slug, item.swot_id])}#item-{item.pk}"


@require_POST
@members_only
def item_move(request: NetworkRequest, item_id: int) -> HttpResponse:
    item, _rights = item_for(request.viewer, item_id)
    by = 1 if request.POST.get("by") == "down" else -1
    actions.move_swot_item(acting_user=request.viewer.person, item=item, by=by)
    return to_swot(request, item.swot, f"item-{item.pk}")


@members_only
def item_remove(request: NetworkRequest, item_id: int) -> HttpResponse:
    item, _rights = item_for(request.viewer, item_id)
    if request.method == "POST":
        actions.remove_swot_item(acting_user=request.viewer.person, item=item)
        return to_swot(request, item.swot)
    return page(
        request,
        "page/confirm.html",
        {
            "title": _("Take this item away"),
            "what_happens": _("“%(item)s” leaves the SWOT. Goals that answer it keep its last words, marked as gone.")
            % {"item": told(item.text, request.network.language)},
            "button": _("Take it away"),
            "back_url": _back(request, item),
        },
    )


@members_only
def item_merge(request: NetworkRequest, item_id: int) -> HttpResponse:
    item, _rights = item_for(request.viewer, item_id)
    form = MergeForm(request.POST or None, item=item, language=request.network.language)
    if request.method == "POST":
        into = carried_out(
            form,
            lambda: actions.merge_swot_items(
                acting_user=request.viewer.person, item=item, into=form.cleaned_data["into"]
            ),
        )
        if into is not None:
            return to_swot(request, item.swot, f"item-{into.pk}")
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Merge with another item"),
            "lead": f"“{told(item.text, request.network.language)}”",
            "button": _("Merge them"),
            "back_url": _back(request, item),
        },
    )


@members_only
def item_split(request: NetworkRequest, item_id: int) -> HttpResponse:
    item, _rights = item_for(request.viewer, item_id)
    language = writing_language(request, request.network.language)
    form = SplitForm(request.POST or None, initial={"texts": told(item.text, language)})
    if request.method == "POST":
        parts = carried_out(
            form,
            lambda: actions.split_swot_item(
                acting_user=request.viewer.person, item=item, texts=form.wordings(language)
            ),
        )
        if parts is not None:
            return to_swot(request, item.swot, f"item-{parts[0].pk}")
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Split the item"),
            "button": _("Split it"),
            "back_url": _back(request, item),
        },
    )


@members_only
def item_backing(request: NetworkRequest, item_id: int) -> HttpResponse:
    """Which findings back the item."""
    item, _rights = item_for(request.viewer, item_id)
    choices = candidates(request.viewer, item.swot.programme)
    tied = set(
        Thread.objects.filter(
            target_kind="strategy.swotitem", target_id=str(item.pk), relation=Relation.BACKS
        ).values_list("source_kind", "source_id")
    )
    if request.method == "POST":
        wanted = set(request.POST.getlist("backing"))
        for thing, end in choices:
            name = (end.kind, end.id)
            if f"{end.kind}:{end.id}" in wanted and name not in tied:
                actions.back_item(acting_user=request.viewer.person, item=item, finding=thing)
            elif f"{end.kind}:{end.id}" not in wanted and name in tied:
                actions.unback_item(acting_user=request.viewer.person, item=item, finding=thing)
        return to_swot(request, item.swot, f"item-{item.pk}")
    return page(
        request,
        "strategy/choose.html",
        {
            "title": _("What shows it"),
            "lead": f"“{told(item.text, request.network.language)}”",
            "groups": [
                {
                    "name": "backing",
                    "title": _("Findings"),
                    "ends": [(end, (end.kind, end.id) in tied) for _thing, end in choices],
                    "empty": _("No finding has been saved yet. Save one on the results page, then choose it here."),
                }
            ],
            "back_url": _back(request, item),
            "crumbs": swot_crumbs(request, item.swot, _("What shows it")),
        },
    )


OUTSIDE = (Quadrant.OPPORTUNITY, Quadrant.THREAT)


@members_only
def points(request: NetworkRequest, swot_id: int) -> HttpResponse:
    """Each member gives points alone; the others' are not shown here."""
    found, _rights = swot_for(request.viewer, swot_id)
    member = or_absent(queries.member_of(found.group, request.viewer))
    if member.role == GroupRole.EXPERT:
        raise Absent
    items = list(found.items.all())
    given = queries.points_given(found, member)
    form = PointsForm(
        request.POST or None,
        items=items,
        most=found.points_each,
        language=request.network.language,
        initial={f"item-{pk}": number for pk, number in given.items()},
    )
    if request.method == "POST" and carried_out(
        form,
        lambda: (
            actions.give_points(acting_user=request.viewer.person, swot=found, member=member, points=form.points())
            or True
        ),
    ):
        messages.success(request, _("Your points are kept."))
        return to_swot(request, found)
    by_quadrant = [
        (title, hint, [form[f"item-{item.pk}"] for item in items if item.quadrant == name])
        for name, title, hint in sorted(quadrant_words(), key=lambda words: words[0] not in OUTSIDE)
    ]
    return page(
        request,
        "strategy/points.html",
        {
            "title": _("Give your points"),
            "swot": found,
            "form": form,
            "quadrants": by_quadrant,
            "crumbs": swot_crumbs(request, found, _("Give your points")),
            "back_url": reverse("strategy:swot", args=[request.network.slug, found.pk]),
        },
    )


@members_only
def share(request: NetworkRequest, swot_id: int) -> HttpResponse:
    """A director decides who may read the SWOT."""
    found, rights = own_swot_for(request.viewer, swot_id)
    if not rights.decides:
        raise Absent
    form = ShareForm(request.POST or None, thing=found)
    if request.method == "POST" and carried_out(
        form,
        lambda: (
            actions.share_swot(
                acting_user=request.viewer.person,
                swot=found,
                visibility=form.cleaned_data["visibility"],
                shared_with=form.chosen(),
            )
            or True
        ),
    ):
        return to_swot(request, found)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Share the SWOT"),
            "lead": _("What others may not read shows to them as “internal analysis”."),
            "button": _("Share it so"),
            "back_url": reverse("strategy:swot", args=[request.network.slug, found.pk]),
        },
    )


@require_POST
@members_only
def settle(request: NetworkRequest, swot_id: int) -> HttpResponse:
    found, _rights = own_swot_for(request.viewer, swot_id)
    actions.settle_swot(
        acting_user=request.viewer.person, swot=found, settled=request.POST.get("settled", "yes") == "yes"
    )
    return redirect("strategy:swot", network=request.network.slug, swot_id=found.pk)
