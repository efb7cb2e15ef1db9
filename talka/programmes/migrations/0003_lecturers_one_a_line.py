from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_concept_and_design")]

    operations = [
        migrations.RenameField(model_name="cyclesession", old_name="lecturer", new_name="lecturers"),
        migrations.AlterField(
            model_name="cyclesession",
            name="lecturers",
            field=models.TextField(blank=True, verbose_name="lecturers, one a line"),
        ),
    ]
