from django.urls import path

from talka.foundation.files import views as files

app_name = "foundation"
urlpatterns = [
    path("files/<int:file_id>/", files.serve, name="file"),
]
