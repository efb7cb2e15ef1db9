"""Forms without numbers that look as if the same sheet was scanned twice. A person says; nothing is dropped."""

from collections import defaultdict
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account
from talka.paper.actions.counting import count_form
from talka.paper.cuttings import likeness
from talka.paper.frames import frames_of
from talka.paper.models import FilledForm, PaperPrint, ScanImport, ScannedPage

ALIKE = 0.86
"""How alike the writing on two forms must be for them to be named."""
FEWEST = 3
"""With fewer boxes written in, nothing can be told from the writing."""
WORTH_A_LOOK = 0.7


def name_twins(pile: ScanImport, made: list[FilledForm]) -> None:
    """Name, of each new form without a number, the earlier one that it looks like. Two queries for each print."""
    by_print: defaultdict[int, list[FilledForm]] = defaultdict(list)
    for form in made:
        if form.number is None:
            by_print[form.paper_print_id].append(form)
    for forms in by_print.values():
        _name(forms[0].paper_print, {form.pk: form for form in forms})


def _name(printed: PaperPrint, fresh: dict[int, FilledForm]) -> None:
    forms: defaultdict[int, dict[int, tuple[bytes, Any]]] = defaultdict(dict)
    pages = (
        ScannedPage.objects.filter(form__paper_print=printed, form__number__isnull=True)
        .exclude(form__state=FilledForm.State.SET_ASIDE)
        .order_by("form_id")
        .values_list("form_id", "page", "ink", "content")
    )
    for form_id, page, ink, content in pages:
        forms[form_id or 0][page or 0] = (bytes(ink), content)
    order = list(forms)
    vectors = _vectors(printed, [forms[each] for each in order])
    found = []
    for place, form_id in enumerate(order):
        if form_id not in fresh or not place:
            continue
        near = vectors[:place] @ vectors[place]
        best = max(
            (
                (_alike(printed, forms[order[other]], forms[form_id]), order[other])
                for other in np.flatnonzero(near > WORTH_A_LOOK)
            ),
            default=(0.0, 0),
        )
        if best[0] >= ALIKE:
            form = fresh[form_id]
            form.twin_id = best[1]
            found.append(form)
    FilledForm.objects.bulk_update(found, ["twin"], batch_size=200)


def _vectors(printed: PaperPrint, forms: list[dict[int, tuple[bytes, Any]]]) -> NDArray[np.float32]:
    """One row of length 1 for each form: a coarse look, so that only few pairs are compared well."""
    frames = frames_of(printed)
    lengths = [
        max((len(form[page][0]) for form in forms if page in form), default=0) for page in range(1, len(frames) + 1)
    ]
    made = np.zeros((len(forms), max(1, sum(lengths))), np.float32)
    for row, form in enumerate(forms):
        begun = 0
        for page, length in enumerate(lengths, start=1):
            ink = form.get(page, (b"", None))[0]
            if len(ink) == length:
                made[row, begun : begun + length] = np.frombuffer(ink, np.uint8)
            begun += length
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)
    return made


def _alike(printed: PaperPrint, one: dict[int, tuple[bytes, Any]], other: dict[int, tuple[bytes, Any]]) -> float:
    """How alike two forms are; 0 where what was surely read differs, or too little is written to tell."""
    weighed, boxes = 0.0, 0
    for number in one.keys() & other.keys():
        (ink, content), (other_ink, other_content) = one[number], other[number]
        said = {each["group"]: each["marked"] for each in content if each["sure"]}
        if any(each["sure"] and said.get(each["group"], each["marked"]) != each["marked"] for each in other_content):
            return 0.0
        alike, count = likeness(ink, other_ink, frames_of(printed)[number - 1])
        weighed += alike * count
        boxes += count
    return weighed / boxes if boxes >= FEWEST else 0.0


@transaction.atomic
def tell_apart(*, acting_user: Account, form: FilledForm) -> FilledForm:
    """A person says that the form and its likeness are two: it counts as soon as nothing else is open."""
    held = FilledForm.objects.select_for_update().get(pk=form.pk)
    if held.twin_id is None or held.state != FilledForm.State.OPEN:
        raise Refusal(_("This was settled already."))
    held.twin_settled = True
    held.save(update_fields=["twin_settled"])
    record(
        acting_user=acting_user,
        network=held.scan_import.consultation.network,
        verb="told two forms apart",
        target=held.scan_import.consultation,
        form=held.pk,
    )
    count_form(form=held)
    return held
