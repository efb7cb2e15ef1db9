"""The request as views inside a network see it, and the gate for pages that need a member."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from talka.foundation.access.exceptions import Absent
from talka.foundation.access.viewer import Viewer
from talka.identity.models import Network

View = Callable[..., HttpResponseBase]


class NetworkRequest(HttpRequest):
    """What `NetworkMiddleware` hands to a view: the network of the address, and who is looking."""

    network: Network
    viewer: Viewer


def members_only(view: View) -> View:
    """Visitors are led to sign in and back; people of other networks find nothing here."""

    @wraps(view)
    def gate(request: NetworkRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.viewer.signed_in:
            return redirect_to_login(request.get_full_path())
        if not request.viewer.is_member:
            raise Absent
        return view(request, *args, **kwargs)

    return gate
