"""Ideas of a network or programme, each on its page, and where they come back on an agenda."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import form_page, pressed, shown_form
from talka.foundation.forms import carried_out, sent
from talka.foundation.threads.queries import links_from, name_of
from talka.foundation.wording import said
from talka.gatherings import access, rules
from talka.gatherings.actions import ideas as actions
from talka.gatherings.forms.ideas import BecomesForm, EndingForm, FirstStepForm, FollowForm, IdeaForm, JoinForm
from talka.gatherings.models import Idea
from talka.gatherings.queries import ideas as queries
from talka.gatherings.views.pages import address, crumbs_of, crumbs_to_gatherings
from talka.programmes.access import programme_for


def idea_address(name: str, idea: Idea, *parts: Any) -> str:
    return reverse(f"gatherings:{name}", args=[idea.network.slug, idea.pk, *parts])


def idea_crumbs(idea: Idea) -> list[tuple[str, str]]:
    return [
        *crumbs_to_gatherings(idea.network),
        (_("Ideas"), reverse("gatherings:ideas", args=[idea.network.slug])),
        (said(idea.title), idea_address("idea", idea)),
    ]


@require_GET
def ideas(request: NetworkRequest) -> HttpResponse:
    """All ideas by state; `?programme=` narrows to one programme."""
    slug = request.GET.get("programme", "")
    programme = programme_for(request.viewer, slug) if slug else None
    shelves = queries.shelves(request.viewer, slug)
    return render(
        request,
        "gatherings/ideas.html",
        {
            "section": "gatherings",
            "view": "ideas",
            "programme": programme,
            "shelves": shelves,
            "any": any(shelf.ideas for shelf in shelves),
            "may_bring": rules.may_bring_idea(request.viewer),
        },
    )


@require_GET
def idea(request: NetworkRequest, idea_id: int) -> HttpResponse:
    viewer = request.viewer
    found = access.idea_for(viewer, idea_id)
    born_at = found.born_at
    if born_at is not None and not queries.may_read(born_at, viewer):
        born_at = None
    partners = list(found.partners.all())
    return render(
        request,
        "gatherings/idea.html",
        {
            "section": "gatherings",
            "idea": found,
            "born_at": born_at,
            "partners": partners,
            "mine": {each.pk for each in partners if each.owner_id in viewer.acts_for},
            "became": [link for link in links_from([found], viewer)[name_of(found)] if link.relation == "becomes"],
            "follow_ups": queries.follow_ups(found, viewer),
            "open": found.state in queries.OPEN,
            "may_change": rules.may_change_idea(viewer, found),
            "may_join": viewer.is_member
            and found.state in queries.OPEN
            and bool(viewer.acts_for - {found.owner_id} - {each.owner_id for each in partners}),
            "crumbs": idea_crumbs(found)[:2],
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def bring_idea(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    if not rules.may_bring_idea(viewer):
        raise Absent
    slug = request.GET.get("programme", "")
    initial: dict[str, Any] = {"visibility": "network", "looking": True}
    if slug:
        initial["programme"] = str(programme_for(viewer, slug).pk)
    if len(viewer.acts_for) == 1:
        initial["owner"] = next(iter(viewer.acts_for))
    form = IdeaForm(sent(request), viewer=viewer, initial=initial)
    if request.method == "POST":
        made = carried_out(
            form, lambda: actions.bring_idea(acting_user=viewer.person, network=request.network, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("The idea stands. It comes back on the next agenda."))
            return redirect(idea_address("idea", made))
    ideas_page = reverse("gatherings:ideas", args=[request.network.slug])
    return shown_form(
        request,
        form,
        section="gatherings",
        title=_("Bring in an idea"),
        lead=_("It finds partners, a first step and a date, and comes back until it is done or dropped."),
        button=_("Bring it in"),
        back=ideas_page,
        crumbs=[(_("Ideas"), ideas_page)],
        template="gatherings/together_form.html",
    )


Making = Callable[[NetworkRequest, Idea], forms.Form]
Acting = Callable[[NetworkRequest, Idea, Any], object]


def _form_page(
    making: Making, acting: Acting, title: Any, button: Any, lead: Any = "", joins: bool = False
) -> Callable[..., Any]:
    """A page with one form about an idea: for those who may change it, or (`joins`) for whoever may join it."""

    @members_only
    @require_http_methods(["GET", "POST"])
    def page(request: NetworkRequest, idea_id: int) -> HttpResponse:
        if joins:
            found = access.idea_for(request.viewer, idea_id)
            if not request.viewer.acts_for - {found.owner_id}:
                raise Absent
        else:
            found = access.idea_to_change(request.viewer, idea_id)
        form = making(request, found)
        return form_page(
            request,
            form,
            lambda: acting(request, found, form),
            section="gatherings",
            title=title(),
            lead=lead() if lead else "",
            button=button(),
            back=idea_address("idea", found),
            crumbs=idea_crumbs(found),
            template="gatherings/together_form.html",
        )

    return page


edit_idea = _form_page(
    lambda request, idea: IdeaForm(
        sent(request),
        viewer=request.viewer,
        idea=idea,
        initial={
            "title": idea.title,
            "about": idea.about,
            "visibility": idea.visibility,
            "programme": str(idea.programme_id or ""),
        },
    ),
    lambda request, idea, form: actions.edit_idea(acting_user=request.viewer.person, idea=idea, **form.cleaned_data),
    title=lambda: _("Change the idea"),
    button=lambda: _("Keep these"),
)

join_idea = _form_page(
    lambda request, idea: JoinForm(
        sent(request),
        viewer=request.viewer,
        idea=idea,
        initial={"owner": next(iter(request.viewer.acts_for)) if len(request.viewer.acts_for) == 1 else None},
    ),
    lambda request, idea, form: actions.join_idea(acting_user=request.viewer.person, idea=idea, **form.cleaned_data),
    title=lambda: _("Join the idea"),
    button=lambda: _("Join"),
    joins=True,
)

plan_first_step = _form_page(
    lambda request, idea: FirstStepForm(
        sent(request),
        idea=idea,
        initial={
            "first_step": idea.first_step,
            "on": idea.first_step_on,
            "owner": idea.first_step_owner_id or idea.owner_id,
        },
    ),
    lambda request, idea, form: actions.plan_first_step(
        acting_user=request.viewer.person, idea=idea, **form.cleaned_data
    ),
    title=lambda: _("First step"),
    button=lambda: _("Plan the first step"),
    lead=lambda: _("With a step, a day and somebody who does it, the idea is under way. It lands on their desk."),
)

becomes = _form_page(
    lambda request, _idea: BecomesForm(sent(request), viewer=request.viewer),
    lambda request, idea, form: actions.idea_becomes(acting_user=request.viewer.person, idea=idea, thing=form.thing()),
    title=lambda: _("What it became"),
    button=lambda: _("Tie them"),
    lead=lambda: _("A gathering or a small joint project that grew from the idea. Both show it."),
)

finish_idea = _form_page(
    lambda request, _idea: EndingForm(
        sent(request), network=request.network, label=_("What came of it"), required=False
    ),
    lambda request, idea, form: actions.finish_idea(
        acting_user=request.viewer.person, idea=idea, ending=form.cleaned_data["ending"]
    ),
    title=lambda: _("It is done"),
    button=lambda: _("Say that it is done"),
)

drop_idea = _form_page(
    lambda request, _idea: EndingForm(sent(request), network=request.network, label=_("Why"), required=True),
    lambda request, idea, form: actions.drop_idea(
        acting_user=request.viewer.person, idea=idea, reason=form.cleaned_data["ending"]
    ),
    title=lambda: _("Drop the idea"),
    button=lambda: _("Drop it"),
    lead=lambda: _("It comes back on no agenda. The reason stays readable."),
)


def _press(act: Callable[[NetworkRequest, Idea], object]) -> Callable[..., Any]:
    """A button about an idea."""

    @members_only
    @require_POST
    def press(request: NetworkRequest, idea_id: int) -> HttpResponse:
        found = access.idea_to_change(request.viewer, idea_id)
        return pressed(request, lambda: act(request, found), idea_address("idea", found))

    return press


look_for_partners = _press(
    lambda request, idea: actions.look_for_partners(acting_user=request.viewer.person, idea=idea)
)
first_step_done = _press(lambda request, idea: actions.first_step_done(acting_user=request.viewer.person, idea=idea))
pick_up_again = _press(lambda request, idea: actions.pick_up_again(acting_user=request.viewer.person, idea=idea))


@members_only
@require_POST
def leave_idea(request: NetworkRequest, idea_id: int, partner_id: int) -> HttpResponse:
    found = access.idea_for(request.viewer, idea_id)
    partner = access.own_partner(request.viewer, found, partner_id)
    actions.leave_idea(acting_user=request.viewer.person, partner=partner)
    messages.success(request, _("%(name)s takes part no more.") % {"name": partner.owner.name})
    return redirect(idea_address("idea", found))


@members_only
@require_http_methods(["GET", "POST"])
def follow(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The host's page: ideas that come back on this agenda, and those that are born here."""
    viewer = request.viewer
    gathering = access.gathering_where_ideas_follow(viewer, gathering_id)
    form = IdeaForm(sent(request), viewer=viewer, born_at=gathering, initial={"owner": gathering.owner_id})
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.bring_idea(
                acting_user=viewer.person,
                network=request.network,
                born_at=gathering,
                visibility=gathering.visibility,
                **form.cleaned_data,
            ),
        )
        if made is not None:
            messages.success(request, _("Written down. It comes back on the next agenda."))
            return redirect(address("follow_ideas", gathering))
    return render(
        request,
        "gatherings/follow_ideas.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "title": _("Ideas"),
            "form": form,
            "back": queries.ideas_to_follow(gathering, viewer) if queries.follows(gathering) else [],
            "born": queries.born_here(gathering, viewer),
            "crumbs": crumbs_of(gathering),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_http_methods(["GET", "POST"])
def follow_up(request: NetworkRequest, gathering_id: int, idea_id: int) -> HttpResponse:
    """Where one idea stands, as it was said at this gathering."""
    gathering = access.gathering_where_ideas_follow(request.viewer, gathering_id)
    found = access.idea_for(request.viewer, idea_id)
    kept = found.follow_ups.filter(gathering=gathering).first()
    form = FollowForm(sent(request), network=request.network, initial={"words": kept.words if kept else {}})
    back = address("follow_ideas", gathering)
    return form_page(
        request,
        form,
        lambda: actions.follow_up(
            acting_user=request.viewer.person, idea=found, gathering=gathering, words=form.cleaned_data["words"]
        ),
        section="gatherings",
        title=said(found.title),
        button=_("Keep it"),
        back=back,
        said_after=_("Kept."),
        crumbs=crumbs_of(gathering, (_("Ideas"), back)),
        template="gatherings/together_form.html",
    )
