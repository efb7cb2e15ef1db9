"""People check themselves in: the screen with its changing code, and the pages that a code leads to."""

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only, or_absent
from talka.foundation.forms import sent
from talka.foundation.limits import Limit, address_of
from talka.gatherings import access, actions, checking_in, queries, rules
from talka.gatherings.actions import Outcome, Recorded
from talka.gatherings.forms.attendance import CodeForm, WhoForm
from talka.gatherings.models import Attendance, CheckIn, Participant, Session
from talka.gatherings.views.pages import address, crumbs_of
from talka.identity.models import Network

# A hall may share one connection; whoever tries codes or addresses may not.
WRONG = Limit(most=60, seconds=600)
CHECK_INS = Limit(most=300, seconds=600)
TICKET_SECONDS = 300
SALT = "gatherings.check-in"


def _screen_url(network: Network, session_id: int, code: str) -> str:
    return f"{settings.ADDRESS}{reverse('gatherings:check_in', args=[network.slug, session_id, code])}"


def _shown(door: CheckIn, network: Network) -> dict[str, object]:
    now = timezone.now()
    code = checking_in.code_of(door.secret, checking_in.window_of(now))
    square = segno.make_qr(_screen_url(network, door.session_id, code), error="m")
    return {
        "code": code,
        "qr": square.svg_inline(scale=4, border=2, omitsize=True),
        "seconds": checking_in.seconds_left(now),
        "here": door.session.attendance.filter(state__in=queries.WAS_THERE).count(),
        "open": rules.takes_check_in(door.session, now),
    }


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def screen(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    """For the projector: a square and a code that change every half minute. Sending it opens self check-in."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    if request.method == "POST":
        actions.open_check_in(acting_user=request.viewer.person, session=session)
        return redirect(address("check_in_screen", gathering, session.pk))
    door = CheckIn.objects.filter(session=session, closed_at=None).first()
    if door is not None:
        door.session = session
    return render(
        request,
        "gatherings/attendance/screen.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "session": session,
            "door": door,
            "shown": _shown(door, request.network) if door else None,
            "here_url": f"{settings.HOST}{reverse('gatherings:here', args=[request.network.slug])}",
            "crumbs": crumbs_of(gathering, (_("Attendance"), address("attendance_list", gathering, session.pk))),
        },
    )


@members_only
@never_cache
@require_GET
def code(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    """What the screen shows now, for its script."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    door = or_absent(CheckIn.objects.filter(session=session, closed_at=None).first())
    door.session = session
    return JsonResponse(_shown(door, request.network))


@members_only
@require_POST
def close(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    actions.close_check_in(acting_user=request.viewer.person, session=session)
    messages.success(request, _("Self check-in is closed."))
    return redirect(address("attendance_list", gathering, session.pk))


@never_cache
@require_http_methods(["GET", "POST"])
def here(request: NetworkRequest) -> HttpResponse:
    """The code, typed by whoever cannot scan it."""
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        door = _door_of(request, form.cleaned_data["code"])
        if door is not None:
            code = checking_in.typed(form.cleaned_data["code"])
            return redirect(reverse("gatherings:check_in", args=[request.network.slug, door.session_id, code]))
        form.add_error("code", _("No session takes this code now. Type the one that the screen shows at this moment."))
    return render(
        request,
        "gatherings/attendance/here.html",
        {"section": "gatherings", "form": form},
        status=422 if form.errors else 200,
    )


def _door_of(request: NetworkRequest, code: str) -> CheckIn | None:
    """The running session whose code this is. A wrong code counts against its sender."""
    now = timezone.now()
    if not WRONG.allows(address_of(request)):
        return None
    doors = CheckIn.objects.filter(
        closed_at=None,
        session__gathering__network=request.network,
        session__starts_at__lte=now + rules.CHECKED_IN_BEFORE,
        session__ends_at__gt=now,
    ).select_related("session__gathering__network")
    for door in doors:
        if checking_in.holds(door.secret, code, now):
            return door
    WRONG.take(address_of(request))
    return None


@never_cache
@require_http_methods(["GET", "POST"])
def check_in(request: NetworkRequest, session_id: int, code: str) -> HttpResponse:
    """Who scanned the square says who they are: by signing in or by their address, never from a list of names."""
    door = access.check_in_of(request.network, session_id)
    session = door.session
    now = timezone.now()
    if not rules.takes_check_in(session, now):
        return _told(request, session, _refusal_words(session), status=409)
    holds = checking_in.holds(door.secret, code, now)
    if not holds and not _ticket_holds(request.POST.get("ticket", ""), session):
        WRONG.take(address_of(request))
        return _told(request, None, _("This code is too old. Scan the one that the screen shows now."), status=410)
    own = _own(request, session)
    form = WhoForm(sent(request) if "email" in request.POST else None)
    status = 200
    if request.method == "POST":
        if not CHECK_INS.take(address_of(request)) or ("me" not in request.POST and _tried_too_often(request)):
            words = _("Very many people check in from this connection. Wait a minute and try again.")
            return _told(request, None, words, status=429)
        someone = own if "me" in request.POST else None
        if someone is None and form.is_valid():
            someone = queries.expected(session.gathering).filter(email__iexact=form.cleaned_data["email"]).first()
            if someone is None:
                WRONG.take(address_of(request))
                form.add_error(
                    "email",
                    _("Nobody signed up with this address. Try another of yours, or tell the host that you are here."),
                )
        if someone is not None:
            return _done(request, session, someone)
        status = 422
    return render(
        request,
        "gatherings/attendance/check_in.html",
        {
            "section": "gatherings",
            "session": session,
            "gathering": session.gathering,
            "own": own,
            "form": form,
            "ticket": _ticket(session),
            "sign_in_next": request.path,
        },
        status=status,
    )


def _tried_too_often(request: NetworkRequest) -> bool:
    return not WRONG.allows(address_of(request))


def _ticket(session: Session) -> str:
    """Whoever scanned in time has some minutes to type an address."""
    return signing.dumps(session.pk, salt=SALT)


def _ticket_holds(ticket: str, session: Session) -> bool:
    try:
        return bool(signing.loads(ticket, salt=SALT, max_age=TICKET_SECONDS) == session.pk)
    except signing.BadSignature:
        return False


def _own(request: NetworkRequest, session: Session) -> Participant | None:
    """The signed-in person, where they stand on the list."""
    account = request.viewer.account
    if account is None:
        return None
    on_list = queries.expected(session.gathering)
    return on_list.filter(account=account).first() or on_list.filter(email__iexact=account.email).first()


def _refusal_words(session: Session) -> str:
    if timezone.now() >= session.ends_at:
        return _("The session is over. The host can still write you down.")
    return _("The session has not begun yet. Come back when it is about to begin.")


def _done(request: NetworkRequest, session: Session, someone: Participant) -> HttpResponse:
    try:
        recorded = actions.check_in(session=session, participant=someone, acting_user=request.viewer.account)
    except Refusal as refusal:
        return _told(request, session, refusal.message, status=409)
    return render(
        request,
        "gatherings/attendance/done.html",
        {
            "section": "gatherings",
            "session": session,
            "gathering": session.gathering,
            "recorded": recorded,
            "asked": recorded.outcome is Outcome.KEPT_BESIDE,
            "late": recorded.attendance is not None and recorded.attendance.state == Attendance.State.LATE,
        },
    )


def _told(request: NetworkRequest, session: Session | None, words: str, status: int) -> HttpResponse:
    return render(
        request,
        "gatherings/attendance/told.html",
        {"section": "gatherings", "session": session, "words": words, "form": CodeForm()},
        status=status,
    )


@require_POST
def check_in_place(request: NetworkRequest, token: UUID) -> HttpResponse:
    """Whoever holds the link of their place needs the code alone."""
    kept = access.sign_up_by_token(request.network, token)
    back = redirect(reverse("gatherings:place", args=[request.network.slug, token]))
    form = CodeForm(request.POST)
    door = _door_of(request, form.cleaned_data["code"]) if form.is_valid() else None
    if door is None or door.session.gathering_id != kept.gathering_id or kept.participant is None:
        messages.error(request, _("This code is not the one on the screen now. Look there and type it again."))
        return back
    if not queries.expected(kept.gathering).filter(pk=kept.participant.pk).exists():
        messages.error(request, _("You keep no place, so the host has to write you down."))
        return back
    try:
        recorded = actions.check_in(
            session=door.session, participant=kept.participant, acting_user=request.viewer.account
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return back
    _say(request, recorded)
    return back


def _say(request: NetworkRequest, recorded: Recorded) -> None:
    if recorded.outcome is Outcome.KEPT_BESIDE:
        messages.warning(request, _("The list said something else about you. The host sees both and decides."))
    else:
        messages.success(request, _("You are checked in."))
