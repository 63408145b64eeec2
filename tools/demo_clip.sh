#!/bin/sh
# Makes a small clip to score: four shots with hard cuts, each of another look and movement, and a quiet room tone.
#   demo_clip.sh OUT.mp4
set -eu
out=${1:?usage: demo_clip.sh OUT.mp4}
ffmpeg -v error -y \
  -f lavfi -i "gradients=s=1280x720:r=30:d=5:speed=0.015:c0=0xf9c74f:c1=0xf3722c:c2=0x90be6d:n=3:seed=7" \
  -f lavfi -i "mandelbrot=s=1280x720:r=30:start_scale=0.6:end_scale=0.25:maxiter=200,trim=duration=4" \
  -f lavfi -i "cellauto=s=320x180:r=30:rule=110:random_seed=11,trim=duration=4,scale=1280:720:flags=neighbor,format=yuv420p,colorchannelmixer=rr=0.2:gg=0.6:bb=0.9" \
  -f lavfi -i "gradients=s=1280x720:r=30:d=5:speed=0.04:c0=0x277da1:c1=0xf94144:c2=0xf8961e:n=3:seed=3" \
  -f lavfi -i "anoisesrc=color=brown:amplitude=0.02:r=48000:d=18:seed=5" \
  -filter_complex "[0:v]setsar=1,setpts=PTS-STARTPTS[a];[1:v]setsar=1,setpts=PTS-STARTPTS[b];[2:v]setsar=1,setpts=PTS-STARTPTS[c];[3:v]setsar=1,setpts=PTS-STARTPTS[d];[a][b][c][d]concat=n=4:v=1:a=0,format=yuv420p[v]" \
  -map "[v]" -map 4:a -t 18 -c:v libx264 -preset veryfast -crf 20 -g 60 -c:a aac -b:a 128k -movflags +faststart "$out"
