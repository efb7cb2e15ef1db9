"""What people who print and scan fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talka.consultations.models import Consultation, Door
from talka.consultations.queries import door_title
from talka.foundation.fields import UnitInput
from talka.foundation.forms import DayField
from talka.paper import rules
from talka.paper.actions.printing import MOST_AT_ONCE
from talka.paper.models import PaperLook, ScanKeeping


class PrintForm(forms.Form):
    """Which language, which paper, and whether the forms are numbered."""

    def __init__(self, *args: Any, consultation: Consultation, doors: list[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(door.pk): door for door in doors}
        names = {tag: str(name) for tag, name in settings.RESIDENT_LANGUAGES}
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=[(tag, names.get(tag, tag)) for tag in consultation.languages],
            widget=forms.RadioSelect(),
        )
        self.fields["look"] = forms.ChoiceField(
            label=_("Paper"),
            choices=PaperLook.choices,
            initial=PaperLook.A4,
            widget=forms.RadioSelect(),
            help_text=_(
                "The booklet comes on sheets of A4: print it on both sides, turned over the short edge, and fold each "
                "form in the middle. What comes back is scanned unfolded, or page by page."
            ),
        )
        self.fields["copies"] = forms.IntegerField(
            label=_("Numbered forms"),
            required=False,
            min_value=0,
            max_value=MOST_AT_ONCE,
            help_text=_(
                "With a number on each, a form that is scanned twice is found and its pages may lie in any order. "
                "Leave it empty for one form without number that you copy yourself."
            ),
        )
        if doors:
            self.fields["door"] = forms.ChoiceField(
                label=_("Handed out at"),
                required=False,
                choices=[("", _("not said")), *((key, door_title(door)) for key, door in self.by_key.items())],
            )

    def chosen_door(self) -> Door | None:
        return self.by_key.get(self.cleaned_data.get("door") or "")


ACCEPTED = ".pdf,.tif,.tiff,.jpg,.jpeg,.png,application/pdf,image/tiff,image/jpeg,image/png"


class FilesInput(forms.ClearableFileInput):
    """Several files; a phone offers its camera, too. `data-most` lets the page say before the way that it is too much."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"accept": ACCEPTED})


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given]


def limits_told() -> str:
    """What may be brought, said before it is chosen."""
    return gettext("PDF, TIFF, JPEG or PNG. At most %(most)s MB at once; more can be added afterwards.") % {
        "most": rules.largest_mb()
    }


class BringForm(forms.Form):
    """A pile of scans: the files, and where and when the forms were filled in."""

    def __init__(self, *args: Any, doors: list[Door], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(door.pk): door for door in doors}
        self.fields["files"] = FilesField(
            label=_("Scans"),
            help_text=limits_told(),
        )
        self.fields["door"] = forms.ChoiceField(
            label=_("Where the forms were handed out"),
            choices=[(key, door_title(door)) for key, door in self.by_key.items()],
            widget=forms.RadioSelect(),
        )
        self.fields["collected_on"] = DayField(label=_("On which day"), initial=today)
        self.fields["handed_out"] = forms.IntegerField(
            label=_("Forms handed out"), required=False, min_value=0, max_value=1_000_000
        )
        self.fields["double_share"] = forms.IntegerField(
            label=_("Decided by two people, %"),
            required=False,
            min_value=0,
            max_value=100,
            initial=0,
            help_text=_(
                "Of what people have to decide, so much is shown to a second person, and the agreement is told."
            ),
        )
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=300, help_text=_("Nothing that tells who answered.")
        )

    def content(self) -> dict[str, Any]:
        """What `bring_scans` takes."""
        kept = self.cleaned_data
        return {
            "door": self.by_key[kept["door"]],
            "files": kept["files"],
            "collected_on": kept["collected_on"],
            "handed_out": kept["handed_out"],
            "double_share": kept["double_share"] or 0,
            "note": kept["note"],
        }


class AddForm(forms.Form):
    """Further files for a pile."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField(label=_("Further scans"), help_text=limits_told())


class KeepingForm(forms.Form):
    """How long scans are kept, in days."""

    days = forms.IntegerField(
        label=_("Scans are kept for"),
        min_value=ScanKeeping.LEAST,
        max_value=ScanKeeping.MOST,
        widget=UnitInput(_("days")),
        help_text=_("Counted from the day on which a pile was brought."),
    )


class AsideForm(forms.Form):
    reason = forms.CharField(label=_("Why it is not counted"), max_length=300)
