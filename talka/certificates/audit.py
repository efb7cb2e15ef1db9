"""How the records of this room read in the trail. No holder is named in it."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

CERTIFICATE = "certificates.certificate"
KEY = "certificates.signingkey"
PROGRAMME = "programmes.programme"


def register() -> None:
    register_sentences(
        {
            (PROGRAMME, "set certificate rule"): _(
                "%(who)s set the rule by which a certificate of %(title)s is earned."
            ),
            (PROGRAMME, "handed in work"): _("A work was handed in for a certificate of %(title)s."),
            (PROGRAMME, "accepted work"): _("%(who)s accepted a work in %(title)s."),
            (PROGRAMME, "returned work"): _("%(who)s gave a work in %(title)s back to be worked on."),
            (PROGRAMME, "issued certificates"): _("%(who)s issued certificates in %(title)s."),
            (CERTIFICATE, "revoked certificate"): _("%(who)s revoked the certificate %(title)s."),
            (CERTIFICATE, "reissued certificate"): _(
                "%(who)s issued the certificate %(title)s anew; %(new)s stands in its place."
            ),
            (CERTIFICATE, "erased holder"): _("The holder of the certificate %(title)s was taken out of it."),
            (KEY, "made signing key"): _("The signing key %(title)s was made."),
            (KEY, "revoked signing key"): _("%(who)s withdrew trust from the signing key %(title)s."),
        }
    )
