"""Forms of the panel: what its page says, a question from the public, and what is done with it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talka.foundation.forms import OwnerField
from talka.foundation.wording import WordingField, languages_of
from talka.gatherings.models import Gathering, GatheringKind
from talka.programmes.models import Programme
from talka.reports.models import Panel, PanelQuestion, Reply


class PanelForm(forms.Form):
    def __init__(self, *args: Any, programme: Programme, panel: Panel | None = None, **kwargs: Any) -> None:
        initial = (
            {
                "gathering": panel.gathering_id,
                "opening": panel.opening,
                "debate": panel.debate,
                "questions_open": panel.questions_open,
            }
            if panel
            else {"questions_open": True}
        )
        super().__init__(*args, **{**kwargs, "initial": initial})
        languages = languages_of(programme.network.language)
        self.fields["gathering"] = forms.ModelChoiceField(
            Gathering.objects.filter(programme=programme, kind=GatheringKind.PANEL).order_by("starts_at"),
            label=_("Which gathering is the panel"),
            help_text=_("Date, place, agenda and invited groups are taken from it."),
            empty_label=_("Choose one"),
        )
        self.fields["opening"] = WordingField(languages=languages, long=True, label=_("What the panel is for"))
        self.fields["debate"] = WordingField(
            languages=languages, long=True, required=False, label=_("What will be debated")
        )
        self.fields["questions_open"] = forms.BooleanField(
            required=False, label=_("Everybody may put questions to the panel")
        )


class MinutesForm(forms.Form):
    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"minutes": panel.minutes}})
        self.fields["minutes"] = WordingField(
            languages=languages_of(panel.programme.network.language),
            long=True,
            max_length=20_000,
            required=False,
            label=_("What was said and decided"),
        )


class AskForm(forms.Form):
    """A question from the public. The hidden id makes sending it twice safe; `website` is a trap for machines."""

    field_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your question"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Somebody reads it before it is shown. Leave out names of private persons."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=80, required=False, help_text=_("Only if it may be shown with the question.")
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"field_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class ShowQuestionForm(forms.Form):
    def __init__(self, *args: Any, question: PanelQuestion, programme: Programme, **kwargs: Any) -> None:
        initial = {"answer": question.answer, "answered_by": question.answered_by_id}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["answer"] = WordingField(
            languages=languages_of(programme.network.language),
            long=True,
            required=False,
            label=_("Answer"),
            help_text=_("May be left out, and written after the panel."),
        )
        self.fields["answered_by"] = OwnerField(
            network=programme.network, required=False, label=_("Who answers"), empty_label=_("Nobody yet")
        )


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is set aside"),
        max_length=300,
        help_text=_("Seen by those who run the programme, not by the public."),
    )


class ReplyForm(forms.Form):
    def __init__(self, *args: Any, programme: Programme, reply: Reply | None = None, **kwargs: Any) -> None:
        initial = {"owner": reply.owner_id, "kind": reply.kind, "words": reply.words} if reply else {}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["owner"] = OwnerField(network=programme.network, label=_("Who replies"))
        self.fields["kind"] = forms.ChoiceField(
            choices=Reply.Kind.choices, widget=forms.RadioSelect, label=_("What comes of it")
        )
        self.fields["words"] = WordingField(
            languages=languages_of(programme.network.language),
            long=True,
            label=_("In a sentence or two"),
            help_text=_("A refusal is printed too, with its reason."),
        )
