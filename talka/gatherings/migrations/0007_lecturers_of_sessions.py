"""Whoever stood in an agenda as a line of text gets a profile, one for each name in a network."""

from django.db import migrations


def introduce(apps, schema_editor):
    session_model = apps.get_model("gatherings", "Session")
    lecturer_model = apps.get_model("gatherings", "Lecturer")
    taught_model = apps.get_model("gatherings", "SessionLecturer")
    known = {}
    for session in session_model.objects.exclude(lecturer="").select_related("gathering").order_by("pk"):
        name = session.lecturer.strip()
        if not name:
            continue
        key = (session.gathering.network_id, name.casefold())
        if key not in known:
            known[key] = lecturer_model.objects.create(network_id=key[0], name=name)
        taught_model.objects.create(session=session, lecturer=known[key])


def write_names(apps, schema_editor):
    session_model = apps.get_model("gatherings", "Session")
    for session in session_model.objects.prefetch_related("taught_by__lecturer"):
        session.lecturer = ", ".join(each.lecturer.name for each in session.taught_by.all())[:200]
        session.save(update_fields=["lecturer"])


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0006_agenda_materials_minutes")]
    operations = [migrations.RunPython(introduce, write_names)]
