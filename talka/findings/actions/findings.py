"""Saving what the answers say, with the figures of that day."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation
from talka.findings.columns import read
from talka.findings.events import FindingSaved
from talka.findings.figures import Figures, count, figures_of, sample_of, today_in
from talka.findings.models import Finding
from talka.findings.queries import figures_now, published_finding
from talka.findings.selection import select
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import end_deleted
from talka.foundation.versions.actions import freeze
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.methods.tables import EVERYONE


@transaction.atomic
def save_finding(
    *,
    acting_user: Account | None,
    consultation: Consultation,
    owner: Owner,
    question: str,
    sentence: Wording,
    meaning: Wording | None = None,
    option: str = "",
    row: str = EVERYONE,
    filters: Mapping[str, str] | None = None,
    breakdown: str | None = None,
    visibility: str = Visibility.NETWORK,
    shared_with: Iterable[Owner] = (),
) -> Finding:
    """Keep a sentence with the figures of today, frozen as version 1.

    `question` is the key of the question, `option` the answer that the sentence is about, `row` the group (the id of
    an organisation as text, a choice of the breakdown, "*" for all together). `breakdown` None means the question's
    own: organisations side by side where it was asked about each. `visibility` public means: in the next release.
    Raises Refusal where nothing was answered, for an open question, and where the sentence is empty; Absent for
    a question, filter or breakdown that does not exist.
    """
    reading = read(consultation)
    selection = select(reading, question, filters, breakdown)
    if selection.strand.is_text:
        raise Refusal(_("Open answers are not counted. Choose some of them for publication instead."))
    _hold_sentence(sentence)
    if owner.network_id != consultation.network_id:
        raise Refusal(_("This owner belongs to another network."), "owner")
    threshold, today = consultation.network.small_number, today_in(consultation.network)
    counted = count(reading, selection, sample_of(consultation), threshold=threshold)
    figures = figures_of(consultation, reading, counted, threshold=threshold, today=today)
    _hold_choice(figures, option, row)
    finding = Finding(
        network=consultation.network,
        owner=owner,
        visibility=visibility,
        consultation=consultation,
        programme=consultation.programme,
        question=question,
        filters=dict(filters or {}),
        breakdown=selection.breakdown,
        option=option,
        row=row,
        sentence=sentence,
        meaning=meaning or {},
        figures=figures.to_content(),
        drawn_on=today,
        made_by=acting_user,
        made_by_name=str(acting_user) if acting_user else "",
    )
    finding.save()
    finding.shared_with.set(shared_with)
    _freeze(acting_user, finding, "")
    _wrote(acting_user, finding, "saved a finding")
    send(FindingSaved(finding.pk))
    return finding


def _hold_sentence(sentence: Wording) -> None:
    if not any(text.strip() for text in sentence.values()):
        raise Refusal(_("Write in one sentence what the answers say."), "sentence")


def _hold_choice(figures: Figures, option: str, row: str) -> None:
    found = figures.row(row)
    if found is None or (option and figures.option(option) is None):
        raise Refusal(_("This answer or group is not in the table. Choose another."), "option")
    if not found.answered:
        raise Refusal(_("Nobody answered here yet. Take a filter away."), "option")


def _freeze(acting_user: Account | None, finding: Finding, reason: str) -> None:
    frozen = freeze(
        acting_user=acting_user,
        network=finding.network,
        target=finding,
        content={
            "sentence": finding.sentence,
            "meaning": finding.meaning,
            "option": finding.option,
            "row": finding.row,
            "figures": finding.figures,
        },
        reason=reason,
    )
    finding.version = frozen.number
    finding.save(update_fields=["version"])


def _wrote(acting_user: Account | None, finding: Finding, verb: str, **details: Any) -> None:
    record(
        acting_user=acting_user,
        network=finding.network,
        verb=verb,
        target=finding,
        question=finding.question,
        version=finding.version,
        **details,
    )


@transaction.atomic
def edit_finding(
    *,
    acting_user: Account | None,
    finding: Finding,
    sentence: Wording,
    meaning: Wording | None = None,
    option: str | None = None,
    row: str | None = None,
    visibility: str | None = None,
    shared_with: Iterable[Owner] | None = None,
) -> Finding:
    """Change the words, what they are about, or who may see them. The figures stay those that were saved.

    Other words are a new version. Raises Refusal as saving does.
    """
    _hold_sentence(sentence)
    finding.sentence = sentence
    finding.meaning = finding.meaning if meaning is None else meaning
    finding.option = finding.option if option is None else option
    finding.row = finding.row if row is None else row
    finding.visibility = visibility or finding.visibility
    _hold_choice(Figures.from_content(finding.figures), finding.option, finding.row)
    finding.save()
    if shared_with is not None:
        finding.shared_with.set(shared_with)
    _freeze(acting_user, finding, "")
    _wrote(acting_user, finding, "edited a finding", visibility=finding.visibility)
    return finding


@transaction.atomic
def refresh_finding(*, acting_user: Account | None, finding: Finding) -> Finding:
    """Take the figures of today as a new version; the sentence stays, for people to look at again.

    Where nothing has changed nothing happens. Raises Refusal where the question is no longer there.
    """
    now = figures_now(finding)
    if now is None:
        raise Refusal(_("This question can no longer be counted in the same way. The saved figures stay."))
    if now.counted() == Figures.from_content(finding.figures).counted():
        return finding
    finding.figures = now.to_content()
    finding.drawn_on = now.day
    finding.save(update_fields=["figures", "drawn_on"])
    _freeze(acting_user, finding, _("The answers that came since."))
    _wrote(acting_user, finding, "refreshed a finding")
    return finding


@transaction.atomic
def remove_finding(*, acting_user: Account | None, finding: Finding) -> None:
    """Take a finding away that nobody has published. Its threads keep its last title.

    Raises Refusal where the newest release tells it: what was published is withdrawn by the next release.
    """
    if published_finding(finding.pk, finding.network) is not None:
        raise Refusal(_("This finding is published. Keep it inside, and the next release leaves it out."))
    _wrote(acting_user, finding, "removed a finding")
    end_deleted(thing=finding)
    finding.delete()
