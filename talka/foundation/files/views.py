from django.http import FileResponse
from django.views.decorators.http import require_GET

from talka.foundation.access import NetworkRequest
from talka.foundation.files.access import file_for
from talka.foundation.files.serving import file_response
from talka.foundation.owners.models import Visibility


@require_GET
def serve(request: NetworkRequest, file_id: int) -> FileResponse:
    kept = file_for(request.viewer, file_id)
    return file_response(kept, public=kept.visibility == Visibility.PUBLIC)
