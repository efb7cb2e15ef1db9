"""How the plans were made and how they are followed: the same sentences in all four."""

from talka.site.demo.texts import pl

HOW_MADE = pl(
    "Plan powstał po wspólnych konsultacjach trzech ośrodków: na ulicy, przez internet, na papierze podczas wydarzeń i w rozmowach w Centrum Dialogu Społecznego i Wolontariatu. Grupa planowania przeszła cykl warsztatów, przeprowadziła analizę SWOT i pracowała z ekspertką.",
    "The plan follows the joint consultation of the three centres: in the street, online, on paper at events and in conversations at the Centrum Dialogu Społecznego i Wolontariatu. The planning group went through the workshops, made a SWOT analysis and worked with an expert.",
)
HOW_MONITORED = pl(
    "Dwa razy w roku grupa sprawdza wskaźniki i zapisuje, co się udało, a co nie. Raz w roku wynik jest publiczny.",
    "Twice a year the group checks the indicators and writes down what worked and what did not. Once a year the result is public.",
)
