"""The shots by the water: harbour, pier and shore. Each draws one frame: c the canvas, t the share of the shot gone, s its seconds."""

import math

from brush import *


def harbour(c, t, s):
    wash(c, [(0, "#33466f"), (0.3, "#7f7695"), (0.52, "#e0a28c"), (0.62, "#f7cf9f"), (1, "#f7cf9f")])
    glow(c, 455, 214, 240, "#ffe6b8", 0.75)
    disc(c, 455, 226 - 12 * t, 22, "#fff0cf")
    drift = 34 * t
    ridge(c, 206, 22, 4, "#a98a93", drift * 0.25, 1.4)
    ridge(c, 218, 15, 9, "#85708a", drift * 0.5, 1.0)
    town(c, 232, 12, "#5d5779", -drift * 0.8, 20, 8, 30, "#ffdf9e", 0.10)
    sea(c, 230, ["#d9a394", "#2e3957"], s, "#ffe9c4", 455, 0.55)
    for x, y, k in ((120, 262, 1.0), (250, 250, 0.6), (548, 256, 0.75)):
        bob = 1.2 * math.sin(s * 1.1 + x)
        boat = x - drift * (0.7 + 0.6 * k)
        poly(c, [(boat - 26 * k, y + bob), (boat + 28 * k, y + bob), (boat + 20 * k, y + 9 * k + bob), (boat - 20 * k, y + 9 * k + bob)], "#2c2f4a")
        line(c, [(boat, y + bob), (boat, y - 46 * k + bob)], 1.6 * k, "#2c2f4a")
        poly(c, [(boat + 3 * k, y - 42 * k + bob), (boat + 3 * k, y - 6 * k + bob), (boat + 22 * k, y - 8 * k + bob)], "#4b4564")
    quay = -drift * 1.9
    box(c, -60, 306, W + 200, 60, "#1d2038")
    box(c, -60, 304, W + 200, 4, "#3b3a57")
    for index in range(9):
        rounded(c, 20 + index * 96 + quay, 288, 7, 18, 3, "#1d2038")
    person(c, 190 + 56 * t, 308, 84, "Mara", "#171a2e", "#ffcf9a", 1, math.sin(s * 4.6))
    shown = between(s, 7, 9.5) * (1 - between(s, 15, 17))
    if shown > 0:
        title(c, "RISING TIDE", 128, 34, shown, 11)
        title(c, "MY HEART  ·  EPISODE FOUR", 154, 10, shown * 0.85, 4)


def pier_world(c, s, sun_x=404, sun_y=196, drift=0.0):
    wash(c, [(0, "#2c3a5e"), (0.22, "#5d5673"), (0.42, "#b27267"), (0.56, "#e79a63"), (0.64, "#f6c684"), (1, "#f6c684")])
    for x, y, w, a in ((90, 74, 190, 0.30), (430, 52, 240, 0.24), (250, 118, 150, 0.34), (560, 128, 170, 0.34)):
        oval(c, x - s * 0.9 - drift, y, w, 6, "#f3b48c", a)
    glow(c, sun_x, sun_y, 250, "#ffe2a8", 0.85)
    disc(c, sun_x, sun_y, 33, "#fff0c8")
    ridge(c, 226, 9, 17, "#8a5a5f", drift, 1.6, 0.8)
    sea(c, 228, ["#c98361", "#241d2b"], s, "#ffe1a6", sun_x, 0.7)


def pier_deck(c, y=292, colour="#120e16", shift=0.0, s=0.0):
    box(c, -200, y, W + 400, 9, colour)
    box(c, -200, y, W + 400, 1.6, "#d98e5d", 0.55)
    for index in range(-2, 8):
        x = 38 + index * 112 + shift
        box(c, x, y + 6, 10, 90, colour)
        line(c, [(x + 5, y + 64), (x + 117, y + 12)], 3, colour)
        oval(c, x + 5, y + 62 + math.sin(s * 1.3 + index), 14, 2, "#ffcf96", 0.16)
    for index in range(-4, 16):
        box(c, 20 + index * 56 + shift, y - 32, 3, 34, colour)
    box(c, -200, y - 34, W + 400, 3.4, colour)
    box(c, -200, y - 20, W + 400, 1.8, colour)


def pier_wide(c, t, s):
    """He waits; she comes along the pier and stops beside him at 13 s."""
    move(c, t, (1.0, 1.10), (0, -10), (0, 12))
    pier_world(c, s, drift=14 * t)
    walked = between(s, 0, 13)
    person(c, 300, 294, 92, "Jun", "#120e16", "#ffc88a", 1, 0, 0.02)
    person(c, 30 + 232 * walked, 294, 86, "Mara", "#120e16", "#ffc88a", 1, math.sin(s * 4.4) * (1 - between(s, 12, 13)))
    pier_deck(c, 292, s=s)


