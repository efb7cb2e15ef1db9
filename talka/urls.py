"""Addresses: the installation's own first, then everything inside a network.

The network's address is the first part of the path; `NetworkMiddleware` takes it out before the view is called.
Names that the installation uses itself cannot become a network's address (`talka.identity.addresses`).
"""

from django.urls import include, path

inside_a_network = [
    path("", include("talka.site.network_urls")),
    path("", include("talka.foundation.urls")),
    path("", include("talka.people.urls")),
    path("", include("talka.organisations.urls")),
    path("programmes/", include("talka.programmes.urls")),
    path("gatherings/", include("talka.gatherings.urls")),
    path("calls/", include("talka.calls.urls")),
    path("certificates/", include("talka.certificates.urls")),
    path("consultations/", include("talka.consultations.urls")),
    path("consultations/", include("talka.paper.urls")),
    path("findings/", include("talka.findings.urls")),
    path("strategy/", include("talka.strategy.urls")),
    path("settings/", include("talka.paper.settings_urls")),
    path("", include("talka.reports.urls")),
]

urlpatterns = [
    path("", include("talka.site.urls")),
    path("a/", include("talka.consultations.answer_urls")),
    path("<slug:network>/", include(inside_a_network)),
]

handler403 = "talka.site.errors.refused"
handler429 = "talka.site.errors.too_many"  # allauth's limits ask for it
handler404 = "talka.site.errors.absent"
handler500 = "talka.site.errors.broken"
