"""The shots on the way: car, platform and rooftop. Each draws one frame: c the canvas, t the share of the shot gone, s its seconds."""

import math

from brush import *


DUSK = [(0, "#2b2f56"), (0.28, "#5c4a72"), (0.5, "#b8676c"), (0.66, "#f0a56b"), (1, "#f5c287")]


def car_road(c, t, s):
    """Through the windscreen."""
    wash(c, DUSK, h=240)
    glow(c, 330, 186, 210, "#ffd79a", 0.7)
    ridge(c, 190, 20, 21, "#6d4c6d", s * 3, 1.3)
    ridge(c, 200, 12, 22, "#4b375b", s * 6, 0.9)
    poly(c, [(-200, H), (326, 204), (334, 204), (860, H)], "#2a2435")
    box(c, -200, 204, 1100, 1.5, "#3b2d48")
    poly(c, [(-200, 204), (326, 204), (-200, H)], "#33283f")
    poly(c, [(860, 204), (334, 204), (860, H)], "#33283f")
    for index in range(7):
        depth = ((index - s * 1.1) % 7) / 7
        near = (1 - depth) ** 3
        y = 206 + 150 * near
        poly(c, [(330 - 1.2 - 4 * near, y), (330 + 1.2 + 4 * near, y), (330 + 1.5 + 6 * near, y + 4 + 22 * near), (330 - 1.5 - 6 * near, y + 4 + 22 * near)], "#f2cf9c", 0.35 + 0.5 * near)
    for index in range(6):
        depth = ((index - s * 0.62) % 6) / 6
        near = (1 - depth) ** 3.2
        for side in (-1, 1):
            x, base, tall = 330 + side * (22 + 420 * near), 205 + 120 * near, 16 + 260 * near
            line(c, [(x, base), (x, base - tall), (x - side * (3 + 34 * near), base - tall - 2)], 0.7 + 5 * near, "#241d30")
            glow(c, x - side * (3 + 34 * near), base - tall + 2, 6 + 60 * near, "#ffdf9e", 0.75)
    # The dashboard, the wheel, the mirror.
    c.move_to(-20, 300)
    c.curve_to(160, 262, 480, 262, 660, 300)
    c.line_to(660, 380)
    c.line_to(-20, 380)
    fill(c, "#15131d")
    c.set_line_width(13)
    c.arc(190, 372, 82, math.pi, 2 * math.pi)
    c.set_source_rgba(*rgb("#0c0b12"))
    c.stroke()
    for x, y, r in ((150, 334, 15), (228, 334, 15)):
        disc(c, x, y, r, "#2c2433")
        line(c, [(x, y), (x + 9 * math.cos(2.6 + s * 0.04), y - 9 * abs(math.sin(2.6 + s * 0.04)))], 1.6, "#ff9d5c")
    poly(c, [(-20, -20), (50, -20), (-20, 300)], "#15131d")
    poly(c, [(660, -20), (590, -20), (660, 300)], "#15131d")
    rounded(c, 286, 16, 96, 30, 10, "#0f0e16")
    c.save()
    c.rectangle(292, 20, 84, 22)
    c.clip()
    wash(c, [(0, "#4d3d62"), (1, "#8d5667")], 286, 16, 100, 30)
    oval(c, 318, 42, 13, 15, "#1c1724")
    oval(c, 352, 42, 12, 14, "#1c1724")
    c.restore()


def car_side(c, t, s, who):
    """A passenger against the moving window; a street light passes now and then."""
    side = 1 if who == "Jun" else -1
    wash(c, [(0, "#2b2f56"), (0.35, "#6b4c72"), (0.62, "#d9806a"), (0.8, "#f3b97e"), (1, "#4b375b")])
    ridge(c, 250, 26, 31, "#5a4063", s * 60, 0.8)
    town(c, 292, 5, "#2f2642", -((s * 120) % 900), 34, 16, 70, "#ffdf9e", 0.16, -80, 1700)
    pulse = max(0.0, math.sin(s * 1.35 + (0.4 if who == "Jun" else 1.2))) ** 10
    c.set_line_width(60)
    c.rectangle(-14, -30, W + 28, 350)
    c.set_source_rgba(*rgb("#0f0d16"))
    c.stroke()
    box(c, -10, 286, 700, 90, "#0f0d16")
    line(c, [(470 if side > 0 else 170, -20), (500 if side > 0 else 140, 300)], 26, "#0f0d16")
    warm = mix("#3b2a36", "#c98a62", 0.25 + 0.5 * pulse)
    profile(c, 270 if side > 0 else 372, 178, 170, who, warm, "#14111b", "#1a1723", side, mix("#c77a5a", "#ffe3b0", pulse), 0.10 if who == "Mara" else 0.0)
    box(c, -10, -10, W + 20, H + 20, "#ffcf8a", 0.10 * pulse)


def car_jun(c, t, s):
    car_side(c, t, s, "Jun")


def car_mara(c, t, s):
    car_side(c, t, s, "Mara")