def pier_hands(c, t, s):
    """His hand on the rail; hers comes to lie on it at 4 s."""
    move(c, t, (1.0, 1.05))
    pier_world(c, s, 470, 92)
    glow(c, 470, 92, 300, "#ffe2a8", 0.4)
    box(c, -40, 236, W + 80, 46, "#2a1c20")
    box(c, -40, 232, W + 80, 7, "#8a5742")
    box(c, -40, 282, W + 80, 5, "#1a1216")
    for x in (96, 520):
        box(c, x, 286, 34, 120, "#21161a")
    hand(c, 408, 226, 118, "#8a5644", "#55302b", "#1f2a38", -1, 0.25)
    came = between(s, 1.6, 4.0)
    hand(c, 60 + 236 * came, 128 + 64 * came, 104, "#b67458", "#74423a", "#4a2a3c", 1, 0.15 + 0.3 * between(s, 4.2, 5.2))


def pier_faces(c, t, s):
    """They turn to each other with the sun between."""
    pier_world(c, s, 320, 168)
    glow(c, 320, 168, 220, "#fff0c8", 0.5 + 0.2 * t)
    near = 26 * between(s, 2, 9)
    profile(c, 166 + near, 178, 172, "Mara", "#5c3440", "#1c121c", "#241824", 1, "#ffd9a0", -0.03 - 0.03 * t)
    profile(c, 474 - near, 164, 180, "Jun", "#4a2c36", "#150f17", "#1a1a26", -1, "#ffd9a0", 0.05)


def pier_wave(c, t, s):
    """A wave runs in and breaks on the posts at 2 s."""
    pier_world(c, s, 500, 150)
    came = between(s, 0, 2.0)
    after = max(0.0, s - 2.0)
    burst = (1 - math.exp(-after * 4)) * math.exp(-after * 0.55)
    for layer, colour in enumerate(("#7d4c4d", "#55363f", "#332432")):
        top = 262 + layer * 26 - 44 * came * math.exp(-after * 0.8) * (1 - layer * 0.22)
        points = [(-20, H + 20)]
        for x in range(-20, W + 21, 6):
            swell = math.exp(-((x - (-120 + 420 * came + 120 * min(after, 1.5))) / 150) ** 2)
            points.append((x, top + 12 - 58 * swell * math.exp(-after * 1.3) + 5 * math.sin(x / 34 + s * 2 + layer)))
        poly(c, points + [(W + 20, H + 20)], colour)
    for x, w in ((290, 40), (420, 30), (520, 22)):
        box(c, x, 60, w, 320, "#140f17")
        box(c, x + w - 4, 60, 4, 320, "#c97f55", 0.5)
    box(c, -20, 46, W + 40, 26, "#140f17")
    box(c, -20, 44, W + 40, 3, "#d98e5d", 0.6)
    if after > 0:
        fade = math.exp(-after * 0.9)
        for tall, lean, width, colour, alpha in ((150, -70, 40, "#c99a86", 0.75), (170, 64, 44, "#c99a86", 0.75), (196, -26, 46, "#eac7a6", 0.85),
                                                 (182, 26, 44, "#eac7a6", 0.85), (128, -100, 34, "#fbe3c6", 0.9), (140, 96, 34, "#fbe3c6", 0.9), (150, 4, 44, "#fff2dd", 0.95)):
            rise = tall * math.sin(min(after * 1.5 + 0.15, math.pi)) * (0.85 + 0.15 * math.sin(tall))
            if after * 1.5 < math.pi:
                c.move_to(310 - width * 1.3 + lean * 0.5, 300)
                c.curve_to(310 - width + lean * 0.6, 290 - rise * 0.5, 310 + lean * 1.2 - 6, 280 - rise, 310 + lean * 1.5, 276 - rise)
                c.curve_to(310 + lean * 1.1 + 10, 282 - rise * 0.8, 310 + width + lean * 0.6, 290 - rise * 0.4, 310 + width * 1.3 + lean * 0.5, 300)
                c.close_path()
                fill(c, colour, alpha * fade)
        for index in range(40):
            angle = -math.pi * (0.16 + 0.68 * ((index * 37) % 40) / 40)
            speed = 150 + (index * 53) % 170
            x = 310 + speed * math.cos(angle) * after * 0.8
            y = 268 + speed * math.sin(angle) * after + 130 * after * after
            if y < 316:
                disc(c, x, y, 1.0 + (index * 7) % 3, "#fff2dd", 0.9 * fade)
        for index in range(9):
            drift = (index - 4) * (18 + 60 * (1 - math.exp(-after * 1.2)))
            oval(c, 310 + drift, 302 + 5 * math.sin(index * 2.4 + s), 34 + 16 * burst, 6 + 3 * math.sin(index * 1.7) ** 2, "#fbe3c6", 0.7 * math.exp(-after * 0.35))


