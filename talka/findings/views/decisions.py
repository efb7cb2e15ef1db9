"""Choosing open answers for publication, setting them aside, taking it back."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from talka.findings import access, actions
from talka.findings.columns import read
from talka.findings.views.results import STATES, open_page, page_of
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only


class DecisionForm(forms.Form):
    answer = forms.UUIDField()
    about = forms.CharField(max_length=20, required=False)
    do = forms.ChoiceField(choices=[("choose", ""), ("aside", ""), ("undo", "")])
    text = forms.CharField(max_length=4000, required=False, strip=False)
    page = forms.IntegerField(required=False, min_value=1)
    state = forms.ChoiceField(choices=[("", ""), *((state, "") for state in STATES)], required=False)


@members_only
@require_POST
def decide(request: NetworkRequest, slug: str, question: str) -> HttpResponse:
    """One decision on one open answer."""
    consultation = access.publishing_for(request.viewer, slug)
    reading = read(consultation)
    strand = access.open_strand_for(reading, question)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Absent
    sent = form.cleaned_data
    answer_id: UUID = sent["answer"]
    access.open_answer_for(consultation, answer_id, strand, sent["about"])
    key, person = strand.question.key, request.viewer.person
    try:
        if sent["do"] == "choose":
            actions.choose_open_answer(
                acting_user=person,
                consultation=consultation,
                answer_id=answer_id,
                question=key,
                about=sent["about"],
                text=sent["text"].replace("\r\n", "\n") or None,
            )
        elif sent["do"] == "aside":
            actions.set_open_answer_aside(
                acting_user=person, consultation=consultation, answer_id=answer_id, question=key, about=sent["about"]
            )
        else:
            actions.undo_open_answer(
                acting_user=person, consultation=consultation, answer_id=answer_id, question=key, about=sent["about"]
            )
    except Refusal as refusal:
        context = page_of(request, consultation, reading, strand) | open_page(request, consultation, strand)
        context |= {"refused": str(answer_id), "refused_about": sent["about"], "typed": sent["text"]}
        return render(request, "findings/open_answers.html", {**context, "refusal": refusal.message})
    address = reverse("findings:question", args=[request.network.slug, slug, question])
    parts = [f"{name}={sent[name]}" for name in ("state", "page") if sent[name]]
    query = f"?{'&'.join(parts)}" if parts else ""
    return redirect(f"{address}{query}#answer-{answer_id}-{sent['about']}")
