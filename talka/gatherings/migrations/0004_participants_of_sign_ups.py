"""Everybody who kept a place so far becomes a participant, one for each address in a network."""

from django.db import migrations


def meet(apps, schema_editor):
    sign_up_model = apps.get_model("gatherings", "SignUp")
    participant_model = apps.get_model("gatherings", "Participant")
    unmet = sign_up_model.objects.filter(participant=None).exclude(email__endswith="@invalid.example")
    for sign_up in unmet.select_related("gathering").order_by("signed_up_at", "pk"):
        network_id = sign_up.gathering.network_id
        participant = participant_model.objects.filter(network_id=network_id, email__iexact=sign_up.email).first()
        if participant is None:
            participant = participant_model.objects.create(
                network_id=network_id,
                name=sign_up.name,
                email=sign_up.email.lower(),
                account_id=sign_up.account_id,
                comes_from=sign_up.comes_from,
                language=sign_up.language,
            )
        sign_up.participant = participant
        sign_up.save(update_fields=["participant"])


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0003_participants_cohorts_attendance")]
    operations = [migrations.RunPython(meet, migrations.RunPython.noop)]
