"""Sending a kept file, once somebody else has said that this reader may have it."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from talka.foundation.files.models import StoredFile


def file_response(kept: StoredFile, *, public: bool) -> FileResponse:
    """The bytes with the type that was found in them, never a type the browser guesses."""
    response = FileResponse(
        default_storage.open(kept.path, "rb"),
        content_type=kept.content_type,
        filename=kept.name,
        as_attachment=not kept.content_type.startswith("image/"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400" if public else "private, no-store"
    return response
