"""What the selected become in the programme of the call: a round of a cycle with its people, something a stage must yield."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from talka.calls.models import Application, Call, Decision, Outcome
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.threads.actions import tie
from talka.foundation.threads.models import Relation, Thread
from talka.gatherings.actions import join_cohort, meet_participant
from talka.identity.models import Account
from talka.organisations.models import Locality
from talka.programmes.actions import add_cohort
from talka.programmes.models import Cohort, Cycle, ExpectedResult


@dataclass(frozen=True)
class NewRound:
    """A round of this cycle that is made for one application and bears its name."""

    cycle: Cycle


End = Cohort | ExpectedResult | NewRound


@transaction.atomic
def chain_outcomes(
    *, acting_user: Account | None, decision: Decision, ends: Mapping[int, End | None], take_in: bool = False
) -> None:
    """Tie selected applications to what they become (application id → a round of a cycle, an expected result).

    None takes away what was tied; what stands as it was stays untouched. With `take_in` the contact persons of those
    that become a round are taken into it. Raises Refusal before the decision is announced, for an application that was
    not selected, and for an end in another programme than the call's.
    """
    call = decision.call
    if decision.announced_at is None:
        raise Refusal(_("Announce the decision first."))
    selected = decision.outcomes.filter(result=Outcome.Result.SELECTED).select_related("application")
    by_id = {each.application_id: each.application for each in selected}
    for application_id, end in ends.items():
        if application_id not in by_id:
            raise Refusal(_("Only selected applications go on."))
        if end is not None and _programme_of(end) != call.programme_id:
            raise Refusal(_("What an application becomes stands in the programme of the call."))
        _becomes(acting_user, call, by_id[application_id], end, take_in)
    record(acting_user=acting_user, network=call.network, verb="chained", target=call)


def _becomes(acting_user: Account | None, call: Call, application: Application, end: End | None, take_in: bool) -> None:
    before = Thread.objects.filter(
        network=call.network,
        source_kind=application._meta.label_lower,
        source_id=str(application.pk),
        relation=Relation.BECOMES,
    )
    if isinstance(end, NewRound):
        end = _made_round(acting_user, call, application, end.cycle)
    if end is not None and before.filter(target_kind=end._meta.label_lower, target_id=str(end.pk)).exists():
        return
    before.delete()
    if end is None:
        return
    tie(acting_user=acting_user, network=call.network, source=application, relation=Relation.BECOMES, target=end)
    if take_in and isinstance(end, Cohort):
        _take_in(acting_user, call, application, end)


def _made_round(acting_user: Account | None, call: Call, application: Application, cycle: Cycle) -> Cohort:
    title = {call.network.language: str(application.sent.get("name", ""))}
    return add_cohort(acting_user=acting_user, cycle=cycle, title=title, locality=_home(call, application))


def _take_in(acting_user: Account | None, call: Call, application: Application, cohort: Cohort) -> None:
    """Whoever spoke for the application goes through the round; others of the group come by sign-up or by hand."""
    said = application.sent
    person = meet_participant(
        network=call.network,
        name=str(said.get("contact", "")),
        email=application.email,
        account=application.account,
        owner=application.owner,
        comes_from=str(said.get("name", "")),
        sector=str(said.get("sector", "")),
        locality=_home(call, application),
        language=application.language,
    )
    join_cohort(acting_user=acting_user, cohort=cohort, participant=person)


def _home(call: Call, application: Application) -> Locality | None:
    return Locality.objects.filter(network=call.network, slug=application.sent.get("locality") or "-").first()


def _programme_of(end: End) -> int:
    if isinstance(end, ExpectedResult):
        return end.stage.programme_id
    return end.cycle.programme_id
