"""Fits the network of the reader of marks on the tuning corpus: ``python -m bench.sheets.fit FOLDER --to FILE [--minutes N] [--without held]``.

FOLDER is what `bench.sheets.tuning_store` has written. It needs torch (2.13 was used; the CPU build), which is in no lock
file: make an environment of its own with torch, numpy and opencv-python-headless, and run this there. The reporting corpus is not looked at.

Every fifth seed is kept out of the fit. `--without held` also keeps out whole families (HELD): what is measured on them tells
how the network reads pens, hands and noises that it never saw; `bench.sheets.choose` then makes model.npz of FILE.

The landed weights were fitted on 6,650 pages (3,250 of `tuning_store --wide 3600 --others 60`, which broke off, and 3,400 of `--begin 20000`, stopped; the store was made before thin streaks were taken out of boxes), of which 5,365 are not every
fifth seed: 48 minutes by one thread, then 27 minutes by two from there (`--begin`, `--rate 0.0012 --seed 11`). A fit `--without held` of 48 minutes beside it told how the network carries over to families that it never saw, and so the thresholds. Time decides the number of
rounds, and the machine did other things, so another fit gives weights like them and not the same.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bench.sheets.fit_families import HELD, NO_TRACE
from talka.methods.marks import Outline
from talka.methods.marks.model import ENOUGH, USUAL, expected

LEVELS = 200

CHANNELS = (2, 12, 24, 48, 80)
KERNELS = (4, 3, 3, 3)
EMBEDDED = 64
EMPTIES = 0.15
"""Of the boxes that are plainly empty, how many are shown in a round."""
DRAWN = 0.08
"""Of the pages, on how many the usual empty box is not known and is drawn instead."""
TOGETHER = 3
"""Pages a step."""


class Reader(nn.Module):
    """Patches of some pages → scores of each box by itself, and beside the other boxes of its page."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, kernel in zip(CHANNELS[:-1], CHANNELS[1:], KERNELS, strict=True):
            layers += [
                nn.Conv2d(before, after, kernel, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(),
            ]
        self.see = nn.Sequential(*layers)
        self.embed = nn.Linear(CHANNELS[-1] * 16, EMBEDDED)
        self.alone = nn.Linear(EMBEDDED, 3)
        self.beside = nn.Linear(3 * EMBEDDED + 1, EMBEDDED)
        self.whole = nn.Linear(EMBEDDED, 3)

    def forward(self, shown: torch.Tensor, page: torch.Tensor, pages: int) -> tuple[torch.Tensor, torch.Tensor]:
        seen = functional.relu(self.embed(functional.dropout(self.see(shown).flatten(1), 0.1, self.training)))
        first = self.alone(seen)
        chance = first.softmax(1)
        around = []
        for kind in (0, 1):
            weight = chance[:, kind : kind + 1]
            mass = torch.zeros(pages, 1).index_add(0, page, weight)[page] - weight
            other = torch.zeros(pages, EMBEDDED).index_add(0, page, weight * seen)[page] - weight * seen
            around.append(other / (mass + 0.3))
        marks = torch.log1p(mass.clamp(min=0))
        return first, first + self.whole(functional.relu(self.beside(torch.cat([seen, *around, marks], 1))))


class Page:
    """One page of the store: what the fit needs."""

    def __init__(self, dark: np.ndarray, part: dict[str, np.ndarray], told: dict[str, object]) -> None:
        self.dark = dark
        self.classes = part["classes"].astype(np.int64)
        # What left no trace in the picture (a pencil under a hard threshold) teaches nothing but doubt about empty boxes.
        self.use = (part["doubts"] == 0) & ((self.classes == 0) | (part["traces"] > NO_TRACE))
        self.plain = (self.classes == 0) & (part["spots"] < 0.05)
        self.families = frozenset(told["families"])  # type: ignore[arg-type] # a list of names
        self.seed = int(told["task"][1])  # type: ignore[index] # kind and seed
        self.usual = np.zeros_like(dark)
        self.drawn = np.zeros_like(dark)
        for outline in (Outline.SQUARE, Outline.ROUND):
            mine = part["round"] == (outline is Outline.ROUND)
            self.drawn[mine] = np.round(expected(outline) * LEVELS)
            self.usual[mine] = np.sort(dark[mine], axis=0)[int(USUAL * (mine.sum() - 1))] if mine.sum() >= ENOUGH else self.drawn[mine]  # fmt: skip


def load(folder: Path, known: set[str]) -> list[Page]:
    """The files that are there and were not loaded before."""
    pages = []
    for path in sorted(folder.glob("[0-9]*.npz")):
        if path.name in known:
            continue
        known.add(path.name)
        with np.load(path) as kept:
            told = json.loads(str(kept["told"]))
            arrays = {name: kept[name] for name in ("dark", "classes", "doubts", "traces", "spots", "round")}
            ends = np.cumsum(kept["sizes"])
        for end, size, each in zip(ends, np.diff(ends, prepend=0), told, strict=True):
            part = {name: value[end - size : end] for name, value in arrays.items()}
            pages.append(Page(part["dark"], part, each))
    return pages


def varied(dark: torch.Tensor, usual: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
    """A page turned, mirrored, paler or darker, softer, noisier: both pictures in the same way."""
    shown = torch.stack([dark, usual], 1)
    if random.random() < 0.5:
        shown = shown.flip(3)
    if random.random() < 0.5:
        shown = shown.flip(2)
    if random.random() < 0.5:
        shown = shown.transpose(2, 3)
    if random.random() < 0.5:
        shown = shown.clamp(0, 1.2) ** float(np.exp(random.normal(0, 0.15))) * float(random.uniform(0.75, 1.15))
    if random.random() < 0.25:
        shown = functional.avg_pool2d(shown, 3, 1, 1)
    if random.random() < 0.4:
        shown = torch.stack(
            [shown[:, 0] + torch.randn(shown[:, 0].shape) * float(random.uniform(0, 0.08)), shown[:, 1]], 1
        )
    if random.random() < 0.5:
        across, down = (int(each) for each in random.integers(-2, 3, 2))
        shown = shown.roll((down, across), (2, 3))
    return shown


def batch(pages: list[Page], random: np.random.Generator | None) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    shown, owner, classes = [], [], []
    for number, page in enumerate(pages):
        take = page.use.copy()
        if random is not None:
            take &= ~page.plain | (random.random(len(take)) < EMPTIES)
        if not take.any():
            continue
        drawn = random is not None and random.random() < DRAWN
        both = page.dark, page.drawn if drawn else page.usual
        dark, usual = (torch.from_numpy(each[take].astype(np.float32) / LEVELS) for each in both)
        shown.append(torch.stack([dark, usual], 1) if random is None else varied(dark, usual, random))
        owner.append(torch.full((int(take.sum()),), number))
        classes.append(torch.from_numpy(page.classes[take]))
    return torch.cat(shown), torch.cat(owner), torch.cat(classes)


def measured(reader: Reader, pages: list[Page]) -> str:
    reader.eval()
    lost, alone, wrong, count = 0.0, 0.0, 0, 0
    with torch.no_grad():
        for first in range(0, len(pages), 20):
            part = pages[first : first + 20]
            shown, owner, classes = batch(part, None)
            one, whole = reader(shown, owner, len(part))
            lost += float(functional.cross_entropy(whole, classes, reduction="sum"))
            alone += float(functional.cross_entropy(one, classes, reduction="sum"))
            wrong += int((whole.argmax(1) != classes).sum())
            count += len(classes)
    reader.train()
    return f"{lost / max(1, count):.5f} (alone {alone / max(1, count):.5f}) wrong {wrong} of {count}"


def folded(reader: Reader) -> dict[str, np.ndarray]:
    """Weights as the reader of marks wants them, batch norms folded in, half precision."""
    told: dict[str, np.ndarray] = {}
    for place in range(len(KERNELS)):
        conv, norm = reader.see[3 * place], reader.see[3 * place + 1]
        assert isinstance(conv, nn.Conv2d)
        assert isinstance(norm, nn.BatchNorm2d)
        assert norm.running_var is not None
        assert norm.running_mean is not None
        gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        kernels = conv.weight * gain[:, None, None, None]
        told[f"see{place}.weights"] = kernels.permute(2, 3, 1, 0).detach().numpy()
        told[f"see{place}.bias"] = (norm.bias - norm.running_mean * gain).detach().numpy()
    for name in ("embed", "alone", "beside", "whole"):
        layer = getattr(reader, name)
        told[f"{name}.weights"], told[f"{name}.bias"] = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    # channels last, as the reader of marks holds them
    embed = told["embed.weights"].reshape(EMBEDDED, CHANNELS[-1], 16)
    told["embed.weights"] = embed.transpose(0, 2, 1).reshape(EMBEDDED, -1)
    return {name: value.astype(np.float16) for name, value in told.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--without", choices=["nothing", "held"], default="nothing")
    parser.add_argument("--to", type=Path, required=True, help="where the weights go")
    parser.add_argument("--begin", type=Path, nargs="+", help="states to go on from: the average of their weights")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--flat", action="store_true", help="keep the rate, to go on later")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    random = np.random.default_rng(given.seed)
    reader = Reader()
    if given.begin:
        states = [torch.load(path) for path in given.begin]
        reader.load_state_dict({name: sum(each[name] for each in states) / len(states) for name in states[0]})
    steps = torch.optim.AdamW(reader.parameters(), lr=given.rate, weight_decay=0.01)
    weigh = torch.tensor([1.0, 1.0, 1.5])
    begun = time.monotonic()
    known: set[str] = set()
    fitting: list[Page] = []
    kept: list[Page] = []
    held: list[Page] = []
    turn = 0
    while (gone := (time.monotonic() - begun) / 60 / given.minutes) < 1:
        for page in load(given.folder, known):
            if given.without == "held" and page.families & HELD:
                held.append(page)
            else:
                (kept if page.seed % 5 == 4 else fitting).append(page)
        turn += 1
        order = random.permutation(len(fitting))
        lost = []
        for first in range(0, len(order), TOGETHER):
            gone = (time.monotonic() - begun) / 60 / given.minutes
            if gone >= 1:
                break
            for group in steps.param_groups:
                group["lr"] = given.rate * (1 if given.flat else 0.5 * (1 + np.cos(np.pi * gone)) + 0.005)
            part = [fitting[place] for place in order[first : first + TOGETHER]]
            shown, owner, classes = batch(part, random)
            one, whole = reader(shown, owner, len(part))
            loss = functional.cross_entropy(whole, classes, weigh) + 0.4 * functional.cross_entropy(one, classes, weigh)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            steps.step()
            lost.append(float(loss.detach()))
        print(
            f"{turn}: {time.monotonic() - begun:.0f} s, {len(fitting)} pages, fit {np.mean(lost):.5f}",
            end="",
            flush=True,
        )
        if gone >= 1:
            print(f"; kept {measured(reader, kept)}; held {measured(reader, held)}", end="")
        print(flush=True)
        np.savez(given.to, **folded(reader))  # type: ignore[arg-type] # numpy's stub knows one keyword only
        torch.save(reader.state_dict(), given.to.with_suffix(".state"))


if __name__ == "__main__":
    main()
