"""Every real clip and picture of the shared collection, and every broken one. Skips where the collection is absent."""

import unittest

import numpy as np

from undertone import (RATE, SHARED, Case, apart, decode_errors, ffmpeg, lufs, packet_hashes, picture_times, probe, run, run_json, sound, stream)

CORPUS = SHARED / "corpus"
REQUEST = "add gentle background music that matches the mood of my video"


def rotation(video):
    sides = [d.get("rotation") for d in video.get("side_data_list", []) if "rotation" in d]
    return int(sides[0]) if sides else 0


def length_of(times, video):
    """From the first to the end of the last shown picture."""
    step = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 0
    return times[-1] - times[0] + step


@unittest.skipUnless(CORPUS.is_dir(), "the collection of real clips is not here")
class Corpus(Case):
    def files(self, *folders):
        for folder in folders:
            yield from sorted(p for p in (CORPUS / folder).iterdir() if p.is_file())

    def test_every_video_is_scored(self):
        for clip in self.files("video"):
            with self.subTest(clip=clip.name):
                out = self.folder / f"{clip.stem}.mp4"
                report = run_json("score", clip, REQUEST, "-o", out)
                self.assert_plays(out)
                if float(probe(out)["format"]["duration"]) > 0.4:  # what a loudness meter needs
                    self.assert_mastered(out)
                self.compare(clip, out, report)

    def compare(self, clip, out, report):
        before, after = picture_times(clip), picture_times(out)
        frame = 1 / 20 if len(before) < 2 else max(0.034, (before[-1] - before[0]) / (len(before) - 1))
        self.assertAlmostEqual(length_of(before, clip), length_of(after, out), delta=frame + 0.001)
        self.assertLess(abs(after[0]), 0.011)
        heard = float(stream(out, "audio")["duration"])
        self.assertAlmostEqual(heard, float(probe(out)["format"]["duration"]), delta=max(frame, 0.045))
        source = stream(clip, "video")
        copyable = source["codec_name"] == "h264" and source["pix_fmt"] in ("yuv420p", "yuvj420p")
        if copyable:
            self.assertEqual(report["video"], "copied")
            self.assertEqual(packet_hashes(clip), packet_hashes(out))
            self.assertEqual(rotation(source), rotation(stream(out, "video")))

    def test_every_picture_is_scored(self):
        for image in self.files("image"):
            with self.subTest(image=image.name):
                out = self.folder / f"{image.stem}.mp4"
                run_json("score", image, REQUEST, "-o", out)
                self.assert_plays(out)
                self.assert_mastered(out)
                out.unlink()

    def voice_under_a_picture(self, recording):
        clip = self.folder / f"{recording.stem}.mp4"
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=640x360:r=30", "-i", recording, "-shortest", "-c:v", "libx264", "-preset", "ultrafast",
               "-ac", 2, "-ar", 48000, "-c:a", "aac", "-b:a", "256k", clip)
        return clip

    def test_every_voice_stays_on_top(self):
        recordings = [CORPUS / "analysis" / name for name in ("speech-librispeech-198.ogg", "speech-sample.wav")]
        clips = [CORPUS / "video/friday-speech.mp4", *map(self.voice_under_a_picture, recordings)]
        for clip in clips:
            with self.subTest(clip=clip.name):
                out = self.folder / "out.mp4"
                run_json("score", clip, REQUEST, "-o", out)
                self.assert_mastered(out)
                phrases = run_json("watch", clip)["speech"]
                self.assertGreater(len(phrases), 0)
                own, music = apart(sound(clip), sound(out))
                frames = [slice(int(start * RATE / 1000), int(end * RATE / 1000)) for start, end in phrases]
                voice = lufs(np.concatenate([own[f] for f in frames]))
                under = lufs(np.concatenate([music[f] for f in frames]))
                self.assertGreater(voice - under, 10, "while somebody speaks")
                onset = np.concatenate([music[f.start:f.start + RATE // 2] for f in frames])
                self.assertGreater(voice - lufs(np.concatenate([onset, onset])), 9, "already down when a phrase begins")

    def test_broken_files_work_or_are_refused_in_a_sentence(self):
        for clip in self.files("broken", "reject"):
            with self.subTest(clip=clip.name):
                out = self.folder / f"{clip.stem}-out.mp4"
                done = run("score", clip, REQUEST, "-o", out)
                self.assertIn(done.returncode, (0, 3, 4), done.stderr)
                if done.returncode == 0:
                    self.assertEqual(decode_errors(out), "")
                else:
                    self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
                    self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
