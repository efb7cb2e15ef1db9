from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.forms import carried_out
from talka.strategy import actions
from talka.strategy.access import comment_for, plan_for, swot_for
from talka.strategy.forms import AnswerForm, CommentForm
from talka.strategy.models import Comment, Plan, Swot
from talka.strategy.snapshot import read_draft
from talka.strategy.views.common import page


def _address(request: NetworkRequest, document: Plan | Swot, place: str = "") -> str:
    name = "strategy:plan" if isinstance(document, Plan) else "strategy:swot"
    address = reverse(name, args=[request.network.slug, document.pk])
    return f"{address}#{place}" if place else address


def _comment_on(request: NetworkRequest, document: Plan | Swot, parts: dict[str, str]) -> HttpResponse:
    part = request.POST.get("part") or request.GET.get("part", "")
    form = CommentForm(request.POST or None, initial={"part": part})
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.comment(
                acting_user=request.viewer.person,
                document=document,
                text=form.cleaned_data["text"],
                part=form.cleaned_data["part"] if form.cleaned_data["part"] in parts else "",
            ),
        )
        if made is not None:
            return redirect(_address(request, document, f"comment-{made.pk}"))
    about = parts.get(part, "")
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Comment on %(number)s") % {"number": about} if about else _("Write a comment"),
            "button": _("Send the comment"),
            "back_url": _address(request, document, part if part in parts else ""),
        },
    )


@members_only
def plan_comment(request: NetworkRequest, plan_id: int) -> HttpResponse:
    plan, rights = plan_for(request.viewer, plan_id)
    if not rights.comments:
        raise Absent
    return _comment_on(request, plan, part_numbers(plan, request))


@members_only
def swot_comment(request: NetworkRequest, swot_id: int) -> HttpResponse:
    swot, rights = swot_for(request.viewer, swot_id)
    if not rights.comments:
        raise Absent
    return _comment_on(request, swot, {f"item-{item.pk}": str(item) for item in swot.items.all()})


def part_numbers(plan: Plan, request: NetworkRequest) -> dict[str, str]:
    """Key of every part → its number in the plan."""
    shot = read_draft(plan, request.viewer)
    numbers = {goal.key: goal.number for goal in shot.goals}
    numbers |= {each.key: each.number for each in shot.operational_goals}
    return numbers | {measure.key: measure.number for measure in shot.measures}


def _writes(request: NetworkRequest, comment_id: int) -> tuple[Comment, Plan | Swot]:
    comment, rights = comment_for(request.viewer, comment_id)
    document = comment.plan or comment.swot
    if not rights.writes or document is None:
        raise Absent
    return comment, document


@members_only
def comment_answer(request: NetworkRequest, comment_id: int) -> HttpResponse:
    """Whoever writes the document answers."""
    comment, document = _writes(request, comment_id)
    form = AnswerForm(request.POST or None, initial={"text": comment.answer, "resolved": bool(comment.resolved_at)})
    if request.method == "POST" and carried_out(
        form,
        lambda: actions.answer_comment(acting_user=request.viewer.person, comment=comment, **form.cleaned_data) or True,
    ):
        return redirect(_address(request, document, f"comment-{comment.pk}"))
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Answer the comment"),
            "lead": f"“{comment.text}”",
            "button": _("Send the answer"),
            "back_url": _address(request, document, f"comment-{comment.pk}"),
        },
    )


@require_POST
@members_only
def comment_resolve(request: NetworkRequest, comment_id: int) -> HttpResponse:
    comment, document = _writes(request, comment_id)
    actions.resolve_comment(acting_user=request.viewer.person, comment=comment, resolved=comment.resolved_at is None)
    return redirect(_address(request, document, f"comment-{comment.pk}"))
