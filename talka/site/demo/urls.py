from django.urls import path

from talka.site.demo import door

app_name = "demo"
urlpatterns = [
    path("", door.people, name="people"),
    path("enter/<slug:key>/", door.enter, name="enter"),
]
