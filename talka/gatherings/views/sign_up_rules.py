"""The host decides how places are given and what is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only, or_absent
from talka.foundation.forms import sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.sign_up_rules import QuestionForm, RulesForm, ready_questions
from talka.gatherings.views.pages import address, crumbs_of, part_form


@members_only
@require_http_methods(["GET", "POST"])
def sign_up_rules(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    stands = queries.standing(gathering, timezone.now())
    form = RulesForm(sent(request), gathering=gathering, rules=stands.rules, sectors=stands.sectors)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.set_sign_up_rules(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("How places are given"),
        lead=_("Everybody who signs up reads these rules; nobody loses a place that they have."),
        button=_("Keep these rules"),
        back=address("sign_up_rules", gathering),
        said_after=_("The rules are kept."),
        template="gatherings/sign_up_rules.html",
    )


@members_only
@require_http_methods(["GET", "POST"])
def questions(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """What is asked at sign-up, and a form for one more."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = QuestionForm(sent(request), gathering=gathering)
    asked = queries.questions(gathering)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.ask_at_sign_up(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("What is asked"),
        button=_("Ask this"),
        back=address("questions", gathering),
        said_after=_("It is asked from now on."),
        template="gatherings/questions.html",
        questions=asked,
        ready=[] if asked else [(key, next(iter(each["wording"].values()))) for key, each in ready_questions().items()],
        rules=queries.sign_up_rules(gathering),
    )


@members_only
@require_POST
def ask_ready(request: NetworkRequest, gathering_id: int, key: str) -> HttpResponse:
    """Take one of the ready questions over."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    ready = or_absent(ready_questions().get(key))
    actions.ask_at_sign_up(acting_user=request.viewer.person, gathering=gathering, **ready)
    messages.success(request, _("It is asked from now on."))
    return redirect(address("questions", gathering))


@members_only
@require_http_methods(["GET", "POST"])
def edit_question(request: NetworkRequest, gathering_id: int, question_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    question = access.question_to_edit(gathering, question_id)
    question.gathering = gathering
    form = QuestionForm(sent(request), gathering=gathering, question=question)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_question(acting_user=request.viewer.person, question=question, **form.changes()),
        title=said(question.question),
        button=_("Keep the question"),
        back=address("questions", gathering),
        said_after=_("Kept."),
        crumbs=crumbs_of(gathering, (_("What is asked"), address("questions", gathering))),
    )


@members_only
@require_POST
def drop_question(request: NetworkRequest, gathering_id: int, question_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    question = access.question_to_edit(gathering, question_id)
    question.gathering = gathering
    actions.drop_question(acting_user=request.viewer.person, question=question)
    messages.success(request, _("It is asked no more, and what was answered to it is erased."))
    return redirect(address("questions", gathering))
