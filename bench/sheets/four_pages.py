"""A questionnaire that fills four pages of A4, made by the actions of the consultations. Needs a Django that is set up."""

from talka.consultations import actions
from talka.consultations.models import Consultation, Door
from talka.foundation.owners.models import Owner, OwnerKind
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole

STEPS = ["Not at all", "Rather not", "So-so", "Rather well", "Very well"]
PLACES = ["the library", "the museum", "the culture house", "the cinema", "the school hall", "the park"]
LISTS = [
    ("When would you come?", ["Weekday mornings", "Weekday evenings", "Saturdays", "Sundays", "It depends"]),
    ("With whom do you come?", ["Alone", "With one other", "With children", "With a group"]),
    ("How do you hear of us?", ["From friends", "A poster", "A letter", "The radio", "The web", "I do not"]),
    ("What keeps you away?", ["The way there", "The price", "The hours", "Nobody to go with", "Nothing"]),
    ("What would you like to do yourself?", ["Sing", "Act", "Paint", "Write", "Repair", "Dance", "Cook"]),
]


def make_four_pages(slug: str = "paper-forms") -> tuple[Consultation, Door, Account]:
    """A network with one organisation, a published questionnaire and its door for paper."""
    network = Network.objects.create(name="Weavers’ Town", slug=slug, language="en")
    coordinator = Account.objects.create_user(f"anna@{slug}.example", name="Anna Nowak")
    NetworkMembership.objects.create(network=network, account=coordinator, role=NetworkRole.COORDINATOR)
    owner = Owner.objects.create(
        network=network, kind=OwnerKind.ORGANISATION, name="Miejski Ośrodek Kultury", short_name="MOK", dye=1
    )
    consultation = actions.make_consultation(
        acting_user=coordinator,
        network=network,
        owner=owner,
        title={"en": "What should culture be like here?"},
        intro={"en": "Four pages, about ten minutes. No name, no account."},
        privacy={"en": "Your answers are counted together with those of others."},
        languages=["en"],
        target=500,
    )
    for number, place in enumerate(PLACES):
        section = actions.add_section(acting_user=None, consultation=consultation, title={"en": f"About {place}"})
        for key, text in (
            ("programme", f"How well does what is on at {place} suit you?"),
            ("hours", f"And the hours of {place}?"),
            ("price", f"And what {place} costs?"),
            ("way", f"And the way to {place}?"),
        ):
            actions.add_question(
                acting_user=None,
                section=section,
                kind="scale",
                key=f"{key}_{number}",
                text={"en": text},
                options=[{"key": str(step), "text": {"en": words}} for step, words in enumerate(STEPS, start=1)],
            )
        if number < len(LISTS):
            text, choices = LISTS[number]
            actions.add_question(
                acting_user=None,
                section=section,
                kind="multiple" if number in (2, 4) else "single",
                key=f"list_{number}",
                text={"en": text},
                options=[{"key": f"c{each}", "text": {"en": words}} for each, words in enumerate(choices)],
            )
        if number in (1, 3):
            actions.add_question(
                acting_user=None,
                section=section,
                kind="number",
                key=f"visits_{number}",
                text={"en": f"How often were you at {place} this year?"},
                limits={"least": 0, "most": 99},
            )
        if number in (2, 5):
            actions.add_question(
                acting_user=None,
                section=section,
                kind="long_text",
                key=f"missing_{number}",
                text={"en": f"What is missing at {place}?"},
                limits={"longest": 400},
            )
    actions.publish_questionnaire(acting_user=coordinator, consultation=consultation)
    door = actions.open_door(
        acting_user=coordinator, consultation=consultation, channel="paper", collector=owner, place="The summer fair"
    )
    return consultation, door, coordinator
