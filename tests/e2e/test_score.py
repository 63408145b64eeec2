"""The main job: a clip and a sentence in, a scored MP4 out."""

import json
import subprocess

import jsonschema
import numpy as np

from undertone import (RATE, TOP, Case, apart, ffmpeg, level_db, lufs, make_clip, packet_hashes, picture_times, run_json, sound, stream)

MAIN = "add upbeat background music to my video and fade it out at the end"


class MainJob(Case):
    def test_the_sentence_of_the_first_page(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=15)
        out = self.folder / "out.mp4"
        report = run_json("score", clip, MAIN, "-o", out)
        self.assert_plays(out)
        self.assert_mastered(out)
        self.assertEqual(report["video"], "copied")
        self.assertEqual(packet_hashes(clip), packet_hashes(out))
        self.assertEqual(picture_times(clip), picture_times(out))
        self.assertEqual(report["not_understood"], [])
        self.assertIn("upbeat", report["music"]["mood"])
        self.assertIn("BGM", report["timeline"])
        schema = json.loads((TOP / "docs/formats/score_report.schema.json").read_text())
        jsonschema.validate(report, schema)
        jsonschema.validate(report["draft"], json.loads((TOP / "docs/formats/draft.schema.json").read_text()))
        self.only("clip.mp4", "out.mp4")

    def test_music_fades_out_at_the_end_and_not_before(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=20, audio=None)
        out = self.folder / "out.mp4"
        run_json("score", clip, MAIN, "-o", out)
        heard = sound(out)
        self.assertAlmostEqual(len(heard) / RATE, 20, delta=0.02)
        self.assertLess(level_db(heard[-RATE // 30:]), -50)
        second = [level_db(heard[i * RATE:(i + 1) * RATE]) for i in range(20)]
        before = np.mean(second[8:15])
        self.assertLess(second[19], before - 10)
        self.assertGreater(min(second[8:15]), before - 8, "nothing falls more than five seconds before the end")

    def test_without_a_fade_the_piece_ends_by_itself(self):
        for seconds in (4, 7.3, 13.37, 30):
            with self.subTest(seconds=seconds):
                clip = make_clip(self.folder / f"{seconds}.mp4", seconds=seconds, audio=None, shots=2)
                out = self.folder / f"{seconds}-out.mp4"
                run_json("score", clip, "calm piano music", "-o", out)
                heard = sound(out)
                self.assertAlmostEqual(len(heard) / RATE, float(stream(out, "video")["duration"]), delta=0.02)
                self.assertLess(level_db(heard[-RATE // 50:]), -40, "it has rung out")
                self.assertGreater(level_db(heard[-3 * RATE:-RATE]), -60, "it was still there shortly before")

    def test_the_same_seed_gives_the_same_samples(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=8)
        one = run_json("score", clip, MAIN, "-o", self.folder / "a.mp4", "--seed", 7, "--midi", self.folder / "a.mid")
        run_json("score", clip, MAIN, "-o", self.folder / "b.mp4", "--seed", 7, "--midi", self.folder / "b.mid")
        other = run_json("score", clip, MAIN, "-o", self.folder / "c.mp4", "--seed", 8, "--midi", self.folder / "c.mid")
        self.assertEqual((self.folder / "a.mp4").read_bytes(), (self.folder / "b.mp4").read_bytes())
        self.assertEqual((self.folder / "a.mid").read_bytes(), (self.folder / "b.mid").read_bytes())
        self.assertNotEqual((self.folder / "a.mid").read_bytes(), (self.folder / "c.mid").read_bytes())
        self.assertEqual((one["music"]["seed"], other["music"]["seed"]), (7, 8))

    def test_volume_is_said_in_the_time_line(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=6)
        report = run_json("score", clip, "add background music and adjust the volume to 30%", "-o", self.folder / "out.mp4")
        self.assertIn("30%", report["timeline"])

    def test_a_photo_becomes_a_film_of_ten_seconds(self):
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=801x601", "-frames:v", 1, self.folder / "photo.png")
        out = self.folder / "out.mp4"
        report = run_json("score", self.folder / "photo.png", "dreamy ambient music", "-o", out)
        self.assert_plays(out)
        self.assertEqual(report["video"], "encoded")
        self.assertAlmostEqual(float(stream(out, "video")["duration"]), 10, delta=0.05)

    def test_several_takes_are_several_pieces(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=6)
        report = run_json("score", clip, MAIN, "-o", self.folder / "out.mp4", "--takes", 2)
        self.assertEqual(len(report["takes"]), 2)
        self.only("clip.mp4", "out.mp4", "out-2.mp4")
        self.assertNotEqual(*(take["music"]["seed"] for take in report["takes"]))

    def test_stems_have_the_length_of_the_track(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=6)
        run_json("score", clip, MAIN, "-o", self.folder / "out.mp4", "--stems", self.folder / "stems")
        stems = sorted((self.folder / "stems").iterdir())
        self.assertGreaterEqual(len(stems), 3)
        self.assertEqual({len(sound(stem)) for stem in stems}, {6 * RATE})


class Speech(Case):
    def test_music_stays_ten_decibels_under_a_voice_and_the_voice_is_untouched(self):
        say = "Here is what we found. The river was higher than in any year before. We went back the next day."
        subprocess.run(["espeak-ng", "-s", "140", "-w", self.folder / "voice.wav", say], check=True)
        voice = f"amovie={self.folder / 'voice.wav'},aresample=48000,volume=-6dB,adelay=3000:all=1,apad=whole_dur=16,atrim=duration=16,asetpts=N/SR/TB,volume=1"
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=16", "-f", "lavfi", "-i", voice, "-c:v", "libx264", "-preset",
               "ultrafast", "-c:a", "aac", "-b:a", "256k", "-t", 16, self.folder / "clip.mp4")
        out = self.folder / "out.mp4"
        run_json("score", self.folder / "clip.mp4", MAIN, "-o", out)
        self.assert_plays(out)
        self.assert_mastered(out)
        own, music = apart(sound(self.folder / "clip.mp4"), sound(out))
        loud = np.abs(own).max(axis=1) > 0.05 * np.abs(own).max()
        blocks = [slice(i, i + RATE // 5) for i in range(0, len(own) - RATE // 5, RATE // 5)]
        speaking = [b for b in blocks if loud[b].mean() > 0.2]
        self.assertGreater(len(speaking), 10)
        voice_lufs = lufs(np.concatenate([own[b] for b in speaking]))
        music_lufs = lufs(np.concatenate([music[b] for b in speaking]))
        self.assertGreater(voice_lufs - music_lufs, 10)
        self.assertGreater(lufs(music[int(10.8 * RATE):13 * RATE]), music_lufs + 2, "the music is louder where nobody speaks")
