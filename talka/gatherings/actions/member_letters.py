"""The letter to somebody of a round: the link to their own page, where attendance and certificate stand."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.foundation.audit.actions import record
from talka.foundation.wording import said
from talka.gatherings.models import CohortMember
from talka.gatherings.queries.rounds import gatherings_of_member, to_write_to
from talka.identity.models import Account
from talka.programmes.models import Cohort


@transaction.atomic
def write_to_members(*, acting_user: Account | None, cohort: Cohort) -> int:
    """Send the link to their own page to everybody of the round who has an address and was not sent it; gives how many."""
    members = list(to_write_to(cohort).select_for_update(of=("self",)))
    now = timezone.now()
    for member in members:
        member.written_at = now
        _later(member.pk)
    CohortMember.objects.bulk_update(members, ["written_at"])
    if members:
        programme = cohort.cycle.programme
        record(
            acting_user=acting_user,
            network=programme.network,
            verb="wrote to round",
            target=programme,
            cohort=cohort.pk,
            number=len(members),
        )
    return len(members)


def _later(member_id: int) -> None:
    transaction.on_commit(lambda: write_to_member.enqueue(member_id))


@task()
def write_to_member(member_id: int) -> None:
    """Send one letter, in the language in which the person signed up. Nothing is sent to whoever has left meanwhile."""
    member = (
        CohortMember.objects.select_related("participant", "cohort__cycle__programme__network")
        .filter(pk=member_id, left_at__isnull=True)
        .exclude(participant__email="")
        .first()
    )
    if member is None:
        return
    person, programme = member.participant, member.cohort.cycle.programme
    network = programme.network
    with translation.override(person.language or network.language), timezone.override(ZoneInfo(network.time_zone)):
        title = said(member.cohort.title)
        page = reverse("gatherings:own_round", args=[network.slug, member.cohort_id, person.key])
        body = render_to_string(
            "gatherings/letters/in_round.txt",
            {
                "name": person.name,
                "title": title,
                "programme": said(programme.title),
                "gatherings": [(each, said(each.title)) for each in gatherings_of_member(member)],
                "url": f"{settings.ADDRESS}{page}",
                "network": network,
            },
        )
        send_mail(_("You are in the round: %(title)s") % {"title": title}, body, None, [person.email])
