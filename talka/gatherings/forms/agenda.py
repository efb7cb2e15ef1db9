"""Forms of what goes with an agenda: days, lecturers, materials."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.foundation.forms import OwnerField
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.models import Audience, Gathering, Lecturer, Material
from talka.identity.models import Network


class DayForm(forms.Form):
    """What one day is called and what it should yield; afterwards also what it yielded."""

    def __init__(self, *args: Any, gathering: Gathering, over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(gathering.network.language)
        self.fields["title"] = WordingField(
            label=_("Title of the day"), languages=languages, required=False, max_length=200
        )
        self.fields["result"] = WordingField(
            label=_("What it should yield"), languages=languages, required=False, max_length=600
        )
        if over:
            self.fields["outcome"] = WordingField(
                label=_("What came of it"), languages=languages, long=True, required=False, max_length=3000
            )


class LecturerForm(forms.Form):
    """A short profile, with a portrait."""

    def __init__(self, *args: Any, network: Network, lecturer: Lecturer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language, lecturer.about)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=200)
        self.fields["about"] = WordingField(
            label=_("Short profile"),
            help_text=_("Two or three sentences: what the person does, and what they bring."),
            languages=languages,
            long=True,
            required=False,
            max_length=2000,
        )
        self.fields["owner"] = OwnerField(
            network=network,
            label=_("Organisation or group"),
            help_text=_("One of the network; otherwise write its name."),
            required=False,
            empty_label=_("None of the network"),
        )
        self.fields["comes_from"] = forms.CharField(label=_("Another organisation"), max_length=200, required=False)
        self.fields["website"] = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
        self.fields["portrait_file"] = forms.FileField(
            label=_("Another portrait") if lecturer.portrait_id else _("Portrait"),
            help_text=_("PNG, JPEG or WebP. Everybody who sees the agenda sees it."),
            required=False,
        )
        if lecturer.portrait_id:
            self.fields["no_portrait"] = forms.BooleanField(label=_("Take the portrait away"), required=False)


class MaterialForm(forms.Form):
    """A file or a link; a material that is edited keeps which of the two it is."""

    def __init__(
        self, *args: Any, gathering: Gathering, material: Material | None = None, past: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gathering, self.material = gathering, material
        languages = languages_of(gathering.network.language, material.title if material else None)
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        if material is None:
            self.fields["brought"] = forms.FileField(
                label=_("File"),
                help_text=_("A PDF, a picture, or a text, table or slides by an office program."),
                required=False,
            )
        if material is None or material.url:
            self.fields["url"] = forms.URLField(
                label=_("Or a link") if material is None else _("Link"),
                max_length=500,
                required=material is not None,
                assume_scheme="https",
            )
        self.fields["when"] = forms.ChoiceField(
            label=_("What it is for"),
            choices=[(Material.When.BEFORE, _("To prepare")), (Material.When.AFTER, _("To take home"))],
            widget=forms.RadioSelect(attrs={"class": "two"}),
            initial=Material.When.AFTER if past else Material.When.BEFORE,
        )
        self.fields["audience"] = forms.ChoiceField(
            label=_("Who sees it"),
            choices=[
                (Audience.PARTICIPANTS, _("Those who take part")),
                (Audience.EVERYBODY, _("Everybody who sees the gathering")),
                (Audience.HOSTS, _("Only the hosts")),
            ],
            widget=forms.RadioSelect,
            initial=Audience.PARTICIPANTS,
        )
        sessions = gathering.sessions.filter(whole=False).order_by("starts_at", "pk")
        self.sessions = {str(session.pk): session for session in sessions}
        if self.sessions:
            choices = [("", _("The gathering as a whole"))]
            choices += [(pk, said(session.topic)) for pk, session in self.sessions.items()]
            self.fields["session"] = forms.ChoiceField(label=_("Belongs to"), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.material is None and not self.errors and bool(data.get("brought")) == bool(data.get("url")):
            self.add_error("url", _("Bring a file, or write a link: one of the two."))
        return data

    def changes(self) -> dict[str, Any]:
        """The arguments of `edit_material`, and with the file those of `add_material`."""
        data = self.cleaned_data
        found: dict[str, Any] = {
            "title": data["title"],
            "when": data["when"],
            "audience": data["audience"],
            "session": self.sessions.get(data.get("session", "")),
        }
        if "url" in data:
            found["url"] = data["url"]
        brought = data.get("brought")
        if brought:
            found |= {"file_name": brought.name, "data": brought.read()}
        return found