def platform_world(c, s, drift=0.0):
    wash(c, [(0, "#0f1a2b"), (0.6, "#1f3346"), (1, "#2c4352")])
    town(c, 224, 29, "#0d1623", -drift * 0.4, 30, 20, 90, "#e8c98a", 0.14)
    poly(c, [(-40, -10), (700, -10), (700, 34), (-40, 58)], "#0a111b")
    poly(c, [(-40, 58), (700, 34), (700, 40), (-40, 66)], "#27404e")


def lamps(c, drift=0.0, pools=True):
    for x in (90, 310, 530):
        x -= drift
        box(c, x - 2, 70, 4, 224, "#0a111b")
        rounded(c, x - 16, 66, 32, 8, 4, "#0a111b")
        glow(c, x, 80, 110, "#ffe2a0", 0.62)
        beam(c, [(x - 12, 76), (x + 12, 76), (x + 66, 300), (x - 66, 300)], x, 76, x, 300, "#ffe2a0", 0.24)
        if pools:
            oval(c, x, 302, 70, 8, "#ffe2a0", 0.22)


def train(c, offset, s):
    for index in range(4):
        x = offset + index * 300
        rounded(c, x, 142, 292, 122, 12, "#3d1f2b")
        box(c, x, 214, 292, 8, "#d8a25e")
        for window in range(5):
            rounded(c, x + 18 + window * 54, 162, 42, 38, 5, "#ffdc9a")
            if (window * 5 + index * 3) % 4 == 0:
                oval(c, x + 39 + window * 54, 196, 10, 12, "#3a2730")
        box(c, x + 10, 262, 272, 10, "#0a0d14")
    box(c, -60, 270, W + 120, 24, "#0a0d14")


def rain(c, s, alpha=0.16):
    for index in range(46):
        x = (index * 97.3 + s * 40) % (W + 60) - 30
        y = (index * 61.7 + s * 430) % (H + 40) - 20
        line(c, [(x, y), (x - 3, y + 15)], 0.9, "#cfe2ee", alpha)


def platform_floor(c):
    box(c, -40, 290, W + 80, 90, "#16222c")
    box(c, -40, 290, W + 80, 4, "#d9c58a", 0.8)


def platform_wide(c, t, s):
    move(c, t, (1.0, 1.07), (0, 12))
    platform_world(c, s)
    train(c, 40, s)
    platform_floor(c)
    lamps(c)
    person(c, 330, 322, 128, "Jun", "#080c12", "#ffd99a", -1)
    rounded(c, 352, 300, 30, 22, 5, "#080c12")
    rain(c, s)


def platform_leaves(c, t, s):
    """The train pulls out at 3 s. He is still there."""
    move(c, t, (1.12, 1.0))
    platform_world(c, s)
    gone = max(0.0, s - 3.0)
    train(c, 40 - 14 * gone * gone - 4 * gone, s)
    platform_floor(c)
    lamps(c)
    person(c, 336, 322, 128, "Jun", "#080c12", "#ffd99a", -1)
    rounded(c, 358, 300, 30, 22, 5, "#080c12")
    rain(c, s + 12)


def rooftop(c, t, s):
    """The city before dawn; she sees the sea, and at 14 s she runs."""
    wash(c, [(0, "#131a3c"), (0.4, "#2c3a6b"), (0.62, "#6a6492"), (0.78, "#b98a98"), (1, "#d9a49a")])
    stars(c, 3, 70, 170, 0.8 * (1 - 0.5 * t), s)
    drift = 26 * t
    ridge(c, 236, 10, 2, "#655f8c", drift * 0.4, 1.5)
    box(c, -20, 240, W + 40, 10, "#8d8fb5", 0.8)
    town(c, 272, 41, "#3a3d68", -drift * 0.6, 24, 14, 60, "#ffd58a", 0.26)
    town(c, 304, 43, "#252a50", -drift, 32, 20, 84, "#ffcf7f", 0.24)
    ran = max(0.0, s - 14.0)
    x = 246 - drift * 0.4 + 34 * ran * ran
    box(c, -20, 300, W + 40, 70, "#0f1229")
    box(c, -20, 298, W + 40, 4, "#3d4379")
    for left, w, h in ((66, 54, 62), (486, 30, 40), (538, 74, 26)):
        box(c, left - drift * 1.3, 300 - h, w, h + 4, "#0f1229")
    line(c, [(562 - drift * 1.3, 276), (562 - drift * 1.3, 190)], 2.4, "#0f1229")
    line(c, [(546 - drift * 1.3, 204), (578 - drift * 1.3, 204)], 2, "#0f1229")
    line(c, [(550 - drift * 1.3, 216), (574 - drift * 1.3, 216)], 2, "#0f1229")
    for index in range(12):
        bulb = 132 + index * 30 - drift * 1.3
        sag = 246 + 16 * math.sin(math.pi * index / 11)
        glow(c, bulb, sag, 13, "#ffcf7f", 0.7)
        disc(c, bulb, sag, 2, "#fff0cc")
    person(c, x, 304, 116, "Mara", "#0a0c1d", "#f0b8a4", 1, math.sin(s * 9) * (1 if ran else 0), 0.12 if ran else 0.01 * math.sin(s))
