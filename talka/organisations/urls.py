"""Addresses inside a network."""

from django.urls import path

from talka.organisations.views import joining, localities, networks, people, profiles

app_name = "organisations"
urlpatterns = [
    path("settings/", networks.settings, name="settings"),
    path("localities/", localities.listed, name="localities"),
    path("localities/new/", localities.add, name="add_locality"),
    path("localities/<slug:slug>/", localities.edit, name="edit_locality"),
    path("localities/<slug:slug>/remove/", localities.remove, name="remove_locality"),
    path("organisations/", profiles.directory, name="directory"),
    path("organisations/new/", profiles.add, name="add"),
    path("organisations/partnership/", profiles.make_partnership, name="make_partnership"),
    path("organisations/<slug:slug>/", profiles.profile, name="profile"),
    path("organisations/<slug:slug>/edit/", profiles.edit, name="edit"),
    path("organisations/<slug:slug>/remove/", profiles.remove, name="remove"),
    path("organisations/<slug:slug>/partners/", profiles.edit_partnership, name="edit_partnership"),
    path("organisations/<slug:slug>/people/", people.people_of, name="people_of"),
    path("organisations/<slug:slug>/people/new/", people.add_person, name="add_person"),
    path("organisations/<slug:slug>/people/<int:standing_id>/", people.change_standing, name="change_standing"),
    path("organisations/<slug:slug>/people/<int:standing_id>/remove/", people.remove_standing, name="remove_standing"),
    path("people/", people.listed, name="people"),
    path("people/<int:membership_id>/role/", people.change_role, name="change_role"),
    path("people/<int:membership_id>/remove/", people.remove_member, name="remove_member"),
    path("invitations/", joining.invitations, name="invitations"),
    path("invitations/new/", joining.invite, name="invite"),
    path("invitations/<int:invitation_id>/resend/", joining.resend, name="resend_invitation"),
    path("invitations/<int:invitation_id>/withdraw/", joining.withdraw, name="withdraw_invitation"),
    path("join/", joining.join, name="join"),
    path("join/requests/", joining.join_requests, name="join_requests"),
    path("join/requests/<int:request_id>/", joining.join_request, name="join_request"),
]
