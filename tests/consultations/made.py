"""A network with two organisations and a consultation about both, made by the room's own actions."""

import uuid
from dataclasses import dataclass
from typing import Any

from talka.consultations import actions
from talka.consultations.models import Consultation, Door
from talka.foundation.owners.models import Owner, OwnerKind
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole

STEPS = [
    {"key": "1", "text": {"en": "Not at all", "pl": "Wcale"}},
    {"key": "2", "text": {"en": "So-so", "pl": "Tak sobie"}},
    {"key": "3", "text": {"en": "Very well", "pl": "Bardzo"}},
]


@dataclass
class Made:
    network: Network
    coordinator: Account
    mok: Owner
    tkacz: Owner
    consultation: Consultation
    online: Door
    paper: Door


def make_questions(consultation: Consultation, owners: list[Owner]) -> None:
    actions.set_subjects(acting_user=None, consultation=consultation, owners=owners)
    first = actions.add_section(acting_user=None, consultation=consultation, title={"en": "You", "pl": "O Panu/Pani"})
    actions.add_question(
        acting_user=None,
        section=first,
        kind="known",
        key="known",
        text={"en": "Which of them do you know?", "pl": "Które z nich Pan/Pani zna?"},
        required=True,
    )
    actions.add_question(
        acting_user=None,
        section=first,
        kind="multiple",
        key="more_often",
        text={
            "en": "What would make you come more often?",
            "pl": "Co sprawiłoby, że przychodził(a)by Pan/Pani częściej?",
        },
        options=[
            {"text": {"en": "Weekends", "pl": "Weekendy"}},
            {"text": {"en": "Cheaper entry", "pl": "Tańszy wstęp"}},
            {"text": {"en": "A bus after 20.00", "pl": "Autobus po 20.00"}},
        ],
        limits={"most_choices": 2},
    )
    block = actions.add_section(
        acting_user=None,
        consultation=consultation,
        title={"en": "How well does {name} suit you?", "pl": "Jak bardzo odpowiada Panu/Pani {name}?"},
        repeats=True,
    )
    for key, en, pl in (("programme", "What is on", "Program"), ("times", "The times", "Godziny")):
        actions.add_question(
            acting_user=None,
            section=block,
            kind="scale",
            key=key,
            text={"en": en, "pl": pl},
            options=STEPS,
            limits={"dont_know": True},
            required=key == "programme",
        )
    last = actions.add_section(acting_user=None, consultation=consultation, title={"en": "Last", "pl": "Na koniec"})
    actions.add_question(
        acting_user=None,
        section=last,
        kind="single",
        key="age",
        text={"en": "How old are you?", "pl": "Ile ma Pan/Pani lat?"},
        options=[
            {"key": "young", "text": {"en": "Under 30", "pl": "Poniżej 30"}},
            {"key": "older", "text": {"en": "30 or more", "pl": "30 lub więcej"}},
        ],
    )
    actions.add_question(
        acting_user=None,
        section=last,
        kind="number",
        key="visits",
        text={"en": "How many times did you come this year?", "pl": "Ile razy w tym roku?"},
        limits={"least": 0, "most": 400},
    )
    actions.add_question(
        acting_user=None,
        section=last,
        kind="long_text",
        key="missing",
        text={"en": "What is missing in your part of town?", "pl": "Czego brakuje w Pana/Pani części miasta?"},
        hint={"en": "In your own words.", "pl": "Własnymi słowami."},
        limits={"longest": 400},
    )


def make(publish: bool = True, slug: str = "weavers-town") -> Made:
    network = Network.objects.create(name="Weavers’ Town", slug=slug, language="pl")
    coordinator = Account.objects.create_user(f"anna@{slug}.example", name="Anna Nowak")
    NetworkMembership.objects.create(network=network, account=coordinator, role=NetworkRole.COORDINATOR)
    mok = Owner.objects.create(
        network=network, kind=OwnerKind.ORGANISATION, name="Miejski Ośrodek Kultury", short_name="MOK", dye=1
    )
    tkacz = Owner.objects.create(
        network=network,
        kind=OwnerKind.ORGANISATION,
        name="Ośrodek Kultury „Tkacz”",
        short_name="Tkacz",
        dye=5,
        shape="square",
    )
    consultation = actions.make_consultation(
        acting_user=coordinator,
        network=network,
        owner=mok,
        title={"en": "What should culture be like?", "pl": "Jaka ma być kultura?"},
        intro={"en": "Two culture centres ask the town.", "pl": "Pytają dwa ośrodki kultury."},
        privacy={"en": "No name, no account.", "pl": "Bez nazwiska, bez konta."},
        languages=["pl", "en"],
        target=100,
    )
    make_questions(consultation, [mok, tkacz])
    if publish:
        actions.publish_questionnaire(acting_user=coordinator, consultation=consultation)
    online = actions.open_door(
        acting_user=coordinator, consultation=consultation, channel="online", collector=mok, target=60
    )
    paper = actions.open_door(
        acting_user=coordinator, consultation=consultation, channel="paper", collector=tkacz, place="Święto Ciepła"
    )
    return Made(network, coordinator, mok, tkacz, consultation, online, paper)


def sent(made: Made, **more: Any) -> dict[str, Any]:
    """What a form sends where somebody knows MOK alone."""
    return {
        "q.known": [str(made.mok.pk)],
        "q.more_often": ["weekends"],
        f"s.{made.mok.pk}.programme": "3",
        f"s.{made.mok.pk}.times": "dont_know",
        "q.age": "young",
        "q.visits": "12",
        "q.missing": "A bus after 20.00.",
        **more,
    }


def receive(made: Made, door: Door | None = None, answer_id: uuid.UUID | None = None, **more: Any) -> actions.Received:
    return actions.receive_answer(
        door=door or made.online,
        answer_id=answer_id or uuid.uuid4(),
        version=made.consultation.version,
        language="pl",
        data=sent(made, **more),
    )
