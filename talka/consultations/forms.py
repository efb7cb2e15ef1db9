"""What people who ask fill in. Rules of the work stand in the actions; here input is only read."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from talka.consultations.languages import language_name
from talka.consultations.models import Batch, Channel, Consultation, Door, Question, QuestionKind, QuestionSection
from talka.consultations.queries import door_title
from talka.foundation.access import Viewer
from talka.foundation.fields import DateInput
from talka.foundation.owners.models import Owner, OwnerKind, Visibility
from talka.foundation.wording import WordingField
from talka.gatherings.models import Gathering
from talka.programmes.models import Programme, Stage

BLANK_CHOICES = 3


def languages_offered() -> list[tuple[str, str]]:
    return [(tag, str(name)) for tag, name in settings.RESIDENT_LANGUAGES]


def pairs(tags: list[str]) -> list[tuple[str, str]]:
    return [(tag, language_name(tag)) for tag in tags]


# More choices than any question has; a page that claims more is not believed.
MOST_ROWS = 200


class ConsultationForm(forms.Form):
    """Making a consultation, and what is said about it later. `owners` are those for whom this person may ask."""

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        owners: "list[Owner]",
        programmes: "list[Programme]",
        languages: list[str],
        making: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = pairs(languages)
        self.fields["title"] = WordingField(
            label=_("Title, as a question to residents"), languages=shown, max_length=200
        )
        if making:
            self.fields["owner"] = forms.ModelChoiceField(
                label=_("Who asks"),
                queryset=Owner.objects.filter(pk__in=[owner.pk for owner in owners]),
                empty_label=None,
            )
        stages = Stage.objects.filter(programme__in=programmes).select_related("programme")
        self.fields["programme"] = forms.ModelChoiceField(
            label=_("Programme"),
            queryset=Programme.objects.filter(pk__in=[programme.pk for programme in programmes]),
            required=False,
            empty_label=_("none"),
        )
        self.fields["stage"] = StageField(
            label=_("Stage of the programme"), queryset=stages, required=False, empty_label=_("none")
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages of the questionnaire"),
            help_text=_("The first is shown where a text is missing in another."),
            choices=languages_offered(),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
        )
        if making:
            return
        self.fields["intro"] = WordingField(
            label=_("What it is for, in two sentences"), languages=shown, long=True, max_length=600, required=False
        )
        self.fields["privacy"] = WordingField(
            label=_("What happens with the answers"),
            help_text=_("Stands beside the button that sends them."),
            languages=shown,
            long=True,
            max_length=1500,
            required=False,
        )
        self.fields["thanks"] = WordingField(
            label=_("What to say after an answer"), languages=shown, long=True, max_length=600, required=False
        )
        self.fields["contact"] = forms.EmailField(
            label=_("Who answers questions about it"),
            required=False,
            help_text=_("An e-mail address; residents see it."),
        )
        self.fields["opens_on"] = forms.DateField(label=_("First day"), required=False, widget=DateInput())
        self.fields["closes_on"] = forms.DateField(label=_("Last day"), required=False, widget=DateInput())
        self.fields["target"] = forms.IntegerField(
            label=_("Answers hoped for, all together"), required=False, min_value=1, max_value=10_000_000
        )
        self.fields["sample"] = forms.ChoiceField(
            label=_("How respondents come"),
            choices=Consultation.SampleKind.choices,
            widget=forms.RadioSelect(),
            help_text=_("Decides whether results may speak for everybody, and is said beside them."),
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who finds it in lists"), choices=Visibility.choices, widget=forms.RadioSelect()
        )


class StageField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none at run time
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.programme}: {obj}"


class SubjectsForm(forms.Form):
    """Which organisations it is about; their order is that of the network's list."""

    def __init__(self, *args: Any, network_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"] = forms.ModelMultipleChoiceField(
            label=_("Organisations that it is about"),
            help_text=_("A section that repeats is asked for each of them that the respondent knows."),
            queryset=Owner.objects.filter(network_id=network_id).exclude(kind=OwnerKind.PARTNERSHIP),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
        )


