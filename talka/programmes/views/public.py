"""What everybody may read: the list of programmes, and each as a story."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, Viewer
from talka.foundation.threads.queries import links_to, name_of
from talka.programmes import access, cards, checklist, queries, rules, timeline
from talka.programmes.models import ExpectedResult, Partner, Stage
from talka.programmes.proof import Proof, proof
from talka.programmes.views.pages import address

A_PAGE = 20
BEFORE_PARTNERS = 50
"""Sections of other rooms up to this order stand before what each partner does."""


@require_GET
def programme_list(request: NetworkRequest) -> HttpResponse:
    """Now, to come, finished: each with its thread in one line."""
    ordered = queries.by_state(queries.programme_for_cards(request.viewer))
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "programmes/list.html",
        {
            "section": "programmes",
            "groups": cards.grouped(page.object_list, request.network.language),
            "page": page,
            "may_make": rules.may_make(request.viewer),
        },
    )


@require_GET
def story(request: NetworkRequest, slug: str) -> HttpResponse:
    """The public page of a programme; members may read it before it is published."""
    viewer = request.viewer
    programme = access.programme_for(viewer, slug)
    partners = queries.partners(programme)
    stages = queries.stages(programme)
    yields = rooms.stage_yields(programme.pk, viewer)
    sections = rooms.sections("story_sections", programme.pk, viewer)

    def stage_address(stage: Stage) -> str:
        return f"#stage-{stage.pk}"

    return render(
        request,
        "programmes/story.html",
        {
            "section": "programmes",
            "programme": programme,
            "published": rules.is_published(programme),
            "partners": partners,
            "partners_say": any(each.gives or each.leads for each in partners),
            "carrying": [p for p in partners if p.role in timeline.THREADS],
            "helping": [p for p in partners if p.role not in timeline.THREADS],
            "lecturers": Partner.Role.LECTURERS,
            "threads": timeline.threads(partners),
            "weave_stages": timeline.timeline(
                stages, yields, address=stage_address, languages=[request.LANGUAGE_CODE, request.network.language]
            ),
            "stages": [(stage, timeline.state_of(stage), shown) for stage, shown in _proven(stages, viewer)],
            "parts": any(not stage.together for stage in stages),
            "localities": list(programme.localities.all()),
            "aims": checklist.lines(programme.aims),
            "target_groups": checklist.lines(programme.target_groups),
            "before": [section for section in sections if section.order < BEFORE_PARTNERS],
            "after": [section for section in sections if section.order >= BEFORE_PARTNERS],
            "has_concept": queries.has_concept(programme),
            "funders": queries.funders(programme),
            "may_run": viewer.is_member and rules.may_run(viewer, programme),
            "room_url": address("room", programme) if viewer.is_member else "",
        },
    )


def _proven(stages: list[Stage], viewer: Viewer) -> list[tuple[Stage, list[tuple[ExpectedResult, Proof]]]]:
    """Each stage with what it must yield and how far that is proven, as this reader may see it."""
    links = links_to([result for stage in stages for result in stage.expected_results.all()], viewer)
    today = timezone.localdate()
    return [
        (
            stage,
            [
                (result, proof(result, links[name_of(result)], over=stage.ends_on < today))
                for result in stage.expected_results.all()
            ],
        )
        for stage in stages
    ]
