#!/usr/bin/env python3
"""Six moods on one clip, measured: the table of docs/moods.md.

  tools/mood_table.py [CLIP]        prints Markdown; without a clip, the demo's

Tempo, mode and the density of notes are read from the score; brightness is the level above 2 kHz against that of
100 Hz to 2 kHz in the finished track.
The order that theory asks for (MUSIC: tempo and density rise with arousal; major above a valence of about −.15) stands
beside what came out. /usr/bin/python3 with numpy.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import numpy as np

TOP = Path(__file__).resolve().parent.parent
UNDERTONE = TOP / "build/release/apps/undertone/undertone"
MOODS = ["melancholic", "calm", "tense", "happy", "energetic", "aggressive"]


def brightness(file):
    """How far the level above 2 kHz lies under that of 100 Hz to 2 kHz, in dB."""
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", file, "-f", "f32le", "-ac", "1", "-ar", "48000", "-"], capture_output=True, check=True).stdout
    samples = np.frombuffer(raw, dtype=np.float32)
    blocks = samples[: len(samples) // 8192 * 8192].reshape(-1, 8192) * np.hanning(8192)
    power = (np.abs(np.fft.rfft(blocks)) ** 2).mean(axis=0)
    frequency = np.fft.rfftfreq(8192, 1 / 48000)
    return float(10 * np.log10(power[frequency >= 2000].sum() / power[(frequency >= 100) & (frequency < 2000)].sum()))


def take(mood, clip, folder, seed):
    wav, score = folder / f"{mood}.wav", folder / f"{mood}.json"
    report = json.loads(subprocess.run([UNDERTONE, "compose", f"{mood} music", "--for", clip, "--seed", str(seed), "-o", wav, "--score", score, "--json"],
                                       capture_output=True, check=True, text=True).stdout)
    parts = json.loads(score.read_text())["parts"]
    notes = sum(len(part["notes"]) for part in parts if part["role"] not in ("drums", "fx"))
    seconds = report["length_ms"] / 1000
    return report["music"], notes / seconds, brightness(wav)


def main():
    clip = sys.argv[1] if len(sys.argv) > 1 else TOP / "out/demo-clip.mp4"
    moods = tomllib.loads((TOP / "lexicon/moods.toml").read_text())["moods"]
    print("| mood | valence | arousal | style | bpm | notes per s | mode | brightness dB |\n|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for mood in sorted(MOODS, key=lambda m: moods[m]["arousal"]):
            takes = [take(mood, clip, Path(folder), seed) for seed in (1, 2, 3)]
            bpm = np.median([music["bpm"] for music, _, _ in takes])
            density = np.median([density for _, density, _ in takes])
            bright = np.median([bright for _, _, bright in takes])
            modes = ", ".join(sorted({music["key"].split()[1] for music, _, _ in takes}))
            styles = ", ".join(sorted({music["genre"] for music, _, _ in takes}))
            feel = moods[mood]
            print(f"| {mood} | {feel['valence']:+.2f} | {feel['arousal']:.2f} | {styles} | {bpm:.0f} | {density:.1f} | {modes} | {bright:.1f} |")


if __name__ == "__main__":
    main()
