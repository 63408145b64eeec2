#!/usr/bin/env python3
"""The house rules that a compiler does not know: room arrows, library borders, sizes, and words that stay out.

Arrows are read from CMakeLists.txt (undertone_room(NAME USES …)), the one place that states them. Run from the
project's top folder; prints each breach with its line and exits with 1 if there is any.
"""

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 60
# A C library's headers never leave its room.
BORDERS = {
    r"libav\w+/|libswscale|libswresample": {"media"},
    r"webp/": {"media"},
    r"fluidsynth": {"perform"},
    r"smf\.h": {"perform"},
    r"ebur128": {"mix"},
    r"unicode/": {"talk"},
    r"toml\+\+": {"talk", "compose"},
    r"CLI/": {"apps"},
}


def arrows():
    text = (TOP / "CMakeLists.txt").read_text()
    found = {}
    for name, uses in re.findall(r"undertone_room\((\w+)(?:\s+USES\s+([\w\s]+?))?(?:\s+LINKS[^)]*)?\)", text):
        found[name] = set(uses.split()) | {name}
    return found


def room_of(path):
    parts = path.relative_to(TOP).parts
    return parts[1] if parts[0] == "src" else parts[0]


def check_includes(path, rooms):
    room = room_of(path)
    allowed = rooms.get(room, set(rooms))
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#include\s*[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        target = match.group(1)
        first = target.split("/")[0]
        if "/" in target and first in rooms and first not in allowed:
            yield f"{path.relative_to(TOP)}:{number}: {room} may not include {target} (CMakeLists.txt has the arrows)"
        if path.relative_to(TOP).parts[0] not in ("src", "apps"):
            continue
        for border, homes in BORDERS.items():
            if re.match(border, target) and room not in homes:
                yield f"{path.relative_to(TOP)}:{number}: {target} stays inside {', '.join(sorted(homes))}"


def check_sizes(path):
    lines = path.read_text().splitlines()
    if len(lines) > FILE_LINES:
        yield f"{path.relative_to(TOP)}: {len(lines)} lines; a source file has at most {FILE_LINES}"
    # Formatted code: a definition begins in column 0 (or two in, in a class) and its body ends with a brace there.
    start = None
    for number, line in enumerate(lines, 1):
        body = re.match(r"^( {0,2})(?!namespace|enum|struct|class|union|extern|using|#|//|}|constexpr .*\{\{|const .*\{\{)\S.*\{$", line)
        if start is None and body and "(" in line:
            start, indent = number, body.group(1)
        elif start is not None and line.startswith(indent + "}"):
            if number - start + 1 > FUNCTION_LINES:
                yield (f"{path.relative_to(TOP)}:{start}: a function of {number - start + 1} lines;"
                       f" at most {FUNCTION_LINES}")
            start = None


def main():
    rooms = arrows()
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=TOP, capture_output=True, text=True,
                            check=True).stdout.split("\n")
    files = [TOP / f for f in listed if re.match(r"(src|apps|tests|fuzz|bench)/.*\.(cpp|h)$", f) and (TOP / f).exists()]
    breaches = []
    for path in files:
        breaches += check_includes(path, rooms)
        breaches += check_sizes(path)
    print("\n".join(breaches) if breaches else f"{len(files)} sources, {len(rooms)} rooms: the house is in order.")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
