"""Music by itself, and what the other front doors say."""

import json

import jsonschema

from undertone import RATE, TOP, Case, level_db, loudness, make_clip, run, run_json, sound


def schema(name):
    return json.loads((TOP / "docs/formats" / f"{name}.schema.json").read_text())


class Compose(Case):
    def test_every_length_is_kept_and_ends_by_itself(self):
        for length in (4, 7.3, 13.37, 30, 61.5):
            with self.subTest(length=length):
                out = self.folder / f"{length}.wav"
                run_json("compose", "cinematic music", "--length", f"{length}s", "-o", out)
                heard = sound(out)
                self.assertAlmostEqual(len(heard) / RATE, length, delta=0.001)
                self.assertLess(level_db(heard[-RATE // 100:]), -45)
                integrated, peak = loudness(out)
                self.assertAlmostEqual(integrated, -14, delta=0.5)
                self.assertLessEqual(peak, -1)

    def test_every_kind_of_sound_file(self):
        for kind in ("wav", "flac", "mp3", "ogg", "m4a"):
            with self.subTest(kind=kind):
                out = self.folder / f"piece.{kind}"
                run_json("compose", "lo-fi", "--length", "6s", "-o", out)
                self.assertAlmostEqual(len(sound(out)) / RATE, 6, delta=0.06)

    def test_the_length_may_be_said(self):
        report = run_json("compose", "30 seconds of calm piano", "-o", self.folder / "a.wav")
        self.assertEqual(report["length_ms"], 30000)
        jsonschema.validate(report, schema("compose_report"))

    def test_for_a_clip_it_has_the_clips_length_and_leaves_it_alone(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=9)
        before = clip.read_bytes()
        report = run_json("compose", "upbeat music on the cuts", "--for", clip, "-o", self.folder / "a.wav")
        self.assertAlmostEqual(report["length_ms"], 9000, delta=34)
        self.assertEqual(clip.read_bytes(), before)

    def test_the_same_seed_gives_the_same_wav_and_another_does_not(self):
        for name, seed in (("a", 3), ("b", 3), ("c", 4)):
            run_json("compose", "upbeat", "--length", "10s", "--seed", seed, "-o", self.folder / f"{name}.wav")
        one, same, other = ((self.folder / f"{n}.wav").read_bytes() for n in "abc")
        self.assertEqual(one, same)
        self.assertNotEqual(one, other)


class OtherDoors(Case):
    def test_watch_tells_the_cuts_of_a_clip(self):
        clip = make_clip(self.folder / "clip.mp4", seconds=12, shots=4)
        seen = run_json("watch", clip)
        jsonschema.validate(seen, schema("video_profile"))
        hard = [cut for cut in seen["cuts"] if (cut["kind"] if isinstance(cut, dict) else "hard") == "hard"]
        times = [cut["at"] if isinstance(cut, dict) else cut for cut in hard]
        self.assertEqual(len(times), 3)
        for found, real in zip(times, (3000, 6000, 9000)):
            self.assertAlmostEqual(found, real, delta=67)

    def test_doctor_finds_this_machine_in_health(self):
        report = run_json("doctor")
        self.assertTrue(report["healthy"], report)

    def test_styles_are_listed(self):
        ids = [style["id"] for style in run_json("styles")]
        self.assertGreaterEqual(len(ids), 6)
        self.assertIn("lo-fi", ids)

    def test_wrong_usage_ends_with_two(self):
        for arguments in ((), ("scoer",), ("score", "clip.mp4", "-o", "x.mp4"), ("compose", "x"), ("compose", "x", "-o", "x.wav", "--length", "long")):
            with self.subTest(arguments=arguments):
                self.assertEqual(run(*arguments).returncode, 2)
