"""A round as one of its people sees it, by the link that is theirs alone: attendance, what is wrong, certificate."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest
from talka.foundation.page import quiet
from talka.gatherings import access, queries
from talka.gatherings.views.own_word import own_word_page


@never_cache
@require_GET
def own_round(request: NetworkRequest, cohort_id: int, key: UUID) -> HttpResponse:
    """What comes, how one's own attendance stands, and what other rooms tell a member of the round."""
    member = access.member_by_key(request.network, key, cohort_id)
    gatherings = queries.gatherings_of_member(member)
    return quiet(
        render(
            request,
            "gatherings/own_round.html",
            {
                "section": "programmes",
                "member": member,
                "cohort": member.cohort,
                "programme": member.cohort.cycle.programme,
                "gatherings": gatherings,
                "own": queries.own_attendance(gatherings, member.participant),
                "sections": rooms.sections("member_sections", member.pk, request.viewer),
            },
        )
    )


@never_cache
@require_http_methods(["GET", "POST"])
def own_round_word(request: NetworkRequest, cohort_id: int, key: UUID, session_id: int) -> HttpResponse:
    """Somebody of the round says that the list is wrong about them."""
    member = access.member_by_key(request.network, key, cohort_id)
    session = access.session_of_round(member.cohort, session_id)
    back = reverse("gatherings:own_round", args=[request.network.slug, cohort_id, key])
    return own_word_page(request, session, member.participant, back)
