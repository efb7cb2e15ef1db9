"""Input for measures, indicators, promises and progress."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talka.foundation.forms import DayField
from talka.foundation.owners.models import Owner
from talka.foundation.owners.queries import accounts_acting_for, partners_of
from talka.foundation.wording import Wording, said
from talka.identity.models import Account
from talka.strategy.actions.measures import Source
from talka.strategy.models import (
    GroupRole,
    Indicator,
    IndicatorKind,
    Measure,
    MoneyState,
    Plan,
    PlanKind,
    Progress,
    Promise,
    PromiseRole,
)
from talka.strategy.words import told

EMPTY_SOURCES = 2


def people_for(plan: Plan) -> list[Account]:
    """Who may be in charge of a measure: the owner's people and the planning group, experts left out."""
    people = {account.pk: account for account in accounts_acting_for(plan.owner)}
    if plan.group_id is not None and plan.group is not None:
        members = plan.group.members.exclude(role=GroupRole.EXPERT).exclude(account=None).select_related("account")
        people |= {member.account.pk: member.account for member in members if member.account}
    return sorted(people.values(), key=lambda account: str(account).casefold())


def partners_to_choose(plan: Plan) -> list[Owner]:
    """Organisations that a measure may be done with: the partners of the plan or of its programme."""
    if plan.kind == PlanKind.COOPERATION:
        return partners_of(plan.owner)
    others = Owner.objects.filter(network_id=plan.network_id).exclude(pk=plan.owner_id)
    if plan.programme_id is not None:
        others = others.filter(programme_parts__programme_id=plan.programme_id)
    return list(others.distinct().order_by("name"))


def _short(amount: Decimal | None) -> Decimal | None:
    """Without noughts behind the point."""
    return amount.to_integral() if amount is not None and amount == amount.to_integral() else amount


