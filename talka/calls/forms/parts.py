"""The parts of a call, one form for all of them: each part says what it asks and what it makes of the answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Protocol

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.calls.models import ApplicantKind
from talka.calls.terms import Condition, Criterion, NeededFile, Question, Quota
from talka.foundation.wording import WordingField, WordingForm, languages_of
from talka.identity.models import Network
from talka.organisations.models import Sector
from talka.organisations.queries import localities

Data = dict[str, Any]
# Which field holds the values that a rule is about.
NAMED = {Condition.KIND: "kinds", Condition.SECTOR: "sectors", Condition.LOCALITY: "localities"}
NUMBERED = (Condition.AT_LEAST, Condition.AT_MOST)


class Part(Protocol):
    """One kind of part: `item` is what stands, None where a new one is written."""

    @property
    def title(self) -> str: ...

    def fields(self) -> dict[str, forms.Field]: ...

    def initial(self) -> Data: ...

    def complaints(self, data: Data) -> Iterator[tuple[str, str]]:
        """Field and words for everything that does not go together."""
        ...

    def made(self, data: Data) -> Any:
        """The item that these answers mean, for `actions.put_part`."""
        ...


class PartForm(WordingForm):
    def __init__(self, *args: Any, part: Part, network: Network, **kwargs: Any) -> None:
        languages = languages_of(network.language)
        super().__init__(*args, languages=languages, initial=part.initial(), **kwargs)
        self.part = part
        self.fields.update(part.fields())
        self.ask_in(languages)

    def clean(self) -> Data:
        data = super().clean() or {}
        for field, words in self.part.complaints(data):
            self.add_error(field, words)
        return data

    def made(self) -> Any:
        return self.part.made(self.cleaned_data)


def standing(item: Any) -> Data:
    """What an item says, for the fields of the same names."""
    return {} if item is None else {each.name: getattr(item, each.name) for each in fields(item) if each.name != "key"}


def nothing(_data: Data) -> Iterator[tuple[str, str]]:
    return iter(())


def key_of(item: Any) -> str:
    return "" if item is None else str(item.key)


@dataclass(frozen=True)
class CriterionPart:
    """What reviewers judge, with a sentence for each mark."""

    network: Network
    item: Criterion | None

    @property
    def title(self) -> str:
        return _("A criterion")

    @property
    def scale(self) -> Criterion:
        return self.item or Criterion()

    def fields(self) -> dict[str, forms.Field]:
        return {
            "title": WordingField(label=_("Criterion"), max_length=120),
            "about": WordingField(label=_("What reviewers look at"), required=False, max_length=600),
            "weight": forms.IntegerField(
                label=_("Weight"),
                help_text=_("Against the other criteria: 3 counts three times as much as 1."),
                min_value=1,
                max_value=1000,
                initial=1,
            ),
            "may_not_apply": forms.BooleanField(
                label=_("A reviewer may say that it does not apply"),
                help_text=_("It is then left out together with its weight, and never counts as nought."),
                required=False,
            ),
            **{
                f"anchor_{mark}": WordingField(
                    label=_("%(mark)s means") % {"mark": mark}, required=False, max_length=300
                )
                for mark in self.scale.marks
            },
        }

    def initial(self) -> Data:
        return {**standing(self.item), **{f"anchor_{mark}": words for mark, words in self.scale.anchors.items()}}

    complaints = staticmethod(nothing)

    def made(self, data: Data) -> Criterion:
        return Criterion(
            key=key_of(self.item),
            lowest=self.scale.lowest,
            highest=self.scale.highest,
            anchors={str(mark): data[f"anchor_{mark}"] for mark in self.scale.marks if data[f"anchor_{mark}"]},
            **{name: data[name] for name in ("title", "about", "weight", "may_not_apply")},
        )


def groups_of(network: Network) -> dict[str, list[tuple[str, str]]]:
    """The kinds of applicants, the sectors and the localities that a rule or a quota can name."""
    return {
        Condition.KIND: [(each.value, capfirst(str(each.label))) for each in ApplicantKind],
        Condition.SECTOR: [(each.value, capfirst(str(each.label))) for each in Sector],
        Condition.LOCALITY: [(each.slug, each.name) for each in localities(network)],
    }


@dataclass(frozen=True)
class ConditionPart:
    """A rule of eligibility that the program checks."""

    network: Network
    item: Condition | None

    @property
    def title(self) -> str:
        return _("A condition")

    def fields(self) -> dict[str, forms.Field]:
        kinds = [
            (Condition.YES, _("The applicant confirms a statement")),
            (Condition.KIND, _("The kind of applicant is one of these")),
            (Condition.SECTOR, _("The sector is one of these")),
            (Condition.LOCALITY, _("The applicant is at home in one of these localities")),
            (Condition.AT_LEAST, _("A number that the applicant gives is at least")),
            (Condition.AT_MOST, _("A number that the applicant gives is at most")),
        ]
        return {
            "kind": forms.ChoiceField(label=_("Rule"), choices=kinds, widget=forms.RadioSelect),
            "words": WordingField(
                label=_("In words"),
                help_text=_("“We are at least five people of three sectors.” For a number: what is counted."),
                required=False,
                max_length=300,
            ),
            **{NAMED[group]: self.one_of(values) for group, values in groups_of(self.network).items() if values},
            "number": forms.IntegerField(label=_("Number"), required=False, help_text=_("For at least and at most.")),
        }

    def one_of(self, values: list[tuple[str, str]]) -> forms.Field:
        return forms.MultipleChoiceField(
            label=_("One of these"),
            choices=values,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
        )

    def initial(self) -> Data:
        named = NAMED.get(self.item.kind) if self.item else None
        return {**standing(self.item), **({named: list(self.item.values)} if named and self.item else {})}

    def complaints(self, data: Data) -> Iterator[tuple[str, str]]:
        kind = data.get("kind", "")
        if kind in NAMED and not self.chosen(data):
            yield NAMED[kind] if NAMED[kind] in data else "kind", _("Choose at least one.")
        if kind and kind not in NAMED and not data.get("words"):
            yield "words", _("Write what the applicant confirms or counts.")
        if kind in NUMBERED and data.get("number") is None:
            yield "number", _("Write the number that is the bound.")

    def chosen(self, data: Data) -> tuple[str, ...]:
        """The values that the rule is about; others that are ticked do not count."""
        return tuple(data.get(NAMED.get(data.get("kind", ""), ""), ()))

    def made(self, data: Data) -> Condition:
        return Condition(
            key=key_of(self.item),
            kind=data["kind"],
            words=data["words"],
            values=self.chosen(data),
            number=data["number"] if data["kind"] in NUMBERED else None,
        )


@dataclass(frozen=True)
class QuestionPart:
    """What the application asks."""

    network: Network
    item: Question | None

    @property
    def title(self) -> str:
        return _("A question")

    def fields(self) -> dict[str, forms.Field]:
        return {
            "words": WordingField(label=_("Question"), max_length=300),
            "hint": WordingField(label=_("Hint"), required=False, max_length=600),
            "most": forms.IntegerField(
                label=_("Longest answer, in characters"), min_value=50, max_value=20_000, initial=2000
            ),
            "required": forms.BooleanField(label=_("Must be answered"), required=False, initial=True),
        }

    def initial(self) -> Data:
        return standing(self.item)

    complaints = staticmethod(nothing)

    def made(self, data: Data) -> Question:
        return Question(key=key_of(self.item), **data)


@dataclass(frozen=True)
class FilePart:
    """An attachment that is needed or welcome."""

    network: Network
    item: NeededFile | None

    @property
    def title(self) -> str:
        return _("An attachment")

    def fields(self) -> dict[str, forms.Field]:
        return {
            "words": WordingField(label=_("Attachment"), help_text=_("A PDF or a picture."), max_length=200),
            "required": forms.BooleanField(label=_("Needed to apply"), required=False, initial=True),
            "for_reviewers": forms.BooleanField(
                label=_("Reviewers of a blind call may see it"),
                help_text=_("Leave this off where it names people or the organisation."),
                required=False,
                initial=True,
            ),
        }

    def initial(self) -> Data:
        return standing(self.item)

    complaints = staticmethod(nothing)

    def made(self, data: Data) -> NeededFile:
        return NeededFile(key=key_of(self.item), **data)


@dataclass(frozen=True)
class QuotaPart:
    """How many of one group may or must be selected."""

    network: Network
    item: Quota | None

    @property
    def title(self) -> str:
        return _("A quota")

    def fields(self) -> dict[str, forms.Field]:
        counties = sorted({each.part_of for each in localities(self.network) if each.part_of})
        named = groups_of(self.network)
        groups = [
            ("county:", _("Each county or region by itself")),
            ("locality:", _("Each locality by itself")),
            ("sector:", _("Each sector by itself")),
            ("kind:", _("Each kind of applicant by itself")),
            (_("County or region"), [(f"county:{each}", each) for each in counties]),
            (_("Locality"), [(f"locality:{value}", words) for value, words in named[Condition.LOCALITY]]),
            (_("Sector"), [(f"sector:{value}", words) for value, words in named[Condition.SECTOR]]),
            (_("Kind"), [(f"kind:{value}", words) for value, words in named[Condition.KIND]]),
        ]
        return {
            "group": forms.ChoiceField(label=_("Of whom"), choices=groups),
            "at_most": forms.IntegerField(label=_("At most"), min_value=1, required=False),
            "at_least": forms.IntegerField(label=_("At least"), min_value=1, required=False),
        }

    def initial(self) -> Data:
        group = {"group": f"{self.item.attribute}:{self.item.group}"} if self.item else {}
        return {**standing(self.item), **group}

    def complaints(self, data: Data) -> Iterator[tuple[str, str]]:
        most, least = data.get("at_most"), data.get("at_least")
        if most is None and least is None:
            yield "at_most", _("Give a largest or a smallest number.")
        if most is not None and least is not None and least > most:
            yield "at_least", _("The smallest number is above the largest.")
        if least is not None and str(data.get("group", "")).endswith(":"):
            yield "at_least", _("A smallest number is for one group; choose which.")

    def made(self, data: Data) -> Quota:
        attribute, _colon, group = data["group"].partition(":")
        return Quota(
            key=key_of(self.item),
            attribute=attribute,
            group=group,
            at_most=data["at_most"],
            at_least=data["at_least"],
        )


PARTS: dict[str, Callable[[Network, Any], Part]] = {
    "criteria": CriterionPart,
    "conditions": ConditionPart,
    "questions": QuestionPart,
    "files": FilePart,
    "quotas": QuotaPart,
}
