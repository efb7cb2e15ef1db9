"""Reading the public's questions before they are shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import carried_out
from talka.reports import actions, queries
from talka.reports.access import panel_to_prepare, question_to_moderate
from talka.reports.forms import SetAsideForm, ShowQuestionForm


@members_only
def questions(request: NetworkRequest, slug: str) -> HttpResponse:
    programme, panel = panel_to_prepare(request.viewer, slug)
    if panel is None:
        return redirect("reports:prepare", request.network.slug, slug)
    by_state = queries.questions_by_state(panel)
    return render(
        request,
        "reports/questions.html",
        {
            "section": "programmes",
            "programme": programme,
            "panel": panel,
            "waiting": by_state["waiting"],
            "shown": by_state["shown"],
            "set_aside": by_state["set_aside"],
        },
    )


@members_only
def show_question(request: NetworkRequest, slug: str, question_id: int) -> HttpResponse:
    question = question_to_moderate(request.viewer, slug, question_id)
    programme = question.panel.programme
    form = ShowQuestionForm(request.POST or None, question=question, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.show_question(
            acting_user=request.viewer.person,
            question=question,
            answer=form.cleaned_data["answer"],
            answered_by=form.cleaned_data["answered_by"],
        )
        messages.success(request, _("The question is shown."))
        return redirect("reports:questions", request.network.slug, slug)
    return render(
        request,
        "reports/question.html",
        {
            "section": "programmes",
            "form": form,
            "question": question,
            "programme": programme,
            "title": _("Show the question"),
            "button": _("Show it"),
            "back_url": reverse("reports:questions", args=[request.network.slug, slug]),
        },
    )


@members_only
def set_aside(request: NetworkRequest, slug: str, question_id: int) -> HttpResponse:
    question = question_to_moderate(request.viewer, slug, question_id)
    form = SetAsideForm(request.POST or None, initial={"reason": question.reason})
    if request.method == "POST":
        done = carried_out(
            form,
            lambda: (
                actions.set_question_aside(
                    acting_user=request.viewer.person, question=question, reason=form.cleaned_data["reason"]
                )
                or True
            ),
        )
        if done:
            messages.success(request, _("The question was set aside."))
            return redirect("reports:questions", request.network.slug, slug)
    return render(
        request,
        "reports/question.html",
        {
            "section": "programmes",
            "form": form,
            "question": question,
            "programme": question.panel.programme,
            "title": _("Set the question aside"),
            "button": _("Set it aside"),
            "back_url": reverse("reports:questions", args=[request.network.slug, slug]),
        },
    )
