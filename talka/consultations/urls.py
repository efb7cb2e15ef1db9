from django.urls import path

from talka.consultations.views import build, collect, feedback, manage, public

app_name = "consultations"
urlpatterns = [
    path("", public.consultations, name="list"),
    path("new/", manage.new, name="new"),
    path("feedback/ask/", feedback.ask, name="ask_for_feedback"),
    path("feedback/<int:feedback_id>/", feedback.page, name="feedback"),
    path("feedback/<int:feedback_id>/close/", feedback.close, name="close_feedback"),
    path("<slug:slug>/", public.consultation, name="consultation"),
    path("<slug:slug>/settings/", manage.settings, name="settings"),
    path("<slug:slug>/publish/", manage.publish, name="publish"),
    path("<slug:slug>/versions/", manage.versions, name="versions"),
    path("<slug:slug>/close/", manage.close, name="close"),
    path("<slug:slug>/reopen/", manage.reopen, name="reopen"),
    path("<slug:slug>/build/", build.build, name="build"),
    path("<slug:slug>/build/about/", build.subjects, name="subjects"),
    path("<slug:slug>/build/section/", build.new_section, name="new_section"),
    path("<slug:slug>/build/section/<int:section_id>/", build.section, name="section"),
    path("<slug:slug>/build/section/<int:section_id>/change/", build.change_section, name="change_section"),
    path("<slug:slug>/build/section/<int:section_id>/question/", build.new_question, name="new_question"),
    path("<slug:slug>/build/question/<int:question_id>/", build.question, name="question"),
    path("<slug:slug>/build/question/<int:question_id>/change/", build.change_question, name="change_question"),
    path("<slug:slug>/preview/", build.preview, name="preview"),
    path("<slug:slug>/doors/", collect.doors, name="doors"),
    path("<slug:slug>/doors/new/", collect.new_door, name="new_door"),
    path("<slug:slug>/doors/<int:door_id>/", collect.door, name="door"),
    path("<slug:slug>/doors/<int:door_id>/change/", collect.change_door, name="change_door"),
    path("<slug:slug>/doors/<int:door_id>/qr.<slug:form>", collect.qr, name="qr"),
    path("<slug:slug>/doors/<int:door_id>/poster/", collect.poster, name="poster"),
    path("<slug:slug>/type-in/", collect.type_in, name="type_in"),
    path("<slug:slug>/type-in/<int:batch_id>/", collect.batch, name="batch"),
    path("<slug:slug>/type-in/<int:batch_id>/take-back/", collect.take_back, name="take_back"),
    path("<slug:slug>/type-in/<int:batch_id>/close/", collect.close, name="close_batch"),
    path("<slug:slug>/answers/", collect.totals, name="totals"),
]
