from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0007_lecturers_of_sessions")]
    operations = [migrations.RemoveField(model_name="session", name="lecturer")]