def pier_kiss(c, t, s):
    """Wide: two figures become one against the sun."""
    move(c, t, (1.22, 1.02), (16, 0), (16, 0))
    pier_world(c, s + 30, 330, 204, 10 * t)
    close = between(s, 0.5, 3.0)
    person(c, 306 + 13 * close, 294, 86, "Mara", "#120e16", "#ffc88a", 1, 0, 0.07 * close)
    person(c, 350 - 14 * close, 294, 92, "Jun", "#120e16", "#ffc88a", -1, 0, -0.07 * close)
    pier_deck(c, 292, s=s)


def shore_world(c, t, s, up):
    wash(c, [(0, mix("#2a3a66", "#6f9ac4", up)), (0.3, mix("#5f6390", "#b9c8d2", up)), (0.52, mix("#d08f8d", "#ffd9a8", up)), (0.6, mix("#f0b08a", "#ffeabf", up)), (1, "#f3cf9f")])
    for x, y, w in ((130, 66, 200), (470, 96, 170), (300, 132, 220)):
        oval(c, x - s * 1.4, y, w, 5.5, "#ffe0c0", 0.34)
    y = 232 - 62 * up
    glow(c, 330, y, 190 + 110 * up, "#fff0c4", 0.35 + 0.55 * up)
    disc(c, 330, y, 29, "#fff8e2")
    sea(c, 222, [mix("#b98a8c", "#f0cfa6", up), mix("#2d3c5c", "#4f7690", up)], s, "#fff2d0", 330, 0.25 + 0.5 * up)


def sand(c, s, up):
    wet = 4 * math.sin(s * 0.7)
    for lift, colour, alpha in ((0, mix("#c9b7ac", "#fff4e0", up), 0.8), (7, mix("#6d5d66", "#c9a27e", up), 1), (16, mix("#4a3d4d", "#a67f63", up), 1)):
        c.move_to(-20, 300 + lift + wet * (1 - lift / 30))
        c.curve_to(180, 286 + lift + wet, 420, 318 + lift - wet * 0.5, W + 20, 290 + lift + wet)
        c.line_to(W + 20, H + 20)
        c.line_to(-20, H + 20)
        fill(c, colour, alpha)


def shore_wide(c, t, s):
    """The sun breaks over the sea at 6 s; they run to meet."""
    up = 0.05 + 0.55 * between(s, 5.2, 14)
    shore_world(c, t, s, up)
    sand(c, s, up)
    came = between(s, 1, 12.5)
    dark = mix("#1c1a2e", "#33263a", up)
    swing = math.sin(s * 7) * (1 - between(s, 11.5, 12.5))
    person(c, 90 + 218 * came, 336, 92, "Mara", dark, "#ffe2b0", 1, swing, 0.07 * (1 - came))
    person(c, 570 - 220 * came, 338, 98, "Jun", dark, "#ffe2b0", -1, -swing, -0.07 * (1 - came))


def shore_embrace(c, t, s):
    shore_world(c, t, s + 14, 0.62 + 0.25 * t)
    near = between(s, 0, 2.5)
    profile(c, 196 + 20 * near, 190, 168, "Mara", "#6d4548", "#2a1a24", "#4a3044", 1, "#fff0cc", -0.06)
    profile(c, 452 - 28 * near, 172, 176, "Jun", "#5a3a40", "#1e151d", "#2a3346", -1, "#fff0cc", 0.09)


def shore_end(c, t, s):
    """Wide and far; the title; to black."""
    up = 0.88
    move(c, t, (1.12, 1.0))
    shore_world(c, t, s + 22, up)
    sand(c, s + 22, up)
    dark = "#33263a"
    person(c, 316 + 0.3 * s, 332, 62, "Mara", dark, "#ffe2b0", 1, 0.5 * math.sin(s * 3.4))
    person(c, 337 + 0.3 * s, 333, 66, "Jun", dark, "#ffe2b0", 1, -0.5 * math.sin(s * 3.4))
    c.identity_matrix()
    shown = between(s, 2.5, 4.5)
    if shown > 0:
        title(c, "MY HEART", 118, 40, shown, 16)
    box(c, 0, 0, W, H, "#000000", between(s, 8.0, 11.6))
