"""Variances: the published example, formulas for simple designs, and an oracle by repeated sampling."""

import numpy as np
import pytest

from talka.methods.tables import Choice, Design, LonelyCluster, Margin, Number, Scale, rake

from .reference import TARGETS, TYPES, schools


def calibrated():
    data = schools()
    weights = rake([Margin(data["type"], TYPES), Margin(data["target"], TARGETS)], data["base"])
    return Design(weights, clusters=data["district"], population=757)


def test_the_published_errors_of_183_schools():
    data, design = schools(), calibrated()

    mean, total = design.mean(data["api"]), design.total(data["enrolled"])

    assert f"{mean.value:.6f}" == "641.230321"
    assert f"{mean.error:.6f}" == "23.703617"
    assert total.value == pytest.approx(3_647_280.148, abs=5e-4)
    assert f"{total.error:.2f}" == "400603.26"
    assert mean.df == 14


def test_a_calibrated_share_is_known():
    share = calibrated().share(schools()["target"].codes == 1)
    assert share.value == pytest.approx(5122 / 6194)
    assert (share.error, share.low, share.high) == (0, share.value, share.value)


def test_a_simple_random_sample_has_the_textbook_variance():
    y = np.array([3.0, 5.0, 8.0, 12.0, 7.0])
    design = Design(np.full(5, 20.0), population=100)
    mean = design.mean(y)
    assert mean.value == 7
    assert mean.error == pytest.approx(np.sqrt((1 - 5 / 100) * y.var(ddof=1) / 5))
    assert mean.effect == pytest.approx((1 - 5 / 100) * 1, rel=1e-12)
    assert design.total(y).error == pytest.approx(100 * mean.error)


def test_strata_take_out_what_lies_between_them():
    y = np.array([1.0, 2.0, 3.0, 11.0, 12.0, 13.0])
    strata = np.array([0, 0, 0, 1, 1, 1])
    design = Design(np.full(6, 10.0), strata=strata, population={0: 30, 1: 30})
    within = 0.25 * (1 - 0.1) * 1 / 3
    assert design.mean(y).error == pytest.approx(np.sqrt(2 * within))
    assert design.df == 4


def test_clusters_of_the_same_number_in_two_strata_are_two():
    design = Design(np.ones(8), strata=np.repeat([0, 1], 4), clusters=np.tile([0, 0, 1, 1], 2))
    assert design.df == 2


def test_a_lonely_cluster_is_refused_or_treated_as_told():
    y = np.array([1.0, 2.0, 9.0])
    strata = np.array([0, 0, 1])
    with pytest.raises(LonelyCluster):
        Design(np.ones(3), strata=strata)
    certain = Design(np.ones(3), strata=strata, lonely="certain").total(y)
    centred = Design(np.ones(3), strata=strata, lonely="centre").total(y)
    assert certain.error == pytest.approx(1)
    assert centred.error == pytest.approx(np.sqrt(1 + (9 - 4) ** 2))
    whole = Design(np.ones(3), strata=strata, population={0: 10, 1: 1})
    assert whole.total(y).error == pytest.approx(np.sqrt(0.8))


def test_missing_answers_and_groups_are_domains():
    number = Number(np.array([1.0, 3.0, np.nan, 100.0]))
    design = Design(np.ones(4))
    here = np.array([True, True, True, False])
    mean = design.mean(number, where=here)
    assert (mean.value, mean.n) == (2, 2)
    # the ratio's linearised values over all four
    z = np.array([-1, 1, 0, 0]) / 2
    assert mean.error == pytest.approx(np.sqrt(4 / 3 * (z @ z)))
    nobody = design.mean(number, where=np.zeros(4, dtype=bool))
    assert np.isnan([nobody.value, nobody.error]).all()


def test_scales_take_their_values():
    scale = Scale(np.array([0, 1, 2, -1]), ("1", "2", "hard to say"), values=(1, 2, None))
    assert Design(np.ones(4)).mean(scale).value == 1.5


def test_shares_of_none_and_all_have_room_on_one_side():
    design = Design(np.ones(30))
    none, all_ = design.share(np.zeros(30, dtype=bool)), design.share(np.ones(30, dtype=bool))
    assert (none.low, all_.high) == (0, 1)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 30))
    assert all_.low == pytest.approx(0.025 ** (1 / 30))


def test_a_difference_knows_that_groups_overlap():
    y = np.array([1.0, 2.0, 4.0, 8.0])
    design = Design(np.ones(4))
    everyone = np.ones(4, dtype=bool)
    same = design.difference(y, everyone, everyone)
    assert (same.value, same.error) == (0, 0)
    apart = design.difference(y, np.array([True, True, False, False]), np.array([False, False, True, True]))
    assert apart.value == pytest.approx(-4.5)


def test_ratio_of_totals():
    design = Design(np.ones(3))
    ratio = design.ratio([2.0, 4.0, 6.0], [1.0, 2.0, 3.0])
    assert (ratio.value, ratio.error) == (2, pytest.approx(0, abs=1e-12))


def test_errors_are_right_on_average():
    """A stratified cluster sample drawn again and again from a population that is known."""
    random = np.random.default_rng(11)
    sizes = (40, 60)
    clusters = [
        [random.normal(10 * s + effect, 2, 8) for effect in random.normal(0, 3, size)] for s, size in enumerate(sizes)
    ]
    drawn, values, errors, covered = (8, 12), [], [], 0
    truth = float(np.mean([y for stratum in clusters for c in stratum for y in c]))
    for _ in range(400):
        y, s, c = [], [], []
        for stratum, take in enumerate(drawn):
            for number in random.choice(sizes[stratum], take, replace=False):
                y += clusters[stratum][number].tolist()
                s += [stratum] * 8
                c += [number] * 8
        design = Design(np.full(len(y), 5.0), strata=np.array(s), clusters=np.array(c), population={0: 40, 1: 60})
        mean = design.mean(np.array(y))
        values.append(mean.value)
        errors.append(mean.error)
        covered += mean.low <= truth <= mean.high
    assert np.mean(np.square(errors)) == pytest.approx(np.var(values), rel=0.15)
    assert 0.92 <= covered / 400 <= 0.98


def test_calibration_pays_where_the_margin_explains_the_answer():
    random = np.random.default_rng(5)
    group = Choice(random.integers(0, 2, 200), ("a", "b"), key="g")
    y = group.codes * 10.0 + random.normal(0, 1, 200)
    weights = rake([Margin(group, {"a": 500, "b": 500})])
    plain, told = Design(np.full(200, 5.0)), Design(weights)
    assert told.mean(y).error < plain.mean(y).error / 3


def test_designs_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="fewer clusters"):
        Design(np.ones(3), population=2)
    with pytest.raises(ValueError, match="strata"):
        Design(np.ones(3), strata=np.array([0, 1]))
    with pytest.raises(ValueError, match="one value"):
        Design(np.ones(3)).mean(np.ones(2))
