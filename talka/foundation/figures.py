"""The words around charts, in the reader's language, for `talka.methods.charts`."""

from django.utils.translation import gettext

from talka.foundation.language import NO_BREAK, written_number, written_percent
from talka.methods.charts import Words


def chart_words(decimals: int = 0) -> Words:
    """Figures as the reader's language writes them. Hand it to every chart: `charts.dots(…, words=chart_words())`."""
    return Words(
        number=lambda value: written_number(value, decimals),
        percent=lambda value: written_percent(value, decimals),
        withheld=gettext("withheld"),
        # Translators: in a narrow column, where fewer answered than may be published
        few=gettext("few"),
        missing=gettext("no answers"),
        value=gettext("{value}, {series}."),
        value_with_margin=gettext("{value}, {series}, plus or minus {margin}."),
        count=f"n{NO_BREAK}={NO_BREAK}{{n}}",
    )
