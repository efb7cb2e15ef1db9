"""Finds the network named in the address and makes the viewer, before any view runs."""

from collections.abc import Callable
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from talka.foundation.access.exceptions import Absent
from talka.foundation.access.requests import NetworkRequest
from talka.foundation.access.viewer import viewer_for
from talka.identity.queries import network_by_slug


class NetworkMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Take `network` out of the address's parts; views read `request.network` and `request.viewer`.

        A view marked `without_account` (the answer page) is never told who is signed in, so that it cannot
        join an answer to a person even by mistake, and spends no query on it.
        """
        slug = kwargs.pop("network", None)
        if slug is None:
            return
        network = network_by_slug(slug)
        if network is None:
            raise Absent
        inside = cast(NetworkRequest, request)
        inside.network = network
        user = None if getattr(view, "without_account", False) else request.user
        account = user if user is not None and user.is_authenticated else None
        inside.viewer = viewer_for(account, network)
        timezone.activate(ZoneInfo(network.time_zone))
