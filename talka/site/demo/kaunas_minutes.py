"""What the workshop of May 2018 in Kaunas said and decided. Facts from the organisers' own news, words of our own."""

import datetime

from talka.foundation.owners.models import Owner
from talka.gatherings.actions import (
    add_action_item,
    add_decision,
    approve_minutes,
    finish_action_item,
    write_minutes,
)
from talka.gatherings.models import Audience, Gathering
from talka.identity.models import Account
from talka.site.demo.texts import lt


def write_down(who: Account, workshop: Gathering, *, theatre: Owner, capital: Owner) -> None:
    first, second = workshop.sessions.filter(whole=False).order_by("starts_at")
    write_minutes(
        acting_user=who,
        gathering=workshop,
        keeper=str(who),
        audience=Audience.EVERYBODY,
        outcomes={
            first.pk: lt(
                "Kiekviena dalyvė iš naujo pažvelgė į savo ir savo organizacijos stiprybes, silpnybes, poreikius ir iššūkius.",
                "Everybody looked anew at their own strengths, weaknesses, needs and challenges, and at those of their organisation.",
            ),
            second.pk: lt(
                "Bendradarbiauti sekasi, kai partneriai lygiaverčiai, kai vizija ir vertybės bendros. Kartais pakanka pasikalbėti.\n\nPanašių minčių – neformalių susitikimų, bendrų pietų – būta ir anksčiau, tik niekas jų nesiėmė.",
                "Cooperation works where partners are equal and share a vision and values. Sometimes it is enough to talk.\n\nSimilar ideas, such as informal meetings and lunches together, had been about before; nobody had taken them on.",
            ),
        },
    )
    decisions = [
        add_decision(acting_user=who, gathering=workshop, session=second, text=words)
        for words in (
            lt(
                "Reguliariai rengiame neformalius kultūrininkų pasimatymus, kad geriau pažintume vieni kitus ir vieni kitų darbus.",
                "We hold informal dates regularly, to know each other and each other’s work better.",
            ),
            lt(
                "Rengiame darbinius susitikimus – kūrybines dirbtuves, apskritąjį stalą – naujoms bendroms idėjoms ir projektams.",
                "We hold working meetings, such as creative workshops and round tables, for new ideas and projects in common.",
            ),
            lt(
                "Dalijamės savais ištekliais: žmonėmis, konsultacijomis, gebėjimais, mokymais, erdvėmis, auditorijomis.",
                "We share what we have: people, advice, skills, trainings, spaces, audiences.",
            ),
        )
    ]
    doors = add_action_item(
        acting_user=who,
        gathering=workshop,
        decision=decisions[0],
        owner=theatre,
        due_on=datetime.date(2018, 6, 21),
        text=lt("Po mėnesio atverti duris kolegoms.", "Open the doors to colleagues in a month."),
    )
    add_action_item(
        acting_user=who,
        gathering=workshop,
        decision=decisions[2],
        owner=capital,
        text=lt(
            "Surinkti mintis kolegų mainams, rezidencijoms ir atvirų durų dienoms.",
            "Gather ideas for exchanges of colleagues, residencies and open-doors days.",
        ),
    )
    finish_action_item(
        acting_user=who,
        item=doors,
        closing=lt("Susitikome Kameriniame teatre.", "We met at the chamber theatre."),
    )
    approve_minutes(acting_user=who, gathering=workshop)
