"""What reviewers, hosts and the panel fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.calls.actions import Chosen, NewRound
from talka.calls.models import Call, Outcome, Review
from talka.calls.ranking import Line, Proposal
from talka.calls.terms import Criterion, Terms
from talka.foundation.wording import WordingField, languages_of, said
from talka.identity.models import Account
from talka.programmes.models import Cohort, Cycle, ExpectedResult

NOT_APPLICABLE = "-"


def mark_choices(criterion: Criterion) -> list[tuple[str, str]]:
    choices = [(str(mark), str(mark)) for mark in criterion.marks]
    return [*choices, (NOT_APPLICABLE, _("does not apply"))] if criterion.may_not_apply else choices


class DeclareForm(forms.Form):
    """Before anything else is shown: does something stand between you and whoever applies?"""

    stands = forms.ChoiceField(
        label=gettext_lazy("Does anything stand between you and this applicant?"),
        choices=[
            ("no", gettext_lazy("Nothing: I can judge it")),
            ("yes", gettext_lazy("Something does: I stand aside")),
        ],
        widget=forms.RadioSelect,
    )
    conflict_reason = forms.CharField(
        label=gettext_lazy("What stands between"),
        help_text=gettext_lazy("Kin, employment, money, a quarrel, a common project. The host and the panel read it."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("stands") == "yes" and not data.get("conflict_reason", "").strip():
            self.add_error("conflict_reason", _("Say in a few words what it is."))
        return data

    @property
    def reason(self) -> str:
        data = self.cleaned_data
        return str(data["conflict_reason"]) if data["stands"] == "yes" else ""


class MarksForm(forms.Form):
    """One mark and one line for each criterion."""

    def __init__(self, *args: Any, review: Review, terms: Terms, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        for criterion in terms.criteria:
            if criterion.key in review.marks:
                mark = review.marks[criterion.key]
                initial[f"mark_{criterion.key}"] = NOT_APPLICABLE if mark is None else str(mark)
            initial[f"words_{criterion.key}"] = review.words.get(criterion.key, "")
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.terms = terms
        for criterion in terms.criteria:
            self.fields[f"mark_{criterion.key}"] = forms.ChoiceField(
                label=said(criterion.title), choices=mark_choices(criterion), required=False, widget=forms.RadioSelect
            )
            self.fields[f"words_{criterion.key}"] = forms.CharField(
                label=_("Why this mark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the template: each criterion with its options, each option with its anchor."""
        found = []
        for criterion in self.terms.criteria:
            field = self[f"mark_{criterion.key}"]
            standing = str(field.value() or "")
            options: list[dict[str, Any]] = [
                {"value": str(mark), "anchor": criterion.anchors.get(str(mark), {}), "chosen": standing == str(mark)}
                for mark in criterion.marks
            ]
            found.append(
                {
                    "criterion": criterion,
                    "share": 100 * criterion.weight / self.terms.all_weights,
                    "field": field,
                    "options": options,
                    "without": criterion.may_not_apply,
                    "without_chosen": standing == NOT_APPLICABLE,
                    "words": self[f"words_{criterion.key}"],
                }
            )
        return found

    def marks(self) -> dict[str, int | None]:
        """Those that were given; what was left open is absent."""
        given = {each.key: self.cleaned_data[f"mark_{each.key}"] for each in self.terms.criteria}
        return {key: None if mark == NOT_APPLICABLE else int(mark) for key, mark in given.items() if mark}

    def words(self) -> dict[str, str]:
        given = {each.key: self.cleaned_data[f"words_{each.key}"].strip() for each in self.terms.criteria}
        return {key: words for key, words in given.items() if words}


