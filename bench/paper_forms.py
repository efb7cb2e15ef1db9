"""500 forms of four pages, from the scan to the finished pile: ``bin/bench paper_forms [--quick] [--forms N]``.

A real installation serves, its own process for jobs reads. The forms are printed by the program, numbered, filled in by
the hands of the tuning corpus and scanned (bench/sheets/filled.py), brought through the page in as many requests as the
limit asks for, and whatever the reader is not sure of is checked by a robot in Chromium that knows what was meant and
presses keys alone (bench/robot.py). Then the pile is finished.

forms, pages       how many were brought
machine_seconds    from the first file to the finished pile, without the robot's own time
seconds_reading    of it: until every page was read and put to forms
seconds_checking   what the robot took; a person thinks longer, and the machine waits meanwhile
key_presses        all, letters of words included; key_presses_marks those for marks alone
items_checked      so many things a person was shown
forms_counted      forms whose answers stand in the consultation
wrong              readings that nobody checked and that differ from what was meant
cpu_seconds_reading  what the installation computed until then: its time on a machine without other work
forms_checked_among  with --copies, the rows of the forms that were read are copied in the database after reading, so that
                   checking is measured on a pile of that size; reading and *wrong* are of the forms that were scanned
key_ms_50, _95     milliseconds from a key to the next thing on the screen
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.harness import at, product, report, say
from bench.robot import WATCH, Told, check
from bench.sheets.filled import Filled, file_of
from tests.browser.pages import FLAGS, NAMES
from tests.serving.installations import Installation

FORMS, QUICK_FORMS = 500, 10
FORMS_A_FILE = 20
LARGEST = 70_000_000
LONGEST_READING = 3600.0

MAKE = """
import json
from bench.sheets.four_pages import make_four_pages
from tests.browser.pages import session_cookie
from talka.paper import actions
consultation, door, coordinator = make_four_pages()
printed = actions.ready_print(acting_user=coordinator, consultation=consultation, language="en")
print(json.dumps({"network": consultation.network.slug, "slug": consultation.slug, "print": printed.pk,
    "cookie": session_cookie(coordinator), "frames": [json.dumps(each) for each in printed.frames]}))
"""
PRINT = """
from pathlib import Path
from talka.paper import actions
from talka.paper.actions.printing import pages_for_printer
from talka.paper.models import PaperPrint
printed = PaperPrint.objects.get()
run = actions.print_numbered(acting_user=None, paper_print=printed, copies={copies})
print(run.first)
for first in range(run.first, run.last + 1, {step}):
    numbers = range(first, min(first + {step}, run.last + 1))
    Path("{folder}", f"{{first}}.printed").write_bytes(pages_for_printer(printed, numbers))
"""
COPY = """
import uuid
from talka.paper.models import FilledForm, Reading
forms = list(FilledForm.objects.prefetch_related("readings"))
step = max(form.number for form in forms)
for copy in range(1, {copies}):
    made = FilledForm.objects.bulk_create(
        FilledForm(scan_import_id=form.scan_import_id, paper_print_id=form.paper_print_id, number=form.number + copy * step,
                   position=form.position + copy * len(forms), answer_id=uuid.uuid4())
        for form in forms
    )
    rows = []
    for new, old in zip(made, forms):
        for reading in old.readings.all():
            reading.pk, reading.form = None, new
            rows.append(reading)
    Reading.objects.bulk_create(rows, batch_size=500)
    forms = list(FilledForm.objects.filter(position__lt=len(forms)).prefetch_related("readings"))
from talka.paper.actions.counting import count_ready_forms
from talka.paper.models import ScanImport
count_ready_forms(ScanImport.objects.get())
print(step)
"""
READ = """
import json
from talka.paper.models import FilledForm, Reading, ScanImport
from talka.consultations.models import Answer
pile = ScanImport.objects.get()
print(json.dumps({"state": pile.state, "forms": pile.forms.count(),
    "counted": pile.forms.filter(state="counted").count(), "answers": Answer.objects.count(),
    "readings": list(Reading.objects.values_list("pk", "form__number", "name", "state", "value", "kind"))}))
"""


def fill_in(task: tuple[str, int, int, list[str]]) -> list[Filled]:
    """One file: from the printed forms to the scan beside them."""
    folder, first, count, frames = task
    source = Path(folder, f"{first}.printed")
    scan, forms = file_of(source.read_bytes(), frames, list(range(first, first + count)), seed=first)
    Path(folder, f"{first}.pdf").write_bytes(scan)
    source.unlink()
    return forms


def loads(files: list[Path]) -> list[list[Path]]:
    """Files put together to requests that are not too large."""
    made: list[list[Path]] = [[]]
    size = 0
    for file in files:
        if size + file.stat().st_size > LARGEST:
            made.append([])
            size = 0
        made[-1].append(file)
        size += file.stat().st_size
    return made


def bring(page: Page, address: str, files: list[Path]) -> str:
    """The first files as a new pile, the others added to it; gives the pile's address."""
    first, *others = loads(files)
    page.goto(f"{address}scans/new/")
    page.locator("input[type=file]").set_input_files(first)
    page.get_by_role("button", name="Read the scans").click()
    page.wait_for_url(re.compile(r"/paper/scans/\d+/$"))
    pile = page.url
    for more in others:
        page.locator("input[type=file]").set_input_files(more)
        page.get_by_role("button", name="Read them, too").click()
        page.wait_for_load_state()
        page.wait_for_timeout(200)
    return pile


