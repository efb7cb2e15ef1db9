from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.reference.models import Row
from talka.urls import handler403, handler404, handler500
from talka.urls import urlpatterns as pages

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
def commit_one_row(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        Row.objects.create(body=dict(request.POST.lists()))
    return HttpResponse("kept")


urlpatterns = [path("reference/", commit_one_row), *pages]
