"""Forms of minutes: what was talked about, what was decided, who does what by when."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.foundation.forms import DayField, owners_to_choose
from talka.foundation.language import written_day
from talka.foundation.wording import Wording, WordingField, languages_of, said
from talka.gatherings.models import ActionItem, Audience, Gathering, Minutes
from talka.gatherings.queries import Day
from talka.gatherings.queries.minutes import sign_of
from talka.identity.models import Network
from talka.organisations.queries import member_accounts


class MinutesForm(forms.Form):
    """The whole of the minutes on one page: each session with what came of it, and what belongs to none."""

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        minutes: Minutes | None,
        days: list[Day],
        typed: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """`typed` stands in the fields instead of what is kept: what somebody wrote while others wrote there too."""
        super().__init__(*args, **kwargs)
        self.gathering, self.days = gathering, days
        languages = languages_of(gathering.network.language)
        self.fields["chair"] = forms.CharField(label=_("Who led it"), max_length=150, required=False)
        self.fields["keeper"] = forms.CharField(label=_("Who kept the minutes"), max_length=150, required=False)
        self.initial = {"chair": minutes.chair, "keeper": minutes.keeper} if minutes else {}
        for day in days:
            for session in day.sessions:
                self.fields[f"session_{session.pk}"] = WordingField(
                    label=said(session.topic), languages=languages, long=True, required=False, max_length=6000
                )
                self.initial[f"session_{session.pk}"] = session.outcome
            if len(days) > 1:
                name = f"day_{day.day.isoformat()}"
                self.fields[name] = WordingField(
                    label=_("What %(day)s yielded") % {"day": written_day(day.day, weekday=True)},
                    languages=languages,
                    long=True,
                    required=False,
                    max_length=3000,
                )
                self.initial[name] = day.about.outcome if day.about else {}
        self.fields["text"] = WordingField(
            label=_("What else was talked about") if days else _("What was talked about"),
            languages=languages,
            long=True,
            required=False,
            max_length=20_000,
        )
        self.fields["audience"] = forms.ChoiceField(
            label=_("Who reads them once they are approved"),
            help_text=_("Names of those present are shown only to those who take part."),
            choices=[
                (Audience.PARTICIPANTS, _("Those who take part")),
                (Audience.EVERYBODY, _("Everybody who sees the gathering")),
                (Audience.HOSTS, _("Only the hosts")),
            ],
            widget=forms.RadioSelect,
        )
        self.initial = {
            **self.initial,
            "text": minutes.text if minutes else {},
            "audience": minutes.audience if minutes else Audience.PARTICIPANTS,
        }
        self.fields["seen"] = forms.JSONField(widget=forms.HiddenInput, required=False)
        signs = {name: sign_of(text) for name, text in self.initial.items()}
        self.initial = {**self.initial, **(typed or {}), "seen": signs}

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """What is written on the page, in its order."""
        return [field for field in self.visible_fields() if field.name not in ("chair", "keeper")]

    @property
    def seen(self) -> dict[str, str]:
        """The signs with which the page was sent; none where somebody sends without the page."""
        given = self.cleaned_data.get("seen")
        return {str(name): str(sign) for name, sign in given.items()} if isinstance(given, dict) else {}

    def typed(self) -> dict[str, Any]:
        """Fields in which this person wrote something; the others stay as they are, whoever wrote there meanwhile."""
        signs = self.seen
        return {
            name: text
            for name, text in self.cleaned_data.items()
            if name != "seen" and (name not in signs or sign_of(text) != signs[name])
        }

    def changes(self) -> dict[str, Any]:
        """The arguments of `write_minutes`."""
        data = self.typed()
        outcomes: dict[int, Wording] = {}
        days: dict[datetime.date, Wording] = {}
        for name, words in data.items():
            if name.startswith("session_"):
                outcomes[int(name.removeprefix("session_"))] = words
            elif name.startswith("day_"):
                days[datetime.date.fromisoformat(name.removeprefix("day_"))] = words
        kept: dict[str, Any] = {name: data[name] for name in ("chair", "keeper", "text", "audience") if name in data}
        return {**kept, "outcomes": outcomes, "days": days}


class DecisionForm(forms.Form):
    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(gathering.network.language)
        self.fields["text"] = WordingField(label=_("What is decided"), languages=languages, long=True, max_length=2000)
        sessions = gathering.sessions.filter(whole=False).order_by("starts_at", "pk")
        self.sessions = {str(session.pk): session for session in sessions}
        if self.sessions:
            choices = [("", _("No session in particular"))]
            choices += [(pk, said(session.topic)) for pk, session in self.sessions.items()]
            self.fields["session"] = forms.ChoiceField(label=_("In which session"), choices=choices, required=False)

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"text": data["text"], "session": self.sessions.get(data.get("session", ""))}


class ItemForm(forms.Form):
    """Who does what by when: a member, an organisation, or somebody who came without account."""

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = gathering.network
        self.fields["text"] = WordingField(
            label=_("What is to be done"), languages=languages_of(network.language), max_length=600
        )
        self.people: dict[str, dict[str, Any]] = {}
        self.fields["who"] = forms.ChoiceField(label=_("Who does it"), choices=self._people(gathering, network))
        self.fields["due_on"] = DayField(label=_("By when"), required=False)
        self.decisions = {str(each.number): each for each in gathering.decisions.order_by("number")}
        if self.decisions:
            choices = [("", _("No decision in particular"))]
            choices += [
                (number, _("Decision %(number)s: %(text)s") % {"number": number, "text": said(each.text)[:80]})
                for number, each in self.decisions.items()
            ]
            self.fields["decision"] = forms.ChoiceField(label=_("Follows from"), choices=choices, required=False)

    def _people(self, gathering: Gathering, network: Network) -> list[Any]:
        members, organisations, others = [], [], []
        for account in member_accounts(network):
            self.people[f"a{account.pk}"] = {"account": account, "owner": None, "participant": None}
            members.append((f"a{account.pk}", str(account)))
        for owner in owners_to_choose(network):
            self.people[f"o{owner.pk}"] = {"account": None, "owner": owner, "participant": None}
            organisations.append((f"o{owner.pk}", owner.name))
        coming = gathering.sign_ups.filter(state="coming", participant__isnull=False, participant__account=None)
        for kept in coming.select_related("participant").order_by("name", "pk"):
            self.people[f"p{kept.participant_id}"] = {"account": None, "owner": None, "participant": kept.participant}
            others.append((f"p{kept.participant_id}", kept.name))
        groups = [(_("People"), members), (_("Organisations and groups"), organisations), (_("Who came"), others)]
        return [("", _("Choose one")), *[(title, found) for title, found in groups if found]]

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "text": data["text"],
            "due_on": data["due_on"],
            "decision": self.decisions.get(data.get("decision", "")),
            **self.people[data["who"]],
        }


def initial_of_item(item: ActionItem) -> dict[str, Any]:
    who = f"a{item.account_id}" if item.account_id else f"o{item.owner_id}" if item.owner_id else ""
    return {
        "text": item.text,
        "who": who or (f"p{item.participant_id}" if item.participant_id else ""),
        "due_on": item.due_on,
        "decision": str(item.decision.number) if item.decision else "",
    }


class ClosingForm(forms.Form):
    """How something agreed has ended."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"] = forms.ChoiceField(
            label=_("How it has ended"),
            choices=[("done", _("It is done")), ("dropped", _("It is dropped"))],
            widget=forms.RadioSelect(attrs={"class": "two"}),
            initial="done",
        )
        self.fields["closing"] = WordingField(
            label=_("What came of it, or why it is dropped"),
            help_text=_("Those who wait for it read this. Whatever is dropped needs a reason."),
            languages=languages_of(network.language),
            required=False,
            max_length=600,
        )


class ReopenForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Why they are opened again"), help_text=_("Stands in the records."), max_length=300
        )
