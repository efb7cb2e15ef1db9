"""What printers, scanners, phones, staples and coffee do to the page. All in OpenCV."""

import cv2
import numpy as np

from talka.methods.marks import Frame

Random = np.random.Generator


def warped(
    paper: np.ndarray, place: "np.ndarray", size: tuple[int, int], scale: float, bend: "np.ndarray | None", fill: float
) -> np.ndarray:
    """The page in a picture of `size`; `place` are its four corners there; `bend` adds a displacement in mm (8×8 grid)."""
    height, width = paper.shape
    page = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(place.astype(np.float32), page)
    x, y = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    depth = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    across = ((matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / depth).astype(np.float32)
    down = ((matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / depth).astype(np.float32)
    if bend is not None:
        u, v = np.clip(across / width, 0, 1) * (bend.shape[1] - 1), np.clip(down / height, 0, 1) * (bend.shape[0] - 1)
        across = across + cv2.remap(bend[:, :, 0], u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE) * scale
        down = down + cv2.remap(bend[:, :, 1], u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE) * scale
    grow = float(np.sqrt(abs(np.linalg.det(matrix[:2, :2]))))
    soft = cv2.GaussianBlur(paper, (0, 0), max(0.3, 0.42 * grow))
    return cv2.remap(soft, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill)


def curl(frame: Frame, random: Random, strength: float) -> np.ndarray:
    """A smooth displacement up to `strength` mm."""
    coarse = random.normal(0, 1, (3, 3, 2)).astype(np.float32)
    fine = cv2.resize(coarse, (8, 8), interpolation=cv2.INTER_CUBIC)
    return (fine / max(1e-6, float(np.abs(fine).max())) * strength).astype(np.float32)


def spoil(paper: np.ndarray, frame: Frame, defect: str, random: Random, scale: float) -> None:
    """What lies on the paper itself."""
    height, width = paper.shape
    if defect == "coffee ring":
        for _ in range(int(random.integers(1, 3))):
            layer = np.zeros_like(paper)
            middle = int(random.integers(0, width)), int(random.integers(0, height))
            radius = int(float(random.uniform(28, 42)) * scale)
            cv2.circle(layer, middle, radius, 255, int(float(random.uniform(1, 4)) * scale), cv2.LINE_AA)
            layer = cv2.GaussianBlur(cv2.resize(layer, None, fx=0.25, fy=0.25), (0, 0), 3)
            layer = cv2.resize(layer, (width, height)).astype(np.float32) / 255
            paper[:] = (paper * (1 - layer * float(random.uniform(0.12, 0.4)))).astype(np.uint8)
    if defect == "staple":
        start = random.uniform([6, 6], [45, 30]) * scale
        turn = float(random.uniform(-0.8, 0.8))
        end = start + np.array([np.cos(turn), np.sin(turn)]) * 12 * scale
        cv2.line(paper, tuple(map(int, start)), tuple(map(int, end)), int(random.integers(60, 150)), int(0.8 * scale))
    if defect == "lost corner":
        reach = float(random.uniform(12, 34)) * scale
        corner = int(random.integers(0, 4))
        place = np.array([(0, 0), (width, 0), (width, height), (0, height)][corner], float)
        toward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)][corner], float)
        shape = np.array(
            [place, place + toward * [reach * float(random.uniform(0.8, 1.3)), 0], place + toward * [0, reach]]
        )
        cv2.fillConvexPoly(paper, shape.astype(np.int32), int(random.choice([0, 40, 128, 235, 255])))


def streaks(picture: np.ndarray, random: Random) -> None:
    """Dirt on the glass of a feeder: lines along the whole picture, dark or light."""
    for _ in range(int(random.integers(1, 4))):
        x = int(random.integers(0, picture.shape[1]))
        width = int(random.integers(1, 5))
        band = picture[:, x : x + width].astype(np.float32)
        strength = float(random.uniform(0.2, 0.95))
        tone = 0.0 if random.random() < 0.75 else 255.0
        along = np.ones((picture.shape[0], 1))
        if random.random() < 0.3:
            along = (cv2.GaussianBlur(random.random((picture.shape[0], 1)), (1, 61), 0, sigmaY=20) > 0.49).astype(float)
        picture[:, x : x + width] = (band * (1 - strength * along) + tone * strength * along).astype(np.uint8)


