"""What a member of the network says of itself, and its mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talka.foundation.forms import owners_to_choose
from talka.foundation.owners.models import Owner, OwnerKind, Shape
from talka.foundation.wording import WordingField, languages_of
from talka.identity.models import Network
from talka.organisations.dyes import DYES, free_pair
from talka.organisations.models import Locality, Profile, ProfileKind, Sector


class MarkChoice(forms.RadioSelect):
    """Dyes or shapes to choose from, each drawn and named."""

    template_name = "organisations/fields/marks.html"
    is_group = True

    def __init__(self, draws: str, *args: Any, **kwargs: Any) -> None:
        self.draws = draws
        super().__init__(*args, **kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        marks = []
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                chosen = option["value"]
                mark = Owner(
                    dye=int(chosen) if self.draws == "dye" else 1,
                    shape=chosen if self.draws == "shape" else Shape.CIRCLE,
                )
                marks.append({"option": option, "mark": mark})
        context["widget"]["marks"] = marks
        context["widget"]["draws"] = self.draws
        return context


class LocalityChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameter at run time
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.part_of}" if obj.part_of else str(obj.name)


class ProfileForm(forms.Form):
    """Adding and editing share it; `mark_only_hint` names the pairs that are taken."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=24,
        help_text=_("As colleagues say it, such as MOK. It stands beside the mark on charts and plans."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose one")), *ProfileKind.choices],
        help_text=_("A local group joins people of several sectors; an artist takes part alone."),
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    dye = forms.TypedChoiceField(label=_("Colour"), choices=list(DYES.items()), coerce=int, widget=MarkChoice("dye"))
    shape = forms.ChoiceField(
        label=_("Shape"),
        choices=Shape.choices,
        widget=MarkChoice("shape"),
        help_text=_("Colour and shape together belong to one member of the network only."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Everybody can read it: a shared address, not a person’s.")
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    inner_private = forms.BooleanField(
        label=_("Keep needs and challenges to ourselves"),
        required=False,
        initial=True,
        help_text=_("Then only your own people read them, coordinators included who are not yours."),
    )

    TEXTS = (
        ("about", _("In a few sentences"), _("Who you are and for whom you work.")),
        ("offers", _("What we offer"), _("People, skills, spaces, equipment, trainings: one a line.")),
        ("strengths", _("Strengths"), _("What you do well. One a line.")),
        ("values", _("Values"), _("What you will not give up in working together.")),
        ("seeks", _("What we seek"), _("What you would borrow, learn or do with others. One a line.")),
        ("needs", _("Needs"), _("What you lack to do your work well.")),
        ("challenges", _("Challenges"), _("What stands in the way.")),
    )

    def __init__(self, *args: Any, network: Network, profile: Profile | None = None, **kwargs: Any) -> None:
        self.profile = profile
        if profile is not None:
            kwargs["initial"] = self.standing(profile)
        super().__init__(*args, **kwargs)
        self.fields["locality"] = LocalityChoice(
            Locality.objects.filter(network=network).order_by("name", "part_of"),
            label=_("Locality"),
            required=False,
            empty_label=_("None"),
        )
        for name, label, hint in self.TEXTS:
            languages = languages_of(network.language, getattr(profile, name, None))
            self.fields[name] = WordingField(
                label=label, help_text=hint, languages=languages, long=True, required=False
            )
        if profile is None:
            free = free_pair(network)
            if free:
                self.initial.setdefault("dye", free[0])
                self.initial.setdefault("shape", free[1])
        held = owners_to_choose(network).exclude(kind=OwnerKind.PARTNERSHIP)
        if profile is not None:
            held = held.exclude(pk=profile.owner_id)
        self.held = list(held.order_by("pk")[:100])

    @staticmethod
    def standing(profile: Profile) -> dict[str, Any]:
        owner = profile.owner
        standing: dict[str, Any] = {name: getattr(owner, name) for name in ("name", "short_name", "dye", "shape")}
        for name in ("kind", "sector", "address", "email", "phone", "website", "inner_private"):
            standing[name] = getattr(profile, name)
        standing["locality"] = profile.locality_id
        for name, _label, _hint in ProfileForm.TEXTS:
            standing[name] = getattr(profile, name)
        return standing


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the partnership"), max_length=200, help_text=_("For instance: Three culture centres.")
    )
    short_name = forms.CharField(label=_("Short name"), max_length=24)
    members = forms.ModelMultipleChoiceField(
        Owner.objects.none(),
        label=_("Who belongs to it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two. Their people act for the partnership."),
    )

    def __init__(self, *args: Any, network: Network, profile: Profile | None = None, **kwargs: Any) -> None:
        if profile is not None:
            kwargs["initial"] = {
                "name": profile.owner.name,
                "short_name": profile.owner.short_name,
                "about": profile.about,
                "members": list(profile.owner.partners.values_list("member_id", flat=True)),
            }
        super().__init__(*args, **kwargs)
        members = self.fields["members"]
        assert isinstance(members, forms.ModelMultipleChoiceField)
        members.queryset = owners_to_choose(network).exclude(kind=OwnerKind.PARTNERSHIP)
        self.fields["about"] = WordingField(
            label=_("In a few sentences"),
            languages=languages_of(network.language, profile.about if profile else None),
            long=True,
            required=False,
        )


class DirectoryForm(forms.Form):
    """The filters over the directory; what cannot be understood counts as not asked."""

    words = forms.CharField(
        label=_("Words"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    locality = forms.ChoiceField(label=_("Locality"), required=False)

    def __init__(
        self,
        *args: Any,
        kinds: list[str],
        sectors: list[tuple[str, str]],
        places: list[Locality],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(ProfileKind.choices)
        for name, choices in (
            ("kind", [(kind, labels.get(kind, kind)) for kind in kinds]),
            ("sector", sectors),
            ("locality", [(place.slug, place.name) for place in places]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]
