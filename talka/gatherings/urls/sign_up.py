"""Addresses of sign-up: the form, one's own place, invitations, and the host's pages about places."""

from django.urls import path

from talka.gatherings.views import invitations, sign_up_rules, sign_ups, who_comes

urlpatterns = [
    path("place/<uuid:token>/", sign_ups.place, name="place"),
    path("place/<uuid:token>/give-back/", sign_ups.give_back, name="give_back"),
    path("place/<uuid:token>/give-back/<int:sign_up_id>/", sign_ups.give_back_one, name="give_back_one"),
    path("place/<uuid:token>/accept/", sign_ups.accept, name="accept_offer"),
    path("place/<uuid:token>/pass/", sign_ups.pass_on, name="pass_offer"),
    path("invitation/<uuid:token>/", invitations.invitation, name="invitation"),
    path("invitation/<uuid:token>/answer/", invitations.answer, name="answer_invitation"),
    path("<int:gathering_id>/sign-up/", sign_ups.sign_up, name="sign_up"),
    path("<int:gathering_id>/sign-up/written/", sign_ups.written, name="written"),
    path("<int:gathering_id>/sign-up/rules/", sign_up_rules.sign_up_rules, name="sign_up_rules"),
    path("<int:gathering_id>/sign-up/questions/", sign_up_rules.questions, name="questions"),
    path("<int:gathering_id>/sign-up/questions/ready/<slug:key>/", sign_up_rules.ask_ready, name="ask_ready"),
    path("<int:gathering_id>/sign-up/questions/<int:question_id>/", sign_up_rules.edit_question, name="edit_question"),
    path(
        "<int:gathering_id>/sign-up/questions/<int:question_id>/drop/",
        sign_up_rules.drop_question,
        name="drop_question",
    ),
    path("<int:gathering_id>/people/", who_comes.people, name="people"),
    path("<int:gathering_id>/people/door/", who_comes.door, name="door"),
    path("<int:gathering_id>/people/door.csv", who_comes.door_table, name="door_table"),
    path("<int:gathering_id>/people/erase-answers/", who_comes.erase_answers, name="erase_answers"),
    path("<int:gathering_id>/people/<int:sign_up_id>/give-back/", who_comes.remove_sign_up, name="remove_sign_up"),
    path("<int:gathering_id>/people/<int:sign_up_id>/move/", who_comes.move, name="move"),
    path("<int:gathering_id>/invitations/", invitations.invitations, name="invitations"),
    path("<int:gathering_id>/invitations/<int:invitation_id>/again/", invitations.invite_again, name="invite_again"),
    path("<int:gathering_id>/invitations/<int:invitation_id>/withdraw/", invitations.withdraw, name="withdraw"),
]