def scan(paper: np.ndarray, frame: Frame, defect: str, random: Random, scale: float) -> np.ndarray:
    """The page as a feeder sees it."""
    spoil(paper, frame, defect, random, scale)
    if defect == "digital":
        # never printed: filled in on a screen
        size = round(paper.shape[1] * (fine := float(random.uniform(0.5, 0.9)))), round(paper.shape[0] * fine)
        return cv2.resize(paper, size, interpolation=cv2.INTER_AREA)
    if defect == "photocopy":
        paper = cv2.GaussianBlur(paper, (0, 0), 2.2)
        level = int(random.integers(120, 190))
        paper = np.clip((paper.astype(np.float32) - level) * float(random.uniform(3, 8)) + level, 0, 255).astype(
            np.uint8
        )
        for _ in range(int(random.integers(50, 400))):
            cv2.circle(
                paper,
                (int(random.integers(0, paper.shape[1])), int(random.integers(0, paper.shape[0]))),
                int(random.integers(1, 4)),
                0,
                -1,
            )
    dpi = {"coarse": 150}.get(defect) or float(random.choice([150, 200, 200, 240, 300]))
    shrink = float(random.uniform(0.94, 0.97)) if defect == "shrink" else float(random.uniform(0.97, 1.0))
    angle = np.deg2rad(float(random.uniform(-6, 6) if defect == "skew" else random.normal(0, 0.5)))
    side = frame.width * dpi / 25.4, frame.height * dpi / 25.4
    size = round(side[0]), round(side[1])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * shrink
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(side) / 2
    place = corners @ turn.T + np.array(side) / 2 + random.normal(0, 0.8, 2) * dpi / 25.4
    bend = curl(frame, random, float(random.uniform(1.0, 3.2))) if defect == "curl" else curl(frame, random, 0.15)
    picture = warped(paper, place, size, scale, bend, float(random.choice([255, 255, 250, 30])))
    quarter = 2 if defect == "upside down" else int(random.choice([0, 0, 0, 1, 2, 3]))
    picture = np.ascontiguousarray(np.rot90(picture, quarter))
    gamma = float(random.uniform(0.7, 1.4))
    picture = np.round(255 * (picture / 255.0) ** gamma).astype(np.uint8)
    if defect == "streak":
        streaks(picture, random)
    low, high = float(random.uniform(0, 50)), float(random.uniform(215, 255))
    noise = random.normal(
        0, float(random.uniform(1, 5)), (picture.shape[0] // 2 + 1, picture.shape[1] // 2 + 1)
    ).astype(np.float32)
    noise = cv2.resize(noise, picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    grey = np.clip(picture.astype(np.float32) * ((high - low) / 255) + low + noise, 0, 255).astype(np.uint8)
    if defect == "screened":
        return screened(grey, random)
    if defect == "bilevel":
        level = float(random.uniform(0.55, 0.72)) * (high - low) + low
        return np.where(grey > level, 255, 0).astype(np.uint8)
    return jpeg(grey, int(random.integers(40, 95))) if random.random() < 0.7 else grey


def screened(grey: np.ndarray, random: Random) -> np.ndarray:
    """Black and white by an ordered pattern of 2, 4 or 8 pixels, as fax machines do."""
    pattern = np.zeros((1, 1))
    for _ in range(int(random.integers(1, 4))):
        pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
    pattern = (pattern + 0.5) / pattern.size * 215 + 20
    rows, columns = grey.shape
    tiled = np.tile(pattern, (rows // len(pattern) + 1, columns // len(pattern) + 1))[:rows, :columns]
    return np.where(grey > tiled, 255, 0).astype(np.uint8)


def photograph(paper: np.ndarray, frame: Frame, defect: str, random: Random, scale: float) -> np.ndarray:
    """The page on a table, as a phone sees it."""
    size = (2448, 3264) if random.random() < 0.5 else (1800, 2400)
    fit = min(size[0] * 0.94 / frame.width, size[1] * 0.94 / frame.height) * float(random.uniform(0.85, 1.0))
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([frame.width, frame.height]) / 2 * fit
    angle = np.deg2rad(float(random.normal(0, 3)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    place = corners @ turn.T * (1 + random.uniform(-0.06, 0.03, (4, 2))) + np.array(size) / 2
    bend = curl(frame, random, float(random.uniform(1, 4.5) if defect == "bent photograph" else random.uniform(0, 1)))
    picture = warped(paper, place, size, scale, bend, float(random.uniform(20, 120))).astype(np.float32)
    light = cv2.resize(random.uniform(0.6, 1.0, (3, 3)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    if defect == "shadow":
        edge = np.zeros((size[1] // 8, size[0] // 8), np.float32)
        points = random.uniform(-0.3, 1.3, (4, 2)) * [size[0] // 8, size[1] // 8]
        cv2.fillConvexPoly(edge, cv2.convexHull(points.astype(np.int32)), 1.0)
        edge = cv2.resize(cv2.GaussianBlur(edge, (0, 0), float(random.uniform(2, 12))), size)
        light = light * (1 - edge * float(random.uniform(0.2, 0.5)))
    picture = picture * light * float(random.uniform(0.8, 1.05)) + float(random.uniform(0, 25))
    picture = cv2.GaussianBlur(
        picture, (0, 0), float(random.uniform(1.2, 2.0) if defect == "blur" else random.uniform(0.4, 1.0))
    )
    picture += random.normal(0, float(random.uniform(1, 6)), picture.shape).astype(np.float32)
    picture = np.rot90(picture, int(random.choice([0, 0, 1, 2, 3])))
    return jpeg(np.clip(picture, 0, 255).astype(np.uint8), int(random.integers(60, 95)))


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    coded = cv2.imencode(".jpg", np.ascontiguousarray(picture), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
