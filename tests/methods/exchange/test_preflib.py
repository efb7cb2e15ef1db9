"""PrefLib's format, and the optima that are known of its kidney instance MD-00001-00000100."""

from pathlib import Path

import pytest

from talka.methods.exchange import Graph, Rules, read_wmd, solve

KIDNEYS = Path(__file__).with_name("MD-00001-00000100.wmd")


@pytest.fixture(scope="module")
def kidneys():
    return read_wmd(KIDNEYS.read_text())


def test_it_is_read_whole(kidneys):
    assert (len(kidneys.names), len(kidneys.arcs), len(kidneys.givers)) == (70, 1597, 6)
    assert all(kidneys.names[place].startswith("Alturist") for place in kidneys.givers)
    market = kidneys.market()
    assert (len(market.needs), len(market.transfers)) == (64, 1213)
    assert sum(not transfer.gift for transfer in market.transfers) == 1025


@pytest.mark.parametrize(("rings", "chains", "optimum"), [(2, 0, 32), (3, 0, 37), (3, 3, 46), (4, 0, 39)])
def test_the_known_optima_are_reached_and_proved(kidneys, rings, chains, optimum):
    found = solve(kidneys.market(), Rules(rings=rings, chains=chains, seconds=60))

    assert (found.met, found.bound, found.floor) == (optimum, optimum, 32)


def test_the_newer_form_is_read():
    text = "# FILE NAME: a.wmd\n# NUMBER EDGES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n1,2,1.0\n2,1,0.0\n"

    assert read_wmd(text) == Graph(("A", "B"), ((0, 1, 1.0), (1, 0, 0.0)))


@pytest.mark.parametrize("text", ["", "2,2\n1,A\n2,B\n0,1,1\n", "1,1\n1,A\n0,4,1\n"])
def test_a_broken_file_is_refused(text):
    with pytest.raises(ValueError, match="wmd"):
        read_wmd(text)
