"""Controls that Django does not have."""

from typing import Any

from django import forms


class UnitInput(forms.NumberInput):
    """A number with its unit beside it: hours, people, zł."""

    template_name = "page/fields/unit.html"

    def __init__(self, unit: Any, attrs: dict[str, Any] | None = None) -> None:
        self.unit = unit
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class DateInput(forms.DateInput):
    """The browser's own calendar. Its value is always written year first, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """Day and time in one control, in the network's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
