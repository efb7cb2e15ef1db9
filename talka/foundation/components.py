"""The living page: every component in every state, with samples that could be real.

Public in every installation, so that whoever builds a page can see what there is; the tests look at it with axe and
take its picture.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from talka.foundation.fields import DateInput, TimeInput, UnitInput
from talka.foundation.figures import chart_words
from talka.foundation.weave import Stage, Strand
from talka.foundation.wording import WordingField
from talka.methods import charts
from talka.methods.charts.shapes import SHAPES

MOK = Strand(1, "circle", "MOK", "Miejski Ośrodek Kultury", pk=1)
TKACZ = Strand(5, "square", "Tkacz", "Ośrodek Kultury „Tkacz”", pk=2)
DOK = Strand(9, "diamond", "DOK", "Dzielnicowy Ośrodek Kultury", pk=3)
THREE = [MOK, TKACZ, DOK]
DYES = ["woad", "spruce", "heather", "walnut", "madder", "larkspur", "verdigris", "brick", "weld", "ice"]
TODAY = datetime.date(2027, 1, 21)


def _stage(title: str, start: str, end: str, **more: Any) -> Stage:
    return Stage(title, datetime.date.fromisoformat(start), datetime.date.fromisoformat(end), **more)


STAGES = [
    _stage("Workshops together", "2026-09-14", "2026-10-09", url="#weave"),
    _stage("Asking the town", "2026-10-12", "2026-11-29", words="1,307 answers", url="#weave"),
    _stage("SWOT in each centre", "2026-12-01", "2027-01-15", together=False, words="three boards", url="#weave"),
    _stage("A plan in each centre", "2027-01-18", "2027-02-26", together=False, done_by=frozenset({1}), url="#weave"),
    _stage("A plan of all three", "2027-03-01", "2027-03-19", url="#weave"),
    _stage("Final panel", "2027-04-15", "2027-04-15", url="#weave"),
]


@dataclass(frozen=True)
class SampleWeave:
    title: str
    stages: list[Stage]
    partners: list[Strand]
    today: datetime.date


def _weaves() -> list[SampleWeave]:
    ten = [Strand(n, shape, f"Org {n}", pk=n) for n, shape in enumerate(SHAPES, start=1)]
    nine = [_stage(f"Stage {n}", f"2027-0{n}-01", f"2027-0{n}-20", together=n % 3 != 2) for n in range(1, 10)]
    return [
        SampleWeave("Three partners, six stages", STAGES, THREE, TODAY),
        SampleWeave("Between two stages", STAGES, THREE, datetime.date(2026, 10, 10)),
        SampleWeave(
            "The page shows its second stage; the fourth is late",
            [
                replace(stage, current=index == 1, state="late" if index == 3 else None)
                for index, stage in enumerate(STAGES)
            ],
            THREE,
            TODAY,
        ),
        SampleWeave("Ten partners, nine stages", nine, ten, datetime.date(2027, 5, 10)),
        SampleWeave("One partner, two stages, all done", STAGES[:2], [DOK], datetime.date(2028, 1, 1)),
    ]


def _values(*shares: float, margins: tuple[float, ...] = ()) -> tuple[charts.Value, ...]:
    return tuple(charts.Value(share, margins[index] if margins else None) for index, share in enumerate(shares))


def _charts() -> dict[str, charts.Html]:
    words = chart_words()
    three = [charts.Series(one.short_name, one.dye, one.shape) for one in THREE]
    ten = [charts.Series(f"Org {n}", n, shape) for n, shape in enumerate(SHAPES, start=1)]
    few = charts.Value(None, withheld=True)
    scale = ["Not at all", "Rather not", "So-so", "Rather well", "Very well"]
    return {
        "dots": charts.dots(
            [
                charts.Row("To know earlier what is on", _values(46, 49, 44, margins=(4.3, 4.7, 5.3))),
                charts.Row("Events at weekends or later in the evening", _values(41, 38, 57, margins=(4.3, 4.6, 5.3))),
                charts.Row("A place to sit and stay, without a ticket", _values(33, 52, 47, margins=(4, 4.7, 5.3))),
                charts.Row(
                    "An easier way there and back", _values(12, 15, 38, margins=(2.8, 3.4, 5.2)), highlight=True
                ),
                charts.Row("Something for teenagers", (charts.Value(24), charts.Value(22), few)),
                charts.Row(
                    "Nothing: I come as often as I like", (charts.Value(14), charts.Value(None), charts.Value(8))
                ),
            ],
            three,
            words=words,
        ),
        "dots_one": charts.dots(
            [
                charts.Row("16 to 24", _values(31)),
                charts.Row("25 to 64", _values(44)),
                charts.Row("65 and over", (few,)),
            ],
            three[:1],
            words=words,
            sort=False,
        ),
        "dots_ten": charts.dots(
            [
                charts.Row("We lend rooms", _values(*range(10, 60, 5))),
                charts.Row("We lend people", _values(*range(60, 10, -5))),
            ],
            ten,
            words=words,
        ),
        "bars": charts.bars(
            [
                charts.Row("Poster or leaflet", _values(38, margins=(2.7,))),
                charts.Row("Somebody told me", _values(34, margins=(2.6,))),
                charts.Row("Facebook", _values(31)),
                charts.Row("Local press or radio", _values(12)),
                charts.Row("Another way", (few,)),
            ],
            words=words,
        ),
        "bars_dok": charts.bars(
            [
                charts.Row("Street", _values(135)),
                charts.Row("Online", _values(129)),
                charts.Row("At events", _values(64)),
            ],
            series=three[2],
            words=words,
            percent=False,
        ),
        "stacked": charts.stacked(
            [
                charts.Row("What is on", tuple(charts.Value(s, n=431) for s in (4, 11, 24, 41, 20))),
                charts.Row("The times", tuple(charts.Value(s, n=428) for s in (14, 27, 25, 22, 12))),
                charts.Row("The prices", tuple(charts.Value(s, n=425) for s in (6, 15, 30, 33, 16))),
                charts.Row("The people who work there", (few, few, few, few, few)),
            ],
            scale,
            words=words,
        ),
        "histogram": charts.histogram(
            [
                charts.Bin(0, 1, 61),
                charts.Bin(1, 2, 140),
                charts.Bin(2, 3, 93),
                charts.Bin(3, 5, 44),
                charts.Bin(5, 10, None, withheld=True),
            ],
            words=words,
            title="Visits in a month",
        ),
    }


class SampleForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the programme"), help_text=_("As it will stand on posters."), max_length=120
    )
    summary = WordingField(label=_("In one sentence"), languages=[("en", "English"), ("pl", "Polski")])
    about = forms.CharField(label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Choose one")), ("town", _("One town")), ("region", _("A region"))]
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[("private", _("Only we")), ("network", _("The whole network")), ("public", _("Everybody"))],
        widget=forms.RadioSelect,
        initial="private",
    )
    channels = forms.MultipleChoiceField(
        label=_("How people answer"),
        choices=[("street", _("In the street")), ("online", _("Online")), ("paper", _("On paper"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["online"],
    )
    begins = forms.DateField(label=_("First day"), widget=DateInput)
    at = forms.TimeField(label=_("Time"), widget=TimeInput, required=False)
    hours = forms.IntegerField(label=_("Length"), widget=UnitInput(_("hours")), min_value=1)
    paper = forms.FileField(label=_("Attachment"), required=False, help_text=_("PDF or a picture, at most 20 MB."))
    agreed = forms.BooleanField(label=_("All partners have agreed"), help_text=_("Their directors are told."))


def living_page(request: HttpRequest) -> HttpResponse:
    bad = SampleForm(
        {
            "bad-name": "",
            "bad-summary_0": "",
            "bad-kind": "town",
            "bad-visibility": "network",
            "bad-channels": ["online", "paper"],
            "bad-begins": "",
            "bad-hours": "0",
            "bad-about": "What was typed is kept.",
        },
        prefix="bad",
    )
    context = {
        "title": _("Components"),
        "three": THREE,
        "mok": MOK,
        "tkacz": TKACZ,
        "dok": DOK,
        "ten": [
            (Strand(number, shape, name.capitalize(), pk=number), name)
            for number, (shape, name) in enumerate(zip(SHAPES, DYES, strict=True), start=1)
        ],
        "states": ["done", "now", "todo", "half", "late"],
        "weaves": _weaves(),
        "charts": _charts(),
        "form": SampleForm(),
        "bad": bad,
        "page_of_many": Paginator(range(1307), 50).page(2),
        "sentence": {"pl": "Program współpracy i rozwoju ośrodków kultury"},
        "story": {"en": "Three centres ask the town.\n\nThey write one plan each\nand one plan of all three."},
        "today": TODAY,
        "evening": datetime.datetime(2027, 1, 28, 10, 0, tzinfo=datetime.UTC),
        "dates": [datetime.date(2027, 1, 28), datetime.date(2027, 4, 15)],
    }
    return render(request, "page/living/components.html", context)


def living_questionnaire(request: HttpRequest) -> HttpResponse:
    """The look of the answer page, one question at a time on a phone; nothing here can be sent."""
    return render(request, "page/living/questionnaire.html", {"three": THREE})
