"""What the end-to-end tests share: running the program, making clips, and measuring what came out with ffmpeg."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

import numpy as np

TOP = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("UNDERTONE", str(TOP / "build/dev/apps/undertone/undertone"))
SHARED = Path(os.environ.get("UNDERTONE_SHARED", TOP.parent / "shared"))
RATE = 48000


def run(*arguments, timeout=600, env=None, binary=BINARY):
    """The program with these arguments; a CompletedProcess with text output."""
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL)


def run_json(*arguments, **options):
    done = run(*arguments, "--json", **options)
    if done.returncode != 0:
        raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def ffmpeg(*arguments):
    return subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)], capture_output=True, check=True)


def probe(file):
    text = subprocess.run(["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(file)],
                          capture_output=True, text=True, check=True).stdout
    return json.loads(text)


def stream(file, kind):
    """The first stream of a kind ("video", "audio"), or None."""
    found = [s for s in probe(file)["streams"] if s["codec_type"] == kind and not s.get("disposition", {}).get("attached_pic")]
    return found[0] if found else None


def decode_errors(file):
    """What ffmpeg complains about when it decodes the whole file; empty when it is clean."""
    done = subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-i", str(file), "-f", "null", "-"], capture_output=True, text=True)
    return done.stderr.strip()


def sound(file, start=None):
    """The file's sound as frames × 2 floats at 48 kHz, as a player would give it."""
    raw = ffmpeg("-i", file, "-vn", "-f", "f32le", "-ac", 2, "-ar", RATE, "-").stdout
    return np.frombuffer(raw, dtype=np.float32).reshape(-1, 2)


def packet_hashes(file):
    """One hash per coded picture, of its payload alone, in order of decoding."""
    text = ffmpeg("-i", file, "-map", "0:v:0", "-c", "copy", "-f", "framehash", "-hash", "md5", "-").stdout.decode()
    return [line.rsplit(",", 1)[1].strip() for line in text.splitlines() if not line.startswith("#")]


def picture_times(file):
    """Presentation times in seconds of the decoded pictures, in order."""
    text = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time",
                           "-of", "csv=p=0", str(file)], capture_output=True, text=True).stdout
    return [float(t.strip(",")) for t in text.split() if re.match(r"^-?[\d.]+,?$", t)]


def loudness(file):
    """Integrated loudness (LUFS) and true peak (dBTP) as ffmpeg's EBU R128 meter has them."""
    done = subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-i", str(file), "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"],
                          capture_output=True, text=True)
    summary = done.stderr[done.stderr.rindex("Summary:"):]
    integrated = float(re.search(r"I:\s*(-?[\d.]+|-inf)", summary).group(1))
    peak = float(re.search(r"Peak:\s*(-?[\d.]+|-inf)", summary).group(1))
    return integrated, peak


def level_db(samples):
    """RMS in dBFS; digital silence is −200."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
    return 10 * np.log10(power) if power > 1e-20 else -200.0


def lufs(samples):
    """Integrated loudness of frames × 2 floats, by ffmpeg's meter."""
    raw = np.ascontiguousarray(samples, dtype=np.float32).tobytes()
    done = subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-f", "f32le", "-ac", "2", "-ar", str(RATE), "-i", "pipe:0", "-af", "ebur128",
                           "-f", "null", "-"], input=raw, capture_output=True)
    summary = done.stderr.decode()
    return float(re.search(r"I:\s*(-?[\d.]+|-inf)", summary[summary.rindex("Summary:"):]).group(1))


def apart(own, mixed):
    """The clip's own sound as it is in the mix, and the music: the mix less the own sound at its one linear gain."""
    length = min(len(own), len(mixed))
    own, mixed = own[:length].astype(np.float64), mixed[:length].astype(np.float64)
    gain = float((own * mixed).sum() / (own * own).sum())
    return gain * own, mixed - gain * own


def make_clip(file, seconds=12, size="640x360", rate="30", audio="anoisesrc=color=brown:amplitude=0.02:r=48000", coding=(), shots=4):
    """A clip of so many plain but different shots with hard cuts; audio None: no track."""
    colours = ["0xf94144", "0x277da1", "0xf9c74f", "0x43aa8b", "0x9b5de5", "0xf15bb5"]
    inputs, labels = [], ""
    for i in range(shots):
        length = Fraction(str(seconds)) / shots
        inputs += ["-f", "lavfi", "-i", f"gradients=s={size}:r={rate}:d={float(length):.6f}:speed=0.02:n=2:"
                                        f"c0={colours[i % 6]}:c1={colours[(i + 2) % 6]}:seed={i + 1}"]
        labels += f"[{i}:v]"
    arguments = [*inputs]
    if audio:
        arguments += ["-f", "lavfi", "-i", f"{audio}:d={seconds}"]
    arguments += ["-filter_complex", f"{labels}concat=n={shots}:v=1:a=0,format=yuv420p[v]", "-map", "[v]"]
    if audio:
        arguments += ["-map", f"{shots}:a", "-c:a", "aac", "-b:a", "128k"]
    ffmpeg(*arguments, "-t", seconds, "-c:v", "libx264", "-preset", "ultrafast", "-g", 60, *coding, file)
    return file


class Case(unittest.TestCase):
    """A test with a folder of its own that goes away."""

    def setUp(self):
        kept = tempfile.TemporaryDirectory(prefix="undertone-test-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)

    def assert_plays(self, file):
        self.assertEqual(decode_errors(file), "")
        self.assertEqual(stream(file, "video")["codec_name"], "h264")
        sound_stream = stream(file, "audio")
        self.assertEqual(sound_stream["codec_name"], "aac")
        self.assertEqual((sound_stream["sample_rate"], sound_stream["channels"]), ("48000", 2))

    def assert_mastered(self, file, target=-14.0):
        integrated, peak = loudness(file)
        self.assertAlmostEqual(integrated, target, delta=0.5)
        self.assertLessEqual(peak, -1.0)

    def only(self, *names):
        """Nothing but these files lies in the folder."""
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), sorted(names))