class ChangeMarkForm(forms.Form):
    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"] = forms.ChoiceField(
            label=_("Criterion"), choices=[(each.key, said(each.title)) for each in terms.criteria]
        )
        marks = sorted({mark for each in terms.criteria for mark in each.marks})
        self.fields["mark"] = forms.ChoiceField(
            label=_("New mark"), choices=[*((str(m), str(m)) for m in marks), (NOT_APPLICABLE, _("does not apply"))]
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"),
            help_text=_("What you heard in the discussion. The old mark stays on record beside it."),
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @property
    def mark(self) -> int | None:
        chosen = self.cleaned_data["mark"]
        return None if chosen == NOT_APPLICABLE else int(chosen)


class AnswerForm(forms.Form):
    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = WordingField(
            label=_("Answer"),
            help_text=_("Stands on the public page for all applicants."),
            languages=languages_of(call.network.language),
            long=True,
            max_length=4000,
        )


class ReasonForm(forms.Form):
    """One reason, for a step that stays on record."""

    def __init__(self, *args: Any, label: str, help_text: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=label,
            help_text=help_text,
            max_length=600,
            required=required,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class AppointForm(forms.Form):
    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Account.objects.filter(memberships__network=call.network).exclude(
            pk__in=call.reviewers.values("account_id")
        )
        self.fields["account"] = forms.ModelChoiceField(
            members.order_by("name", "email"), label=_("Who reviews"), empty_label=_("Choose one")
        )


class ConflictForm(forms.Form):
    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        applications = call.applications.filter(state="sent", set_aside_reason="").order_by("number")
        self.fields["application"] = forms.ModelChoiceField(
            applications, label=_("Application"), empty_label=_("Choose one")
        )
        self.fields["reason"] = forms.CharField(
            label=_("What stands between"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
        )


class DecideForm(forms.Form):
    """One row for each application: what is chosen, why it departs, what the applicant is told."""

    def __init__(self, *args: Any, call: Call, proposal: Proposal, standing: dict[int, Outcome], **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        decision = next(iter(standing.values())).decision if standing else None
        initial["note"] = decision.note if decision else {}
        for row in proposal.rows:
            pk = row.application.pk
            outcome = standing.get(pk)
            initial[f"result_{pk}"] = outcome.result if outcome else row.proposed
            initial[f"departure_{pk}"] = outcome.departure if outcome else ""
            initial[f"reasons_{pk}"] = outcome.reasons if outcome else {}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        languages = languages_of(call.network.language)
        for row in proposal.rows:
            pk = row.application.pk
            named = {"number": row.application.number}
            self.fields[f"result_{pk}"] = forms.ChoiceField(
                label=_("Decision on application %(number)s") % named, choices=Outcome.Result.choices
            )
            self.fields[f"departure_{pk}"] = forms.CharField(
                label=_("Why the panel departs from the ranking"),
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"reasons_{pk}"] = WordingField(
                label=_("Reasons for the applicant"), languages=languages, long=True, required=False, max_length=4000
            )
        self.fields["note"] = WordingField(
            label=_("What the panel says to everybody"),
            help_text=_("Stands above the published result."),
            languages=languages,
            long=True,
            required=False,
            max_length=4000,
        )

    def rows(self) -> list[tuple[Line, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (
                row,
                self[f"result_{row.application.pk}"],
                self[f"departure_{row.application.pk}"],
                self[f"reasons_{row.application.pk}"],
            )
            for row in self.proposal.rows
        ]

    def chosen(self) -> dict[int, Chosen]:
        data = self.cleaned_data
        return {
            row.application.pk: Chosen(
                result=data[f"result_{row.application.pk}"],
                departure=data[f"departure_{row.application.pk}"],
                reasons=data[f"reasons_{row.application.pk}"],
            )
            for row in self.proposal.rows
        }


class ChainForm(forms.Form):
    """What each selected application becomes: a round of a cycle, or something that a stage must yield.

    Whoever runs the programme can have a round made, and the contact persons taken into theirs.
    """

    def __init__(
        self, *args: Any, call: Call, selected: list[Outcome], standing: dict[int, str], runs: bool, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"take_in": True, **{f"end_{pk}": value for pk, value in standing.items()}}
        super().__init__(*args, **kwargs)
        self.selected = selected
        cycles = list(Cycle.objects.filter(programme=call.programme)) if runs else []
        cohorts = list(Cohort.objects.filter(cycle__programme=call.programme).select_related("cycle"))
        results = list(ExpectedResult.objects.filter(stage__programme=call.programme).select_related("stage"))
        self.ends: dict[str, Cohort | ExpectedResult | NewRound] = {
            **{f"programmes.cohort:{each.pk}": each for each in cohorts},
            **{f"programmes.expectedresult:{each.pk}": each for each in results},
            **{f"new:{each.pk}": NewRound(each) for each in cycles},
        }
        new = [
            (f"new:{each.pk}", _("A new round of “%(cycle)s” for them") % {"cycle": said(each.title)})
            for each in cycles
        ]
        choices = [
            ("", _("Nothing yet")),
            (
                _("Rounds of the cycle"),
                [*((f"programmes.cohort:{each.pk}", said(each.title)) for each in cohorts), *new],
            ),
            (_("Expected results"), [(f"programmes.expectedresult:{each.pk}", said(each.title)) for each in results]),
        ]
        for outcome in selected:
            application = outcome.application
            self.fields[f"end_{application.pk}"] = forms.ChoiceField(
                label=str(application.sent.get("name", "")), choices=choices, required=False
            )
        if runs:
            self.fields["take_in"] = forms.BooleanField(
                label=_("Take their contact persons into the round"),
                help_text=_("They can then be invited to its gatherings. The others of a group come by signing up."),
                required=False,
            )

    def chosen(self) -> dict[int, Cohort | ExpectedResult | NewRound | None]:
        return {
            each.application_id: self.ends.get(self.cleaned_data[f"end_{each.application_id}"])
            for each in self.selected
        }

    @property
    def takes_in(self) -> bool:
        return bool(self.cleaned_data.get("take_in"))


class AppealAnswerForm(forms.Form):
    upheld = forms.ChoiceField(
        label=gettext_lazy("What follows"),
        choices=[
            ("yes", gettext_lazy("The appeal is right")),
            ("no", gettext_lazy("The decision stands")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=gettext_lazy("Reasons"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
