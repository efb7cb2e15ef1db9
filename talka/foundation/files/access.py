from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Visibility


def file_for(viewer: Viewer, file_id: int) -> StoredFile:
    """The file, if this viewer may read it: public ones everybody, network ones members, others their owner."""
    kept = or_absent(StoredFile.objects.filter(network=viewer.network, pk=file_id).first())
    if kept.visibility == Visibility.PUBLIC:
        return kept
    if kept.visibility == Visibility.NETWORK and viewer.is_member:
        return kept
    if kept.owner_id is not None and kept.owner_id in viewer.acts_for:
        return kept
    raise Absent
