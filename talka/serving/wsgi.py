"""Pages alone, for a server of one's own choice; streams then fall back to asking again and again."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
