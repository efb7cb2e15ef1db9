from django.core.files.storage import default_storage
from django.http import FileResponse
from django.views.decorators.http import require_GET

from talka.foundation.access import NetworkRequest
from talka.foundation.files.access import file_for
from talka.foundation.owners.models import Visibility


@require_GET
def serve(request: NetworkRequest, file_id: int) -> FileResponse:
    """Send the bytes with the type that was found in them, never a type the browser guesses."""
    kept = file_for(request.viewer, file_id)
    response = FileResponse(
        default_storage.open(kept.path, "rb"),
        content_type=kept.content_type,
        filename=kept.name,
        as_attachment=not kept.content_type.startswith("image/"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    public = kept.visibility == Visibility.PUBLIC
    response["Cache-Control"] = "public, max-age=86400" if public else "private, no-store"
    return response
