from django.urls import path

from talka.foundation.files import views as files
from talka.foundation.live import views as live

app_name = "foundation"
urlpatterns = [
    path("live/<slug:kind>/<int:thing_id>/", live.stream, name="stream"),
    path("live/<slug:kind>/<int:thing_id>/since/<int:known>/", live.since, name="since"),
    path("files/<int:file_id>/", files.serve, name="file"),
]