def wait_for_reading(page: Page, pile: str) -> None:
    until = time.monotonic() + LONGEST_READING
    while time.monotonic() < until:
        page.goto(pile)
        if page.get_by_role("button", name="Finish the pile").count():
            return
        say(f"  {page.locator('.keys b').first.inner_text()} pages read")
        page.wait_for_timeout(3000)
    raise SystemExit("reading did not end")


def told_by(installation: Installation) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(installation.python(READ, longest=300).splitlines()[-1])
    return told


def cpu_seconds(parent: int) -> float:
    """Seconds of computing so far by the installation's processes: what a machine without other work would take."""
    fields = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields[int(stat.parent.name)] = stat.read_text().rpartition(")")[2].split()
    mine = {parent}
    while more := {pid for pid, each in fields.items() if int(each[1]) in mine} - mine:
        mine |= more
    return sum(sum(map(int, fields[pid][11:15])) for pid in mine if pid in fields) / os.sysconf("SC_CLK_TCK")


def scanned_forms(
    installation: Installation, count: int, folder: Path, processes: int
) -> tuple[dict[str, Any], list[Filled]]:
    """So many forms printed by the installation, filled in, and scanned into files in the folder; what MAKE told of it, and what was meant."""
    made: dict[str, Any] = json.loads(installation.python(MAKE).splitlines()[-1])
    say(f"printing {count} forms of {len(made['frames'])} pages")
    code = PRINT.format(copies=count, step=FORMS_A_FILE, folder=folder)
    first = int(installation.python(code, longest=1800).splitlines()[-1])
    tasks = [
        (str(folder), begin, min(FORMS_A_FILE, first + count - begin), made["frames"])
        for begin in range(first, first + count, FORMS_A_FILE)
    ]
    say("filling them in and scanning them")
    with ProcessPoolExecutor(processes) as pool:
        return made, [form for each in pool.map(fill_in, tasks) for form in each]


def run(installation: Installation, count: int, folder: Path, processes: int, copies: int) -> dict[str, Any]:
    made, forms = scanned_forms(installation, count, folder, processes)
    meant = {(form.number, name): value for form in forms for name, value in form.meant.items()}
    files = sorted(folder.glob("*.pdf"), key=lambda each: int(each.stem))
    with installation.served(TALKA_WORKERS="2") as (address, process), sync_playwright() as playwright:
        address = address.replace("127.0.0.1", "localhost")
        path = next(found for name in NAMES if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, "--no-sandbox"])
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="en")
        context.set_default_timeout(120_000)
        context.add_cookies([{"name": "session", "value": made["cookie"], "url": address}])
        page = context.new_page()
        page.add_init_script(WATCH)
        began = time.perf_counter()
        pile = bring(page, f"/{made['network']}/consultations/{made['slug']}/paper/", files)
        brought = time.perf_counter()
        say(f"brought after {brought - began:.0f} s")
        wait_for_reading(page, pile)
        read = time.perf_counter()
        say(f"read after {read - began:.0f} s")
        computed = cpu_seconds(process.pid)
        step = count
        if copies > 1:
            step = int(installation.python(COPY.format(copies=copies), longest=900).splitlines()[-1])
        before = told_by(installation)
        truth = {reading: meant[(number - 1) % step + 1, name] for reading, number, name, *_rest in before["readings"]}
        wrong = [
            (number, name, value)
            for _reading, number, name, state, value, _kind in before["readings"]
            if number <= step and state == "sure" and sorted(value) != sorted(meant[number, name])
        ]
        robot = Told()
        checking = time.perf_counter()
        for kind in ("choice", "number", "text"):
            check(page, pile, kind, truth.__getitem__, robot)
            say(f"{kind}: {robot.items} things, {robot.keys} keys so far")
        checked = time.perf_counter()
        page.goto(pile)
        page.get_by_role("button", name="Finish the pile").click()
        page.wait_for_load_state()
        finished = time.perf_counter()
        browser.close()
    after = told_by(installation)
    for number, name, value in wrong:
        say(f"wrong: form {number}, {name}: read {value}, meant {meant[number, name]}")
    return figures(count, made, robot, after, len(wrong)) | {
        "readings": len(after["readings"]),
        "readings_sure": sum(each[3] == "sure" for each in after["readings"]),
        "megabytes": round(sum(file.stat().st_size for file in files) / 1e6),
        "machine_seconds": round(finished - checked + read - began, 1),
        "cpu_seconds_reading": round(computed, 1),
        "forms_checked_among": count * copies,
        "seconds_bringing": round(brought - began, 1),
        "seconds_reading": round(read - began, 1),
        "seconds_checking": round(checked - checking, 1),
    }


def figures(count: int, made: dict[str, Any], robot: Told, after: dict[str, Any], wrong: int) -> dict[str, Any]:
    shown = sorted(robot.shown)
    return {
        "forms": count,
        "pages": count * len(made["frames"]),
        "key_presses": robot.keys,
        "key_presses_by_kind": robot.keys_by_kind,
        "items_checked": robot.items,
        "forms_counted": after["counted"],
        "answers": after["answers"],
        "state": after["state"],
        "wrong": wrong,
        "key_ms_50": round(statistics.median(shown), 1) if shown else None,
        "key_ms_95": round(at(shown, 0.95), 1) if shown else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_FORMS} forms")
    parser.add_argument("--forms", type=int)
    parser.add_argument("--processes", type=int, default=2, help="for making the scans")
    parser.add_argument("--copies", type=int, default=1, help="after reading, so many of each form are checked")
    given = parser.parse_args()
    count = given.forms or (QUICK_FORMS if given.quick else FORMS)
    with product() as (installation, folder):
        report(run(installation, count, folder, given.processes, given.copies))


if __name__ == "__main__":
    main()
