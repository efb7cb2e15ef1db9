"""From the first title to the last answer: making, editing, publishing, closing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations.checks import blocking
from talka.consultations.events import ConsultationClosed, ConsultationPublished
from talka.consultations.models import Batch, Consultation
from talka.consultations.names import free_name, plain_name
from talka.consultations.queries import draft_of
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.versions.actions import freeze
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording
from talka.identity.models import Account, Network
from talka.programmes.models import Programme, Stage

EDITABLE = frozenset(
    {
        "title",
        "intro",
        "privacy",
        "thanks",
        "contact",
        "languages",
        "sample",
        "target",
        "opens_on",
        "closes_on",
        "visibility",
        "programme",
        "stage",
    }
)
# Addresses below /consultations/ that are pages of their own.
RESERVED = frozenset({"new", "feedback"})


@transaction.atomic
def make_consultation(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    title: Wording,
    languages: list[str] | None = None,
    programme: Programme | None = None,
    stage: Stage | None = None,
    intro: Wording | None = None,
    privacy: Wording | None = None,
    thanks: Wording | None = None,
    contact: str = "",
    sample: str = Consultation.SampleKind.SELF_SELECTED,
    target: int | None = None,
    opens_on: date | None = None,
    closes_on: date | None = None,
    visibility: str = Visibility.PUBLIC,
    slug: str = "",
) -> Consultation:
    """Begin a consultation: a draft without questions. Nobody outside sees it before it is published.

    `stage` brings its programme along. Raises Refusal where owner or stage belong elsewhere.
    """
    if stage is not None and programme is None:
        programme = stage.programme
    consultation = Consultation(
        network=network,
        owner=owner,
        programme=programme,
        stage=stage,
        title=title,
        languages=list(dict.fromkeys(languages or [network.language])),
        intro=intro or {},
        privacy=privacy or {},
        thanks=thanks or {},
        contact=contact,
        sample=sample,
        target=target,
        opens_on=opens_on,
        closes_on=closes_on,
        visibility=visibility,
    )
    _hold(consultation)
    taken = {*Consultation.objects.filter(network=network).values_list("slug", flat=True), *RESERVED}
    name = plain_name(slug or title, most=60, otherwise="consultation")
    consultation.slug = free_name(name, taken, most=80)
    consultation.save()
    record(acting_user=acting_user, network=network, verb="made", target=consultation)
    return consultation


def _hold(consultation: Consultation) -> None:
    """What must be true of a consultation whoever changes it. Raises Refusal."""
    if consultation.owner.network_id != consultation.network_id:
        raise Refusal(_("This owner belongs to another network."), "owner")
    programme, stage = consultation.programme, consultation.stage
    if programme is not None and programme.network_id != consultation.network_id:
        raise Refusal(_("This programme belongs to another network."), "programme")
    if stage is not None and (programme is None or stage.programme_id != programme.pk):
        raise Refusal(_("This stage belongs to another programme."), "stage")
    if consultation.opens_on and consultation.closes_on and consultation.closes_on < consultation.opens_on:
        raise Refusal(_("The last day is before the first. Change one of them."), "closes_on")
    if not consultation.languages:
        raise Refusal(_("Choose at least one language."), "languages")


@transaction.atomic
def edit_consultation(*, acting_user: Account | None, consultation: Consultation, **changes: Any) -> Consultation:
    """Change what is said about it: any of title, intro, privacy, thanks, contact, languages, sample, target,
    opens_on, closes_on, visibility, programme, stage.

    What residents read changes with the next published version; days and target change at once.
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"not to be edited: {sorted(unknown)}")
    for name, value in changes.items():
        setattr(consultation, name, value)
    _hold(consultation)
    consultation.save(update_fields=list(changes))
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="edited",
        target=consultation,
        fields=sorted(changes),
    )
    return consultation


@transaction.atomic
def publish_questionnaire(
    *, acting_user: Account | None, consultation: Consultation, reason: str = ""
) -> FrozenVersion:
    """Freeze the draft as the next version, and open the consultation where it was a draft.

    Answers that came under an earlier version stay under it. Publishing an unchanged draft again gives the version
    that stands. Raises Refusal where a check blocks, or where it is closed.
    """
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    consultation.refresh_from_db(fields=["state", "version"])
    if consultation.state == Consultation.State.CLOSED:
        raise Refusal(_("This consultation is closed. Open it again, then publish."))
    draft = draft_of(consultation)
    stops = blocking(draft)
    if stops:
        raise Refusal(stops[0].text)
    frozen = freeze(
        acting_user=acting_user,
        network=consultation.network,
        target=consultation,
        content=draft.to_content(),
        reason=reason,
    )
    if frozen.number == consultation.version and consultation.state == Consultation.State.OPEN:
        return frozen
    consultation.version = frozen.number
    consultation.state = Consultation.State.OPEN
    consultation.published_at = frozen.frozen_at
    consultation.save(update_fields=["version", "state", "published_at"])
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="published",
        target=consultation,
        version=frozen.number,
        reason=reason,
    )
    send(ConsultationPublished(consultation_id=consultation.pk, version=frozen.number))
    return frozen


@transaction.atomic
def close_consultation(*, acting_user: Account | None, consultation: Consultation) -> Consultation:
    """Stop taking answers, at every door. Raises Refusal where it is not open; piles left open are closed with it."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    consultation.refresh_from_db(fields=["state"])
    if consultation.state != Consultation.State.OPEN:
        raise Refusal(_("Only an open consultation can be closed."))
    now = timezone.now()
    consultation.state = Consultation.State.CLOSED
    consultation.closed_at = now
    consultation.save(update_fields=["state", "closed_at"])
    Batch.objects.filter(door__consultation=consultation, closed_at__isnull=True).update(
        closed_at=now, last_answer=None
    )
    record(acting_user=acting_user, network=consultation.network, verb="closed", target=consultation)
    send(ConsultationClosed(consultation_id=consultation.pk))
    return consultation


@transaction.atomic
def reopen_consultation(
    *, acting_user: Account | None, consultation: Consultation, closes_on: date | None = None
) -> Consultation:
    """Take answers again under the version that was asked last; `closes_on` sets a new last day."""
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    consultation.refresh_from_db(fields=["state", "version"])
    if consultation.state != Consultation.State.CLOSED:
        raise Refusal(_("Only a closed consultation can be opened again."))
    consultation.state = Consultation.State.OPEN
    consultation.closed_at = None
    consultation.closes_on = closes_on
    _hold(consultation)
    consultation.save(update_fields=["state", "closed_at", "closes_on"])
    record(acting_user=acting_user, network=consultation.network, verb="reopened", target=consultation)
    return consultation
