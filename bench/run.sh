#!/usr/bin/env bash
# Measures the main job side by side with the ffmpeg command that only mixes a ready WAV in and copies the picture, in
# one run, in turns, so that a noisy machine is noisy for both. Prints a Markdown table of medians and ratios.
#   bench/run.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
rounds=${1:-5}
exec /usr/bin/python3 bench/side_by_side.py "$rounds"
