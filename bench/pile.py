"""How fast one, two and three processes read a pile: ``bin/bench pile [--quick] [--forms N] [--counts 1,2,3]``.

Numbered forms of four pages, as in ``paper_forms``, read by the action of the job in an installation of its own, on SQLite:
pages are found, drawn, read, and kept in the database. The same pile is read with each number of processes; the figures
begin when the reading does, so that starting the processes is part of them.

pages            of the pile
pages_a_second   by the number of processes that read
same             whether every number of processes kept the same of each page
megabytes        of the process that finds and keeps the pages, of one that reads (the most it ever had, and its own share
                 of what it shares with others), and of the one that draws PDFs
load             how many processes waited for a core on average, before and after: above the processes of the bench it says
                 that others worked beside it
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from bench.harness import product, report, say
from bench.paper_forms import scanned_forms
from tests.serving.installations import Installation

FORMS, QUICK_FORMS = 60, 10

READ = """
import contextlib, datetime, json, os, re, resource, threading, time
from pathlib import Path
from django.conf import settings
from django.core.files import File
from talka.consultations.models import Door
from talka.paper import actions, workers
from talka.paper.actions import bringing
from talka.paper.models import ScannedPage

def memory(pid):
    status = Path(f"/proc/{{pid}}/status").read_text()
    share = Path(f"/proc/{{pid}}/smaps_rollup").read_text()
    found = re.search(r"VmHWM:\\s+(\\d+)", status), re.search(r"Pss:\\s+(\\d+)", share)
    return [round(int(each[1]) / 1024) for each in found]

def watch(done):
    while not done.wait(0.3):
        ours = workers._kept.ours
        running = {{f"reads{{place}}": each.process for place, each in enumerate(list(ours._workers)) if each.process}}
        drawing = ours._renderer and ours._renderer.pid
        with contextlib.suppress(OSError, ValueError, AttributeError):
            for name, pid in [*((name, each.pid) for name, each in running.items()), *([("draws", drawing)] if drawing else [])]:
                most, share = memory(pid)
                name = name.rstrip("0123456789")
                megabytes[name] = max(most, megabytes.get(name, 0))
                megabytes[f"{{name}}_share"] = max(share, megabytes.get(f"{{name}}_share", 0))

bringing.read_later = lambda _pile: None
files = [File(path.open("rb"), name=path.name) for path in sorted(Path("{folder}").glob("*.pdf"))]
door = Door.objects.filter(channel="paper").get()
pile = actions.bring_scans(acting_user=None, door=door, files=files, collected_on=datetime.date.today())
pages = ScannedPage.objects.filter(file__scan_import=pile)
seconds, kept, megabytes = {{}}, set(), {{}}
for count in {counts}:
    settings.SCAN_PROCESSES = count
    pages.delete()
    pile.files.update(pages=None)
    began = time.perf_counter()
    done = threading.Event()
    watching = threading.Thread(target=watch, args=(done,))
    watching.start()
    while actions.read_on(import_id=pile.pk):
        pass
    seconds[count] = time.perf_counter() - began
    done.set()
    watching.join()
    kept.add(json.dumps(list(pages.order_by("file_id", "number").values_list("number", "kind", "page", "form_number", "digest"))))
megabytes["finds"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(json.dumps({{"pages": pages.count(), "megabytes": megabytes, "same": len(kept) == 1,
    "pages_a_second": {{count: round(pages.count() / took, 1) for count, took in seconds.items()}}}}))
"""


def run(installation: Installation, count: int, folder: Path, counts: list[int]) -> dict[str, Any]:
    scanned_forms(installation, count, folder, processes=2)
    say("reading them")
    before = os.getloadavg()[0]
    told = installation.python(READ.format(folder=folder, counts=counts), longest=1800)
    figures: dict[str, Any] = json.loads(told.splitlines()[-1])
    return figures | {"load": [round(before, 1), round(os.getloadavg()[0], 1)], "cores": os.cpu_count()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_FORMS} forms")
    parser.add_argument("--forms", type=int)
    parser.add_argument("--counts", default="1,2,3", help="numbers of processes")
    given = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as for the jobs of an installation
    count = given.forms or (QUICK_FORMS if given.quick else FORMS)
    with product() as (installation, folder):
        report(run(installation, count, folder, [int(each) for each in given.counts.split(",")]))


if __name__ == "__main__":
    main()
