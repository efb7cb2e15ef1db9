"""Addresses of paper, below its consultation: printing, piles of scans, and checking."""

from django.urls import path

from talka.paper.views import checking, printing, scans

app_name = "paper"
urlpatterns = [
    path("<slug:slug>/paper/", printing.paper, name="paper"),
    path("<slug:slug>/paper/print/<int:print_id>.pdf", printing.plain, name="plain"),
    path("<slug:slug>/paper/run/<int:run_id>.pdf", printing.numbered, name="numbered"),
    path("<slug:slug>/paper/scans/new/", scans.bring, name="bring"),
    path("<slug:slug>/paper/scans/<int:pile_id>/", scans.pile, name="pile"),
    path("<slug:slug>/paper/scans/<int:pile_id>/add/", scans.add, name="add"),
    path("<slug:slug>/paper/scans/<int:pile_id>/reading/<slug:way>/", scans.steer, name="steer"),
    path("<slug:slug>/paper/scans/<int:pile_id>/finish/", scans.finish, name="finish"),
    path("<slug:slug>/paper/scans/<int:pile_id>/page/<int:page_id>/", scans.settle, name="settle"),
    path("<slug:slug>/paper/scans/<int:pile_id>/page/<int:page_id>.jpg", scans.picture, name="page"),
    path("<slug:slug>/paper/scans/<int:pile_id>/form/<int:form_id>/set-aside/", scans.set_aside, name="set_aside"),
    path("<slug:slug>/paper/scans/<int:pile_id>/form/<int:form_id>/apart/", scans.tell_apart, name="tell_apart"),
    path("<slug:slug>/paper/scans/<int:pile_id>/form/<int:form_id>/count/", scans.count_as_it_is, name="count_form"),
    path("<slug:slug>/paper/scans/<int:pile_id>/check/<slug:kind>/go-on/", checking.go_on, name="go_on"),
    path("<slug:slug>/paper/scans/<int:pile_id>/check/<slug:kind>/", checking.check, name="check"),
    path("<slug:slug>/paper/scans/<int:pile_id>/undo/<slug:kind>/", checking.undo, name="undo"),
    path("<slug:slug>/paper/scans/<int:pile_id>/crop/<int:reading_id>.jpg", checking.crop, name="crop"),
]
