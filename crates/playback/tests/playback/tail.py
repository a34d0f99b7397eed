"""What rings on of a clip, worked out anew from the formulas in `reverb.rs`, in plain Python and double precision.

Reads the clip's own last stretch (32-bit floats, left and right in turn) from standard input, and writes its tail from where
it begins to come. Arguments: samples of the tail, samples over which it comes.
"""

import math
import sys
from array import array
from collections import deque

tail, comes = int(sys.argv[1]), int(sys.argv[2])
fed = array("f", sys.stdin.buffer.read())
lengths = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797]


class Schroeder:
    """An all-pass: transfer function (z^-d - g) / (1 - g z^-d)."""

    def __init__(self, delay):
        self.x, self.y = deque([0.0] * delay), deque([0.0] * delay)

    def __call__(self, x):
        y = -0.6 * x + self.x.popleft() + 0.6 * self.y.popleft()
        self.x.append(x)
        self.y.append(y)
        return y


sides = [[Schroeder(229), Schroeder(613)], [Schroeder(251), Schroeder(587)]]
lines = [deque([0.0] * length) for length in lengths]
fall_60 = [10 ** (-3 * length / tail) for length in lengths]
poles = [min(0.7, math.log(10) / 4 * math.log10(g) * (1 - 1 / 0.5**2)) for g in fall_60]
low = [0.0] * 8
level = 0.5 * math.sqrt(1 - (10 ** (-3 * sum(lengths) / 8 / tail)) ** 2)
householder = [[(1.0 if row == column else 0.0) - 2 / 8 for column in range(8)] for row in range(8)]
signs_in = [0.5, 0.5, -0.5, -0.5, 0.5, 0.5, -0.5, -0.5]
signs_out = [1, 1, 1, 1, -1, -1, -1, -1]

count = len(fed) // 2
heard = array("f")
for n in range(count + tail):
    frame = [fed[2 * n], fed[2 * n + 1]] if n < count else [0.0, 0.0]
    for side in (0, 1):
        for spread in sides[side]:
            frame[side] = spread(frame[side])
    out = [line.popleft() for line in lines]
    low = [g * (1 - p) * s + p * before for g, p, s, before in zip(fall_60, poles, out, low)]
    for row, line in enumerate(lines):
        line.append(sum(h * l for h, l in zip(householder[row], low)) + signs_in[row] * frame[row % 2])
    at = n - (count - comes)
    if at < 0:
        continue
    rise = 1.0 if at >= comes else math.sin(math.pi / 2 * at / comes)
    left = (comes + tail - at) / (tail // 4)
    fall = 1.0 if left >= 1 else (1 - math.cos(math.pi * left)) / 2
    for side in (0, 1):
        heard.append(level * rise * fall * sum(signs_out[i] * out[i] for i in range(side, 8, 2)))
sys.stdout.buffer.write(heard.tobytes())
