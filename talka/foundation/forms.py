"""What forms of every room share: carrying out an action, and fields for days, times and owners."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.access import Refusal
from talka.foundation.fields import DateInput, TimeInput
from talka.foundation.owners.models import Owner, OwnerKind
from talka.identity.models import Network

Made = TypeVar("Made")


def carried_out(form: forms.BaseForm, act: Callable[[], Made]) -> Made | None:
    """Run an action if the form holds. None, with the reason at its field, where the form or a rule refuses.

    stage = carried_out(form, lambda: actions.add_stage(acting_user=..., **form.cleaned_data))
    if stage is not None:
        return redirect(...)
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.message)
        return None


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even if it is empty, and nothing where the page is only read."""
    return request.POST if request.method == "POST" else None


class DayField(forms.DateField):
    """A day, typed or picked in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateInput())
        super().__init__(**kwargs)


class TimeField(forms.TimeField):
    """A time of day in the network's time zone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TimeInput())
        super().__init__(**kwargs)


def moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """The moment that a day and a time mean where the network is."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def owners_to_choose(network: Network, only: frozenset[int] | None = None) -> "QuerySet[Owner]":
    """Owners of a network by name; with `only`, those among these ids."""
    found = Owner.objects.filter(network=network)
    if only is not None:
        found = found.filter(pk__in=only)
    return found.order_by("name")


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no parameter at run time
    """One organisation, group, partnership or single member of a network."""

    def __init__(self, *, network: Network, only: frozenset[int] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose one"))
        super().__init__(owners_to_choose(network, only), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        if obj.kind == OwnerKind.PARTNERSHIP:
            return f"{obj.name} ({obj.get_kind_display()})"
        return str(obj.name)
