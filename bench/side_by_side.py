#!/usr/bin/env python3
"""The main job against ffmpeg's mix-and-copy, in turns; and how time and memory grow with length.

Commands are timed whole (wall clock) and their peak memory read from the kernel (wait4). Medians, because these
machines are shared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
UNDERTONE = TOP / "build/release/apps/undertone/undertone"
REQUEST = "add upbeat background music to my video and fade it out at the end"


def measure(command):
    """(wall seconds, CPU seconds, peak MB) of one run; stops the bench if it fails."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {status}")
    return time.monotonic() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def make_clip(file, seconds):
    """1080p30, about 8 Mbit/s H.264 + AAC, a shot every five seconds."""
    sources, labels = [], ""
    shots = max(1, min(12, seconds // 5))
    for i in range(shots):
        sources += ["-f", "lavfi", "-i", f"testsrc2=s=1920x1080:r=30:d={seconds / shots},hue=h={i * 47}:s={0.6 + 0.1 * (i % 5)}"]
        labels += f"[{i}:v]"
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *sources, "-f", "lavfi", "-i", f"anoisesrc=color=pink:amplitude=0.03:r=48000:d={seconds}",
                    "-filter_complex", f"{labels}concat=n={shots}:v=1:a=0,noise=alls=6:allf=t,format=yuv420p[v]", "-map", "[v]", "-map", f"{shots}:a",
                    "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "8M", "-maxrate", "9M", "-bufsize", "16M", "-g", "60",
                    "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", str(file)], check=True)


def in_turns(commands, rounds):
    """Medians per command of wall, CPU, MB; each round runs every command once."""
    for command in commands:
        measure(command)
    runs = [[measure(command) for command in commands] for _ in range(rounds)]
    ratios = statistics.median(round[0][0] / round[1][0] for round in runs)
    return [tuple(statistics.median(round[i][k] for round in runs) for k in range(3)) for i in range(len(commands))], ratios


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    folder = Path(tempfile.mkdtemp(prefix="undertone-bench-"))
    clip, music = folder / "clip.mp4", folder / "music.wav"
    make_clip(clip, 60)
    subprocess.run([UNDERTONE, "compose", "upbeat", "--length", "60s", "-o", music], check=True, stdout=subprocess.DEVNULL)
    ours = [UNDERTONE, "score", clip, REQUEST, "-o", folder / "ours.mp4"]
    theirs = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", clip, "-i", music, "-filter_complex",
              "[1:a]volume=0.35,afade=t=out:st=57:d=3[m];[0:a][m]amix=inputs=2:duration=first:normalize=0[a]", "-map", "0:v", "-map", "[a]",
              "-c:v", "copy", "-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", folder / "theirs.mp4"]
    (mine, other), ratio = in_turns([list(map(str, ours)), list(map(str, theirs))], rounds)
    print(f"60 s of 1080p30, {clip.stat().st_size / 1e6:.0f} MB, {rounds} rounds in turns, medians\n")
    print("| command | wall s | CPU s | peak MB |\n|---|---|---|---|")
    print(f"| `undertone score`, whole and cold | {mine[0]:.2f} | {mine[1]:.2f} | {mine[2]:.0f} |")
    print(f"| `ffmpeg` mix a ready WAV, copy the picture | {other[0]:.2f} | {other[1]:.2f} | {other[2]:.0f} |")
    print(f"| ratio of wall, median of the rounds | {ratio:.2f} | | |\n")
    print("| length | wall s | s per minute | peak MB |\n|---|---|---|---|")
    for seconds in (60, 240, 900):
        longer = folder / f"{seconds}.mp4"
        copies = seconds // 60
        (folder / "list.txt").write_text(f"file '{clip}'\n" * copies)
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "concat", "-safe", "0", "-i", folder / "list.txt", "-c", "copy", longer], check=True)
        wall, _, peak = measure([str(UNDERTONE), "score", str(longer), REQUEST, "-o", str(folder / "long.mp4")])
        print(f"| {seconds // 60} min | {wall:.2f} | {wall * 60 / seconds:.2f} | {peak:.0f} |")
        longer.unlink()
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()


if __name__ == "__main__":
    main()
