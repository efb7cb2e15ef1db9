"""The host's list: who comes, who waits in which order, what they answered, and the list for the door."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.forms.invitations import MoveForm
from talka.gatherings.models import Gathering, SignUp, SignUpQuestion
from talka.gatherings.views.pages import address, crumbs_of


@members_only
@never_cache
@require_GET
def people(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """For those who run the gathering; what people answered for those who host it."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    if queries.places_due(gathering):
        actions.settle_places(gathering=gathering)
    found = queries.sign_ups(gathering)
    waiting = queries.waiting_list(gathering)
    whys = waiting.stands.allocation().waits
    numbers = {party.key: number for number, party in enumerate(waiting.stands.waiting, 1)}
    for each in found:
        each.number = numbers.get(each.pk)  # type: ignore[attr-defined]
        each.why = whys.get(each.pk)  # type: ignore[attr-defined]
    by_state = {state.value: [each for each in found if each.state == state] for state in SignUp.State}
    questions = queries.questions(gathering) if rules.may_see_answers(request.viewer, gathering) else []
    answers = queries.answers_of(gathering) if questions else {}
    return render(
        request,
        "gatherings/people.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            **by_state,
            "by_group": any(each.group_id for each in found),
            "leads": {each.pk: each.name for each in found if each.led_by_id is None},
            "moves": waiting.moves,
            "rules": waiting.stands.rules,
            "questions": questions,
            "answers": _answered(questions, answers, found),
            "crumbs": crumbs_of(gathering),
        },
    )


def _answered(
    questions: list[SignUpQuestion], answers: dict[int, dict[int, str]], found: list[SignUp]
) -> list[tuple[SignUp, list[str]]]:
    """Whoever answered something, with their answers in the order of the questions, in words."""
    words: dict[tuple[int, str], str] = {}
    for question in questions:
        if question.kind == SignUpQuestion.Kind.YES_NO:
            words |= {(question.pk, "yes"): _("Yes"), (question.pk, "no"): _("No")}
        for option in question.options:
            words[question.pk, option["key"]] = said(option["text"])
    rows = []
    for person in found:
        given = answers.get(person.pk)
        if given:
            row = [words.get((q.pk, given.get(q.pk, "")), given.get(q.pk, "")) for q in questions]
            rows.append((person, row))
    return rows


@members_only
@require_POST
def remove_sign_up(request: NetworkRequest, gathering_id: int, sign_up_id: int) -> HttpResponse:
    """The host gives a place back for somebody who said so in another way; that person is told."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    kept = access.sign_up_to_run(gathering, sign_up_id)
    actions.cancel_sign_up(acting_user=request.viewer.person, sign_up=kept, by_host=True)
    messages.success(request, _("The place of %(name)s is free again.") % {"name": kept.name})
    return redirect(address("people", gathering))


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def move(request: NetworkRequest, gathering_id: int, sign_up_id: int) -> HttpResponse:
    """Another place in the order, with the reason that everybody on the list reads."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    moving = access.sign_up_to_run(gathering, sign_up_id)
    order = queries.waiting_order(gathering)
    at = next((number for number, each in enumerate(order, 1) if each.pk == moving.pk), None)
    if at is None:
        messages.error(request, _("Only somebody who waits can be moved."))
        return redirect(address("people", gathering))
    form = MoveForm(sent(request), places=len(order), at=at)
    if request.method == "POST":
        done = carried_out(
            form,
            lambda: (actions.move_waiting(acting_user=request.viewer.person, sign_up=moving, **form.cleaned_data),),
        )
        if done is not None:
            messages.success(request, _("The order is changed, and those whom it concerns are told."))
            return redirect(address("people", gathering))
    return render(
        request,
        "gatherings/form.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "title": _("Move %(name)s") % {"name": moving.name},
            "lead": _("Now number %(at)d of %(all)d who wait.") % {"at": at, "all": len(order)},
            "button": _("Move and tell them"),
            "back_url": address("people", gathering),
            "crumbs": crumbs_of(gathering, (_("Who comes"), address("people", gathering))),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_GET
def door(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The names of those who come, to print and to tick."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    coming = _coming(gathering)
    return render(
        request,
        "gatherings/door.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "people": coming,
            "by_group": any(each.group_id for each in coming),
            "crumbs": crumbs_of(gathering, (_("Who comes"), address("people", gathering))),
        },
    )


@members_only
@never_cache
@require_GET
def door_table(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The same as a table: names and where they come from; no addresses and no answers."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Name"), _("Organisation or group"), _("Invited as")])
    for each in _coming(gathering):
        row = [each.name, each.comes_from, said(each.group.name) if each.group else ""]
        writer.writerow([_plain(cell) for cell in row])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(said(gathering.title))[:60] or f"gathering-{gathering.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate(gathering.starts_at)}.csv"'
    return response


def _plain(cell: str) -> str:
    """A spreadsheet takes what begins so for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _coming(gathering: Gathering) -> list[SignUp]:
    coming = [each for each in queries.sign_ups(gathering) if each.state == SignUp.State.COMING]
    return sorted(coming, key=lambda each: each.name.casefold())


@members_only
@require_http_methods(["GET", "POST"])
def erase_answers(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """By hand, before its time: everything that was answered at sign-up."""
    gathering = access.gathering_with_answers(request.viewer, gathering_id)
    if request.method == "POST":
        try:
            erased = actions.erase_answers(acting_user=request.viewer.person, gathering=gathering)
            messages.success(request, _("%(count)d answers are erased.") % {"count": erased})
        except Refusal as refused:
            messages.error(request, refused.message)
        return redirect(address("people", gathering))
    return render(
        request,
        "page/confirm.html",
        {
            "section": "gatherings",
            "title": _("Erase what people answered"),
            "what_happens": _(
                "Every answer that was given at sign-up is erased and cannot be brought back. Names and places stay."
            ),
            "button": _("Erase the answers"),
            "back_url": address("people", gathering),
        },
    )
