from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField, owners_to_choose
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.wording import Wording, WordingField, languages_of
from talka.identity.models import Account
from talka.organisations.queries import member_accounts
from talka.programmes.models import Stage
from talka.programmes.queries import programmes_visible
from talka.strategy.models import GroupRole, Plan, Quadrant, Swot, SwotItem
from talka.strategy.queries.swots import quadrant_words
from talka.strategy.words import told


class _BeginForm(forms.Form):
    """Whose it is, and in which programme and stage."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = OwnerField(network=viewer.network, only=viewer.acts_for, label=_("Whose is it"))
        programmes = programmes_visible(viewer)
        self.fields["programme"] = forms.ModelChoiceField(
            programmes, label=_("Programme"), required=False, empty_label=_("Outside any programme")
        )
        self.fields["stage"] = forms.ModelChoiceField(
            Stage.objects.filter(programme__in=programmes).select_related("programme"),
            label=_("Stage"),
            required=False,
            empty_label=_("No stage"),
            help_text=_("Where the programme shows how far it is."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stage, programme = cleaned.get("stage"), cleaned.get("programme")
        if stage and stage.programme != programme:
            if programme:
                self.add_error("stage", _("This stage belongs to another programme."))
            else:
                cleaned["programme"] = stage.programme
        return cleaned


class MakeGroupForm(_BeginForm):
    pass


class MakeSwotForm(_BeginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points_each"] = forms.IntegerField(
            label=_("Points that each member gives"), min_value=1, max_value=100, initial=10
        )


class MakePlanForm(_BeginForm):
    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["title"] = WordingField(languages=languages_of(viewer.network.language), label=_("Title"))
        self.fields["starts_on"] = DayField(label=_("Begins"))
        self.fields["ends_on"] = DayField(label=_("Ends"))
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the plan"),
            choices=settings.LANGUAGES,
            initial=viewer.network.language,
            help_text=_("It is written in this language first; others can be added."),
        )


class MemberForm(forms.Form):
    """A person of the network, or the name of somebody who has no account."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = member_accounts(viewer.network)
        self.people = {str(each.pk): each for each in people}
        self.fields["account"] = forms.ChoiceField(
            label=_("Person of the network"),
            required=False,
            choices=[("", _("Somebody without an account")), *((str(each.pk), str(each)) for each in people)],
        )
        self.fields["name"] = forms.CharField(
            label=_("Name"), required=False, max_length=150, help_text=_("For somebody without an account.")
        )
        self.fields["title"] = forms.CharField(
            label=_("Who they are"),
            required=False,
            max_length=150,
            help_text=_("For example: teacher, town councillor."),
        )
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=GroupRole.choices,
            initial=GroupRole.MEMBER,
            help_text=_("An outside expert reads the drafts and comments, and does not write in them."),
        )

    def clean_account(self) -> Account | None:
        return self.people.get(self.cleaned_data["account"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=GroupRole.choices)
    title = forms.CharField(label=_("Who they are"), required=False, max_length=150)


class ItemForm(forms.Form):
    """One SWOT item, in one language at a time."""

    text = forms.CharField(label=_("In one sentence"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    quadrant = forms.ChoiceField(label=_("Quadrant"), choices=Quadrant.choices)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def wording(self, before: Wording, language: str) -> Wording:
        return {**before, language: self.cleaned_data["text"].strip()}


class MergeForm(forms.Form):
    def __init__(self, *args: Any, item: SwotItem, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(each.pk): each for each in item.swot.items.exclude(pk=item.pk)}
        names = {name: title for name, title, _hint in quadrant_words()}

        self.fields["into"] = forms.ChoiceField(
            label=_("Which item stays"),
            choices=[
                (pk, f"{names[each.quadrant]}: {told(each.text, language)}")
                for pk, each in sorted(self.items.items(), key=lambda pair: pair[1].quadrant != item.quadrant)
            ],
            widget=forms.RadioSelect,
            help_text=_("It keeps the evidence and the points of both and remembers these words."),
        )

    def clean_into(self) -> SwotItem:
        return self.items[self.cleaned_data["into"]]


class SplitForm(forms.Form):
    texts = forms.CharField(
        label=_("One sentence a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Each line becomes an item with the same evidence. Points are given anew."),
    )

    def wordings(self, language: str) -> list[Wording]:
        return [{language: line.strip()} for line in self.cleaned_data["texts"].splitlines() if line.strip()]


class PointsForm(forms.Form):
    """One number for each item."""

    def __init__(self, *args: Any, items: list[SwotItem], most: int, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        for item in items:
            self.fields[f"item-{item.pk}"] = forms.IntegerField(
                label=told(item.text, language),
                min_value=0,
                max_value=most,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def points(self) -> dict[int, int]:
        return {int(name.split("-")[1]): value or 0 for name, value in self.cleaned_data.items()}


class ShareForm(forms.Form):
    """Who may read it besides its owner."""

    def __init__(self, *args: Any, thing: Swot | Plan, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {"visibility": thing.visibility, "shared_with": list(thing.shared_with.values_list("pk", flat=True))},
        )
        super().__init__(*args, **kwargs)
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who may read it"), choices=Visibility.choices, widget=forms.RadioSelect
        )
        self.fields["shared_with"] = forms.ModelMultipleChoiceField(
            owners_to_choose(thing.network).exclude(pk=thing.owner_id),
            label=_("With whom"),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
            help_text=_("For “its owner and named others”."),
        )

    def chosen(self) -> list[Owner]:
        return list(self.cleaned_data["shared_with"])


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    part = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    resolved = forms.BooleanField(label=_("Nothing is left to do here"), required=False)


class ApproveForm(forms.Form):
    who = forms.CharField(
        label=_("Who approves it"),
        max_length=200,
        help_text=_("Name and office: “Ewa Wójcik, director”, “Town council”."),
    )
    by_order = forms.CharField(
        label=_("By which order or resolution"),
        max_length=200,
        required=False,
        help_text=_("For example: order no. 14/2027 of 26 February 2027."),
    )
    approved_on = DayField(label=_("Date"))


class PlanSettingsForm(forms.Form):
    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "starts_on": plan.starts_on,
                "ends_on": plan.ends_on,
                "currency": plan.currency,
                "report_every": plan.report_every,
                "swot": plan.swot_id,
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["starts_on"] = DayField(label=_("Begins"))
        self.fields["ends_on"] = DayField(label=_("Ends"))
        self.fields["currency"] = forms.RegexField(
            r"^[A-Z]{3}$", label=_("Currency"), help_text=_("Three letters, such as EUR or PLN.")
        )
        self.fields["report_every"] = forms.IntegerField(
            label=_("Months between reports on progress"), min_value=1, max_value=24
        )
        self.fields["swot"] = forms.ModelChoiceField(
            Swot.objects.filter(owner_id=plan.owner_id),
            label=_("SWOT that the plan stands on"),
            required=False,
            empty_label=_("None yet"),
        )
