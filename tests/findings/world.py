"""A consultation of MOK about MOK and DOK with 60 answers, findings of two owners, a release, quotations."""

import datetime

from talka.consultations import actions as consultations
from talka.consultations.queries import open_answers
from talka.findings import actions
from talka.foundation.owners.models import Visibility
from tests.consultations.made import Made, make_questions
from tests.findings.made import fill
from tests.world import World


def extend(world: World) -> None:
    who = world.director
    consultation = consultations.make_consultation(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        programme=world.__dict__.get("programme"),
        title={"en": "What should culture be like?", "pl": "Jaka ma być kultura?"},
        languages=["pl", "en"],
        visibility=Visibility.PUBLIC,
    )
    make_questions(consultation, [world.organisation, world.other_organisation])
    consultations.publish_questionnaire(acting_user=who, consultation=consultation)
    online = consultations.open_door(
        acting_user=who, consultation=consultation, channel="online", collector=world.organisation
    )
    paper = consultations.open_door(
        acting_user=who, consultation=consultation, channel="paper", collector=world.third_organisation
    )
    batch = consultations.open_batch(acting_user=who, door=paper, collected_on=datetime.date(2026, 11, 1))
    made = Made(
        world.network, world.coordinator, world.organisation, world.other_organisation, consultation, online, paper
    )
    made.batch = batch  # type: ignore[attr-defined] # paper is typed in under it
    fill(made)
    world.results_made = made
    world.results = consultation
    common = {"consultation": consultation, "owner": world.organisation}
    world.public_finding = actions.save_finding(
        acting_user=who,
        question="programme",
        option="3",
        row=str(world.organisation.pk),
        sentence={"en": "Half of those who know MOK like what is on"},
        visibility=Visibility.PUBLIC,
        **common,
    )
    world.private_finding = actions.save_finding(
        acting_user=who,
        question="age",
        option="young",
        sentence={"en": "What MOK keeps to itself about the young"},
        visibility=Visibility.PRIVATE,
        **common,
    )
    world.shared_finding = actions.save_finding(
        acting_user=who,
        question="more_often",
        filters={"age": "young"},
        sentence={"en": "What all partners may read about the young"},
        visibility=Visibility.NETWORK,
        **common,
    )
    texts = {row.text: row.answer_id for row in open_answers(consultation, "missing")}
    world.bench_answer = next(identity for text, identity in texts.items() if "Ławka" in text)
    world.named_answer = next(identity for text, identity in texts.items() if "Krysia" in text)
    actions.choose_open_answer(
        acting_user=who, consultation=consultation, answer_id=world.bench_answer, question="missing"
    )
    world.release = actions.publish_release(
        acting_user=who, consultation=consultation, note={"en": "Asked at two doors."}
    )
