"""A scan without paper: a frame drawn from its own description."""

import cv2
import numpy as np

from talka.methods.marks import Frame, drawing

SCALE = 12


def scan(frame: Frame, marked: tuple[str, ...] = (), dpi: float = 150) -> np.ndarray:
    """The page with crosses in these boxes, turned by a quarter as pages are in a pile."""
    paper = np.full((round(frame.height * SCALE), round(frame.width * SCALE)), 252, np.uint8)

    def rectangle(x: float, y: float, width: float, height: float, tone: int) -> None:
        low, high = np.round(np.array([[x, y], [x + width, y + height]]) * SCALE).astype(int).tolist()
        paper[low[1] : high[1], low[0] : high[0]] = tone

    for part in drawing(frame).split('d="M')[1].split('"')[0].split("M"):
        x, y, width, height = (float(each) for each in part.replace("h", " ").replace("v", " ").split()[:4])
        rectangle(x, y, width, height, 15)
    for box in frame.boxes:
        rectangle(box.x, box.y, box.width, box.height, 15)
        rectangle(box.x + 0.3, box.y + 0.3, box.width - 0.6, box.height - 0.6, 252)
        if box.id in marked:
            ends = np.array([[0.1, 0.15], [0.95, 0.9], [0.9, 0.1], [0.05, 0.95]]) * box.width + [box.x, box.y]
            pixels = np.round(ends * SCALE).astype(int).tolist()
            cv2.line(paper, pixels[0], pixels[1], 60, 6, cv2.LINE_AA)
            cv2.line(paper, pixels[2], pixels[3], 60, 6, cv2.LINE_AA)
    fine = cv2.resize(paper, None, fx=dpi / 25.4 / SCALE, fy=dpi / 25.4 / SCALE, interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(1).normal(0, 2, fine.shape)
    return np.ascontiguousarray(np.rot90(np.clip(fine + noise, 0, 255).astype(np.uint8)))