class MeasureForm(forms.Form):
    """Everything about a measure but its indicators, in one language at a time."""

    def __init__(self, *args: Any, measure: Measure, plan: Plan, language: str, **kwargs: Any) -> None:
        self.measure, self.plan, self.language = measure, plan, language
        self.people = {str(account.pk): account for account in people_for(plan)}
        if measure.responsible_id and str(measure.responsible_id) not in self.people and measure.responsible:
            self.people[str(measure.responsible_id)] = measure.responsible
        costs = {cost.year: cost.amount for cost in measure.costs.all()}
        self.years = sorted(set(range(plan.starts_on.year, plan.ends_on.year + 1)) | set(costs))
        sources = list(measure.sources.all())
        self.source_rows = range(len(sources) + EMPTY_SOURCES)
        partners = partners_to_choose(plan)
        initial: dict[str, Any] = {
            "title": measure.title.get(language, ""),
            "about": measure.about.get(language, ""),
            "risk": measure.risk.get(language, ""),
            "responsible": str(measure.responsible_id or ""),
            "responsible_name": "" if measure.responsible_id else measure.responsible_name,
            "lead": measure.lead_id,
            "partners": [owner.pk for owner in measure.partners.all()],
            "with_others": measure.with_others,
            "starts_on": measure.starts_on,
            "ends_on": measure.ends_on,
            "revision": measure.revision,
        }
        for year, amount in costs.items():
            initial[f"cost-{year}"] = _short(amount)
        for row, source in enumerate(sources):
            initial |= {
                f"source-{row}-name": source.name,
                f"source-{row}-amount": _short(source.amount),
                f"source-{row}-state": source.state,
            }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput)
        self.fields["title"] = forms.CharField(
            label=_("What is done"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["about"] = forms.CharField(
            label=_("More about it"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
        )
        self.fields["responsible"] = forms.ChoiceField(
            label=_("Owner"),
            required=False,
            choices=[
                ("", _("Choose one")),
                *((pk, str(account)) for pk, account in self.people.items()),
            ],
            help_text=_("The one person who sees to it."),
        )
        self.fields["responsible_name"] = forms.CharField(label=_("Or somebody else"), required=False, max_length=150)
        choice = forms.ModelChoiceField(
            Owner.objects.filter(pk__in=[owner.pk for owner in partners]),
            label=_("Which partner leads it"),
            required=False,
            empty_label=_("Not decided"),
        )
        if plan.kind == PlanKind.COOPERATION:
            self.fields["lead"] = choice
        self.fields["partners"] = forms.ModelMultipleChoiceField(
            Owner.objects.filter(pk__in=[owner.pk for owner in partners]).order_by("name"),
            label=_("With whom"),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
        )
        self.fields["with_others"] = forms.CharField(
            label=_("With others who are not in the network"), required=False, max_length=200
        )
        self.fields["starts_on"] = DayField(label=_("Begins"), required=False)
        self.fields["ends_on"] = DayField(label=_("Ends"), required=False)
        for year in self.years:
            self.fields[f"cost-{year}"] = forms.DecimalField(
                label=str(year), required=False, min_value=0, max_digits=14, decimal_places=2
            )
        for row in self.source_rows:
            self.fields[f"source-{row}-name"] = forms.CharField(
                label=_("Where the money comes from"), required=False, max_length=150
            )
            self.fields[f"source-{row}-amount"] = forms.DecimalField(
                label=_("Amount"), required=False, min_value=0, max_digits=14, decimal_places=2
            )
            self.fields[f"source-{row}-state"] = forms.ChoiceField(
                label=_("State of the money"), choices=MoneyState.choices, initial=MoneyState.PLANNED
            )
        self.fields["risk"] = forms.CharField(
            label=_("Risk"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("What could go wrong, and what is done then."),
        )

    def cost_fields(self) -> list[Any]:
        return [self[f"cost-{year}"] for year in self.years]

    def source_fields(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"source-{row}-name"], self[f"source-{row}-amount"], self[f"source-{row}-state"])
            for row in self.source_rows
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.source_rows:
            name, amount = cleaned.get(f"source-{row}-name"), cleaned.get(f"source-{row}-amount")
            if amount is not None and not name:
                self.add_error(f"source-{row}-name", _("Say where this money comes from."))
            if name and amount is None:
                self.add_error(f"source-{row}-amount", _("Say how much it is."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Keyword arguments for `write_measure`."""
        given = self.cleaned_data

        def wording(name: str) -> Wording:
            return {**getattr(self.measure, name), self.language: given[name].strip()}

        account = self.people.get(given["responsible"])
        changes: dict[str, Any] = {
            "title": wording("title"),
            "about": wording("about"),
            "risk": wording("risk"),
            "responsible": account,
            "responsible_name": str(account) if account else given["responsible_name"].strip(),
            "partners": list(given["partners"]),
            "with_others": given["with_others"].strip(),
            "starts_on": given["starts_on"],
            "ends_on": given["ends_on"],
            "costs": {year: given[f"cost-{year}"] for year in self.years if given[f"cost-{year}"] is not None},
            "sources": [
                Source(given[f"source-{row}-name"], given[f"source-{row}-amount"], given[f"source-{row}-state"])
                for row in self.source_rows
                if given[f"source-{row}-name"]
            ],
        }
        if "lead" in self.fields:
            changes["lead"] = given["lead"]
        return changes


class IndicatorForm(forms.Form):
    def __init__(self, *args: Any, indicator: Indicator | None, language: str, **kwargs: Any) -> None:
        self.indicator, self.language = indicator, language
        if indicator is not None:
            names = (
                "kind",
                "unit",
                "baseline",
                "baseline_year",
                "target",
                "target_year",
                "source",
                "collector",
                "split_by",
                "revision",
            )
            initial = {name: getattr(indicator, name) for name in names}
            for name in ("baseline", "target"):
                initial[name] = _short(initial[name])
            kwargs["initial"] = {**initial, "title": indicator.title.get(language, "")}
        super().__init__(*args, **kwargs)
        self.fields["revision"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.fields["title"] = forms.CharField(
            label=_("Indicator"),
            max_length=400,
            help_text=_("What is counted or asked: “Evening visits in a month”."),
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            choices=[
                (IndicatorKind.OUTPUT, _("output: what was done")),
                (IndicatorKind.RESULT, _("result: what changed")),
            ],
        )
        self.fields["unit"] = forms.CharField(
            label=_("Unit"), required=False, max_length=60, help_text=_("People, events, per cent.")
        )
        for name, label in (("baseline", _("Baseline")), ("target", _("Target"))):
            self.fields[name] = forms.DecimalField(label=label, required=False, max_digits=14, decimal_places=2)
            self.fields[f"{name}_year"] = forms.IntegerField(
                label=_("of the year"), required=False, min_value=1990, max_value=2100
            )
        self.fields["source"] = forms.CharField(label=_("Where the data come from"), required=False, max_length=200)
        self.fields["collector"] = forms.CharField(label=_("Who collects them"), required=False, max_length=150)
        self.fields["split_by"] = forms.CharField(
            label=_("Split by"), required=False, max_length=150, help_text=_("For example: age, district.")
        )

    def changes(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        before = self.indicator.title if self.indicator is not None else {}
        given["title"] = {**before, self.language: given["title"].strip()}
        return given


class PromiseForm(forms.Form):
    def __init__(self, *args: Any, plan: Plan, promise: Promise | None, language: str, **kwargs: Any) -> None:
        self.promise, self.language = promise, language
        if promise is not None:
            kwargs["initial"] = {"role": promise.role, "words": promise.words.get(language, "")}
        super().__init__(*args, **kwargs)
        self.partners = {str(owner.pk): owner for owner in partners_of(plan.owner)}
        if promise is None:
            self.fields["owner"] = forms.ChoiceField(
                label=_("Partner"), choices=[(pk, owner.name) for pk, owner in self.partners.items()]
            )
        self.fields["role"] = forms.ChoiceField(label=_("What it does"), choices=PromiseRole.choices)
        self.fields["words"] = forms.CharField(
            label=_("In one sentence"),
            max_length=400,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("For example: looms and a teacher, 40 hours a year."),
        )

    def clean_owner(self) -> Owner:
        return self.partners[self.cleaned_data["owner"]]

    def wording(self) -> Wording:
        before = self.promise.words if self.promise is not None else {}
        return {**before, self.language: self.cleaned_data["words"].strip()}


class TakeForm(forms.Form):
    """Into which plan, and as which measure."""

    def __init__(self, *args: Any, plans: list[Plan], measures: list[tuple[Measure, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in plans}
        self.measures = {str(measure.pk): measure for measure, _number in measures}
        self.fields["plan"] = forms.ChoiceField(
            label=_("Into which plan"),
            choices=[(pk, told(plan.title, plan.language)) for pk, plan in self.plans.items()],
        )
        self.fields["measure"] = forms.ChoiceField(
            label=_("As which measure"),
            required=False,
            choices=[
                ("", _("A new one, with the words of the promise")),
                *((str(measure.pk), f"{number} {said(measure.title)}") for measure, number in measures),
            ],
        )

    def clean_plan(self) -> Plan:
        return self.plans[self.cleaned_data["plan"]]

    def clean_measure(self) -> Measure | None:
        return self.measures.get(self.cleaned_data["measure"])


class ProgressForm(forms.Form):
    progress = forms.ChoiceField(label=_("Where it stands"), choices=Progress.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What came of it, or why not"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers of the public page see it. Why a measure is not done this year has to be said."),
    )
    reported_on = DayField(label=_("On which day"))


class ValueForm(forms.Form):
    period = forms.CharField(label=_("Period"), max_length=20, help_text=_("A year, or a half of one: 2027, 2027-2."))
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=2)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
