"""What participants say of their own attendance: from the page of a place, and from that of a round."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talka.foundation.access import Absent, NetworkRequest
from talka.foundation.form_pages import form_page
from talka.foundation.forms import sent
from talka.foundation.page import quiet
from talka.gatherings import access, actions
from talka.gatherings.forms.attendance import OwnWordForm
from talka.gatherings.models import Participant, Session


@never_cache
@require_http_methods(["GET", "POST"])
def own_word(request: NetworkRequest, token: UUID, session_id: int) -> HttpResponse:
    """A participant says that the list is wrong about them."""
    kept = access.sign_up_by_token(request.network, token)
    if kept.participant is None:
        raise Absent
    session = access.session_on_list(kept.gathering, session_id)
    back = reverse("gatherings:place", args=[request.network.slug, token])
    return own_word_page(request, session, kept.participant, back)


def own_word_page(request: NetworkRequest, session: Session, participant: Participant, back: str) -> HttpResponse:
    """Ask the host for a correction of what the list says about oneself."""
    form = OwnWordForm(sent(request), session=session)
    return quiet(
        form_page(
            request,
            form,
            lambda: actions.ask_for_correction(
                acting_user=request.viewer.account,
                session=session,
                participant=participant,
                words=form.cleaned_data["words"],
                **form.times(),
            ),
            section="gatherings",
            title=_("Ask for a correction"),
            button=_("Ask the host"),
            back=back,
            said_after=_("The host reads it. What they decide stands on this page."),
            crumbs=[],
            template="gatherings/attendance/own_word.html",
            session=session,
            gathering=session.gathering,
        )
    )
