from django.urls import URLPattern, path, register_converter

from talka.findings.views import decisions, releases, results, saved

app_name = "findings"


class StrandConverter:
    """A question's key; an older form of it carries "@version"."""

    regex = r"[-\w]+(?:@\d+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StrandConverter, "strand")

urlpatterns: list[URLPattern] = [
    path("", releases.index, name="index"),
    path("saved/<int:finding_id>/", saved.finding, name="finding"),
    path("saved/<int:finding_id>/change/", saved.edit, name="edit"),
    path("saved/<int:finding_id>/refresh/", saved.refresh, name="refresh"),
    path("saved/<int:finding_id>/remove/", saved.remove, name="remove"),
    path("<slug:slug>/", releases.release, name="release"),
    path("<slug:slug>/releases/<int:number>/", releases.release, name="release_number"),
    path("<slug:slug>/releases/<int:number>/<strand:question>.csv", releases.release_table, name="release_table"),
    path("<slug:slug>/publish/", releases.publish, name="publish"),
    path("<slug:slug>/results/", results.results, name="results"),
    path("<slug:slug>/results/<strand:question>/", results.question, name="question"),
    path("<slug:slug>/results/<strand:question>/save/", saved.save, name="save"),
    path("<slug:slug>/results/<strand:question>/decide/", decisions.decide, name="decide"),
]