class SectionForm(forms.Form):
    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = pairs(languages)
        self.fields["title"] = WordingField(
            label=_("Title"),
            languages=shown,
            max_length=200,
            required=False,
            help_text=_("Write {name} where the organisation’s short name should stand, if the section repeats."),
        )
        self.fields["about"] = WordingField(
            label=_("A line before the questions"), languages=shown, max_length=400, required=False
        )
        self.fields["repeats"] = forms.BooleanField(
            label=_("Repeat for each organisation that the respondent knows"), required=False
        )

    @classmethod
    def initial_of(cls, section: QuestionSection) -> dict[str, Any]:
        return {"title": section.title, "about": section.about, "repeats": section.repeats}


class QuestionForm(forms.Form):
    """One question with its choices; a choice is a row of texts, a row left empty is no choice."""

    kind = forms.ChoiceField(label=_("Kind"), choices=QuestionKind.choices)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    most_choices = forms.IntegerField(
        label=_("At most so many choices"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("For several choices."),
    )
    dont_know = forms.BooleanField(label=_("Offer “I don’t know”"), required=False, help_text=_("For a scale."))
    least = forms.DecimalField(label=_("Least number"), required=False)
    most = forms.DecimalField(label=_("Greatest number"), required=False)
    decimals = forms.BooleanField(label=_("Decimals are allowed"), required=False)
    longest = forms.IntegerField(
        label=_("At most so many characters"), required=False, min_value=10, max_value=5000, help_text=_("For texts.")
    )
    key = forms.SlugField(
        label=_("Short key for tables"),
        required=False,
        max_length=40,
        help_text=_("Ties answers of several versions together. Left empty, it is made from the question."),
    )

    def __init__(
        self, *args: Any, languages: list[str], options: list[dict[str, Any]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = pairs(languages)
        self.fields["text"] = WordingField(label=_("Question"), languages=self.shown, max_length=400)
        self.fields["hint"] = WordingField(label=_("Hint"), languages=self.shown, max_length=400, required=False)
        self.fields["unit"] = WordingField(
            label=_("Unit"), languages=self.shown, max_length=40, required=False, help_text=_("For a number.")
        )
        self.fields["kind"].widget = forms.Select(choices=QuestionKind.choices)
        self.order_fields(["text", "hint", "kind", "required"])
        self.rows = self._rows(options or [])

    def _rows(self, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of choices as they are to be shown: what was typed, else what stands, then empty ones."""
        if self.is_bound:
            written = str(self.data.get("rows", ""))
            number = min(int(written), MOST_ROWS) if written.isdecimal() and len(written) < 10 else 0
            rows = [
                {
                    "key": self.data.get(f"option-{n}-key", ""),
                    "order": self.data.get(f"option-{n}-order", ""),
                    "text": {tag: self.data.get(f"option-{n}-{tag}", "") for tag, _name in self.shown},
                }
                for n in range(number)
            ]
        else:
            rows = [
                {"key": option["key"], "order": n, "text": dict(option["text"])} for n, option in enumerate(options, 1)
            ]
            rows += [
                {"key": "", "order": len(rows) + n, "text": {}}
                for n in range(1, BLANK_CHOICES + (0 if rows else 2) + 1)
            ]
        for n, row in enumerate(rows):
            row["number"] = n
            row["cells"] = [(tag, name, row["text"].get(tag, "")) for tag, name in self.shown]
        return rows

    def options(self) -> list[dict[str, Any]]:
        """The filled rows in the order that their numbers say."""

        def place(row: dict[str, Any]) -> tuple[float, int]:
            order = str(row["order"]).replace(",", ".")
            try:
                return float(order), int(row["number"])
            except ValueError:
                return float("inf"), int(row["number"])

        filled = [row for row in self.rows if any(text.strip() for text in row["text"].values())]
        return [
            {"key": row["key"], "text": {tag: text.strip()[:300] for tag, text in row["text"].items() if text.strip()}}
            for row in sorted(filled, key=place)
        ]

    def options_with(self, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The same, keeping texts in languages that the form did not show."""
        shown = {tag for tag, _name in self.shown}
        old = {option["key"]: option["text"] for option in before}
        return [
            {
                "key": option["key"],
                "text": {
                    **{tag: text for tag, text in old.get(option["key"], {}).items() if tag not in shown},
                    **option["text"],
                },
            }
            for option in self.options()
        ]

    def add_rows(self) -> None:
        """More empty rows under what was typed, without a script."""
        for n in range(len(self.rows), len(self.rows) + BLANK_CHOICES):
            row = {"key": "", "order": n + 1, "text": {}, "number": n}
            row["cells"] = [(tag, name, "") for tag, name in self.shown]
            self.rows.append(row)

    def limits(self) -> dict[str, Any]:
        """Only what belongs to the chosen kind."""
        data, kind = self.cleaned_data, self.cleaned_data["kind"]
        limits: dict[str, Any] = {}
        if kind == QuestionKind.MULTIPLE and data["most_choices"]:
            limits["most_choices"] = data["most_choices"]
        if kind == QuestionKind.SCALE and data["dont_know"]:
            limits["dont_know"] = True
        if kind == QuestionKind.NUMBER:
            for name in ("least", "most"):
                if data[name] is not None:
                    limits[name] = int(data[name]) if data[name] == int(data[name]) else float(data[name])
            if data["decimals"]:
                limits["decimals"] = True
            if data["unit"]:
                limits["unit"] = data["unit"]
        if kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT} and data["longest"]:
            limits["longest"] = data["longest"]
        return limits

    @classmethod
    def initial_of(cls, question: Question) -> dict[str, Any]:
        limits = question.limits
        return {
            "kind": question.kind,
            "key": question.key,
            "text": question.text,
            "hint": question.hint,
            "required": question.required,
            "unit": limits.get("unit", {}),
            **{
                name: limits.get(name) for name in ("most_choices", "dont_know", "least", "most", "decimals", "longest")
            },
        }


class PublishForm(forms.Form):
    reason = forms.CharField(
        label=_("What is new in this version"),
        required=False,
        max_length=300,
        help_text=_("One line for those who read the versions later."),
    )


class DoorForm(forms.Form):
    """A new door, or what is said of one that stands; its way cannot change once answers may have come."""

    def __init__(self, *args: Any, consultation: Consultation, making: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if making:
            self.fields["channel"] = forms.ChoiceField(
                label=_("Way"), choices=Channel.choices, widget=forms.RadioSelect(attrs={"class": "two"})
            )
        self.fields["collector"] = forms.ModelChoiceField(
            label=_("Who collects here"),
            help_text=_(
                "Where an answer is collected is not what it is about: everybody may answer about every organisation."
            ),
            queryset=Owner.objects.filter(network_id=consultation.network_id).exclude(kind=OwnerKind.PARTNERSHIP),
            required=False,
            empty_label=_("nobody in particular"),
        )
        self.fields["place"] = forms.CharField(
            label=_("Collecting point"), required=False, max_length=200, help_text=_("A square, a market, a library.")
        )
        self.fields["event"] = forms.ModelChoiceField(
            label=_("Event"),
            queryset=Gathering.objects.filter(network_id=consultation.network_id, programme=consultation.programme)
            if consultation.programme_id
            else Gathering.objects.filter(network_id=consultation.network_id, owner_id=consultation.owner_id),
            required=False,
            empty_label=_("none"),
        )
        self.fields["target"] = forms.IntegerField(
            label=_("Answers hoped for"), required=False, min_value=1, max_value=10_000_000
        )

    @classmethod
    def initial_of(cls, door: Door) -> dict[str, Any]:
        return {"collector": door.collector_id, "place": door.place, "event": door.event_id, "target": door.target}


class BatchForm(forms.Form):
    """Begin a pile."""

    def __init__(self, *args: Any, doors: list[Door], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doors = {str(door.pk): door for door in doors}
        self.fields["door"] = forms.ChoiceField(
            label=_("Where the answers were given"),
            choices=[(key, f"{Channel(door.channel).label}: {door_title(door)}") for key, door in self.doors.items()],
            widget=forms.RadioSelect(),
        )
        self.fields["collected_on"] = forms.DateField(label=_("On which day"), initial=today, widget=DateInput())
        self.fields["handed_out"] = forms.IntegerField(
            label=_("Forms handed out"),
            required=False,
            min_value=0,
            max_value=1_000_000,
            help_text=_("Compared with what was typed in when you close the batch."),
        )
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=300, help_text=_("Nothing that tells who answered.")
        )

    def chosen_door(self) -> Door:
        return self.doors[self.cleaned_data["door"]]


class CloseBatchForm(forms.Form):
    handed_out = forms.IntegerField(label=_("Forms handed out"), required=False, min_value=0, max_value=1_000_000)

    @classmethod
    def initial_of(cls, batch: Batch) -> dict[str, Any]:
        return {"handed_out": batch.handed_out}


class ReopenForm(forms.Form):
    closes_on = forms.DateField(label=_("New last day"), required=False, widget=DateInput())
