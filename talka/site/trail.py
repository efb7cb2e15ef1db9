"""Filters and days of the audit page."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.models import AuditRecord
from talka.foundation.audit.sentences import kind_name
from talka.foundation.forms import DayField


class FilterForm(forms.Form):
    """Who, what kind of thing, and the days from and to; what cannot be understood counts as not asked."""

    who = forms.CharField(
        label=_("Person"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, records: "QuerySet[AuditRecord]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = records.order_by().values_list("kind", flat=True).distinct()
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        named = sorted(((kind, kind_name(kind)) for kind in kinds), key=lambda pair: pair[1].casefold())
        field.choices = [("", _("Everything")), *named]

    @property
    def asked(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def filtered(records: "QuerySet[AuditRecord]", form: FilterForm) -> "QuerySet[AuditRecord]":
    asked = form.asked
    if "who" in asked:
        records = records.filter(account_name__icontains=asked["who"])
    if "kind" in asked:
        records = records.filter(kind=asked["kind"])
    if "since" in asked:
        records = records.filter(at__gte=_midnight(asked["since"]))
    if "until" in asked:
        records = records.filter(at__lt=_midnight(asked["until"] + datetime.timedelta(days=1)))
    return records


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


Told = tuple[AuditRecord, str]


def by_day(told: Iterable[Told]) -> list[tuple[datetime.date, list[Told]]]:
    """Records with their sentences, gathered by the day in the network's time zone, in the order they come."""
    days: dict[datetime.date, list[Told]] = {}
    for record, words in told:
        days.setdefault(timezone.localdate(record.at), []).append((record, words))
    return list(days.items())
