"""One text of a concept, written where it stands."""

from typing import Any

from django import forms

from talka.foundation.wording import Wording, WordingField, languages_of
from talka.identity.models import Network


class PartForm(forms.Form):
    def __init__(
        self, *args: Any, network: Network, label: str, hint: str, standing: Wording, long: bool, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"words": standing}
        super().__init__(*args, **kwargs)
        self.fields["words"] = WordingField(
            label=label,
            help_text=hint,
            languages=languages_of(network.language, standing),
            long=long,
            max_length=20_000,
            required=False,
        )
