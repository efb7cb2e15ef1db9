from django.urls import path

from talka.reports.views import chain, figures, panel, questions

app_name = "reports"
urlpatterns = [
    path("programmes/<slug:slug>/panel/", panel.show, name="panel"),
    path("programmes/<slug:slug>/panel/ask/", panel.ask, name="ask"),
    path("programmes/<slug:slug>/panel/asked/", panel.asked, name="asked"),
    path("programmes/<slug:slug>/panel/prepare/", panel.prepare, name="prepare"),
    path("programmes/<slug:slug>/panel/publish/", panel.publish, name="publish"),
    path("programmes/<slug:slug>/panel/minutes/", panel.minutes, name="minutes"),
    path("programmes/<slug:slug>/panel/questions/", questions.questions, name="questions"),
    path(
        "programmes/<slug:slug>/panel/questions/<int:question_id>/show/", questions.show_question, name="show_question"
    ),
    path("programmes/<slug:slug>/panel/questions/<int:question_id>/set-aside/", questions.set_aside, name="set_aside"),
    path("programmes/<slug:slug>/you-said-we-did/", chain.said_and_done, name="said_and_done"),
    path("programmes/<slug:slug>/you-said-we-did/<int:finding_id>/reply/", chain.reply, name="reply"),
    path("programmes/<slug:slug>/you-said-we-did/replies/<int:reply_id>/", chain.change_reply, name="change_reply"),
    path("programmes/<slug:slug>/figures/", figures.show, name="figures"),
    path("programmes/<slug:slug>/figures/<slug:key>/", figures.open_list, name="figure_list"),
    path("thread/<str:kind>/<str:identity>/", chain.chain, name="chain"),
]
