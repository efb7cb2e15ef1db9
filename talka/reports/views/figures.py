"""A programme in figures, and the lists behind them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, members_only
from talka.programmes.access import programme_for
from talka.reports import figures


def show(request: NetworkRequest, slug: str) -> HttpResponse:
    """Every figure of the programme with how it is counted, for whoever may read the programme."""
    programme = programme_for(request.viewer, slug)
    shown = figures.figures_of(programme, request.viewer)
    return render(
        request,
        "reports/figures.html",
        {
            "section": "programmes",
            "programme": programme,
            "figures": shown,
            "withheld": figures.withheld_words(request.network.small_number),
            "opens": any(each.opens for each in shown),
            "title": _("In figures"),
        },
    )


@members_only
def open_list(request: NetworkRequest, slug: str, key: str) -> HttpResponse:
    """What one figure counted, row by row, for those who run the programme."""
    programme = programme_for(request.viewer, slug)
    figure = figures.figure_to_open(programme, request.viewer, key)
    assert figure.listed is not None, "figure_to_open gives figures with a list"
    return render(
        request,
        "reports/figure_list.html",
        {"section": "programmes", "programme": programme, "figure": figure, "list": figure.listed()},
    )
