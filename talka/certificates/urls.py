"""Addresses of certificates: public ones first, then the holder's by their links, then the host's."""

from django.urls import path

from talka.certificates.views import holder, mending, public, running

app_name = "certificates"
urlpatterns = [
    path("", public.check, name="check"),
    path("c/<str:code>/", public.certificate, name="certificate"),
    path("c/<str:code>/revoke/", mending.revoke, name="revoke"),
    path("c/<str:code>/anew/", mending.reissue, name="reissue"),
    path("criteria/<int:rule_id>/<int:number>/", public.criteria, name="criteria"),
    path("issuer/", public.issuer, name="issuer"),
    path("issuer.json", public.issuer_json, name="issuer_json"),
    path("status.json", public.status, name="status"),
    path("keys/<int:number>.json", public.key, name="key"),
    path("keys/new/", mending.rotate, name="rotate"),
    path("keys/<int:number>/revoke/", mending.revoke_key, name="revoke_key"),
    path("way/<uuid:key>/<int:cohort_id>/", holder.way, name="way"),
    path("mine/<uuid:secret>/", holder.mine, name="mine"),
    path("mine/<uuid:secret>/erase/", holder.erase, name="erase"),
    path("mine/<uuid:secret>/certificate.pdf", holder.paper, name="paper"),
    path("mine/<uuid:secret>/badge.png", holder.badge, name="badge"),
    path("mine/<uuid:secret>/badge.json", holder.credential, name="credential"),
    path("mine/<uuid:secret>/badge.jwt", holder.token, name="token"),
    path("rule/<int:cycle_id>/", running.rule, name="rule"),
    path("round/<int:cohort_id>/", running.round_page, name="round"),
    path("round/<int:cohort_id>/issue/", running.issue, name="issue"),
    path("round/<int:cohort_id>/certificates.zip", running.archive, name="archive"),
    path("set/<int:set_id>/", running.issued_set, name="set"),
    path("set/<int:set_id>/carry-on/", running.carry_on, name="carry_on"),
    path("work/<int:member_id>/", running.work, name="work"),
]
