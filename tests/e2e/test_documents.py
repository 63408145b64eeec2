"""The documents say what is true: links lead somewhere, commands exist with the options they are shown with."""

import re
import shlex
import unittest

from undertone import TOP, Case, make_clip, run

DOCUMENTS = sorted([TOP / "README.md", TOP / "CHANGELOG.md", *(TOP / "docs").rglob("*.md"), *(TOP / "bench").rglob("*.md")])


def shell_lines(text):
    """Lines of fenced or indented code that start with our program or ./dev."""
    for line in text.splitlines():
        line = line.strip()
        if re.match(r"(undertone|\./dev) ", line):
            yield line.split("#")[0].strip()


class Documents(Case):
    def test_links_lead_somewhere(self):
        for document in DOCUMENTS:
            for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text()):
                with self.subTest(document=document.name, target=target):
                    self.assertTrue((document.parent / target).exists())

    def test_commands_have_the_options_they_are_shown_with(self):
        for document in DOCUMENTS:
            for line in shell_lines(document.read_text()):
                words = shlex.split(line)
                if words[0] != "undertone" or words[1].startswith("-"):
                    continue
                with self.subTest(document=document.name, line=line):
                    known = run(words[1], "--help")
                    self.assertEqual(known.returncode, 0, known.stderr)
                    for option in re.findall(r"(?<=\s)--?[a-z][\w-]*", " " + re.sub(r'"[^"]*"', "", line)):
                        self.assertIn(option, known.stdout)

    def test_dev_has_every_command_it_is_shown_with(self):
        usage = (TOP / "dev").read_text()
        for document in DOCUMENTS:
            for line in shell_lines(document.read_text()):
                if line.startswith("./dev "):
                    self.assertRegex(usage, rf"(?m)^  [\w|]*\b{re.escape(line.split()[1])}\b[\w|]*\)")

    def test_the_first_command_works_as_printed(self):
        readme = (TOP / "README.md").read_text()
        line = next(line for line in shell_lines(readme) if line.startswith("undertone score"))
        make_clip(self.folder / "clip.mp4", seconds=5)
        words = [str(self.folder / w) if w.endswith(".mp4") else w for w in shlex.split(line)[1:]]
        done = run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("out.mp4", done.stdout)


if __name__ == "__main__":
    unittest.main()
