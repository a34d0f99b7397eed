"""The shots of 1x04 "Rising Tide". Each draws one frame: c the canvas, t the share of the shot gone, s its seconds."""

import math

from brush import *


def move(c, t, zoom=(1.0, 1.0), x=(0, 0), y=(0, 0)):
    """A slow camera move about the middle."""
    e = t * t * (3 - 2 * t) * 0.5 + t * 0.5
    z = zoom[0] + (zoom[1] - zoom[0]) * e
    c.translate(W / 2 - x[0] - (x[1] - x[0]) * e, H / 2 - y[0] - (y[1] - y[0]) * e)
    c.scale(z, z)
    c.translate(-W / 2, -H / 2)


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


def kitchen_room(c, s, light=1.0):
    wash(c, [(0, "#d8c6a6"), (0.7, "#cbb08a"), (1, "#b99a75")])
    box(c, -60, 278, W + 120, 120, "#8d6a4f")
    for x in range(-60, 760, 74):
        line(c, [(x, 278), (x - (320 - x) * 0.35, 400)], 1, "#7a5a43", 0.6)
    # The window and what is outside.
    box(c, 232, 42, 214, 150, "#f4ead2")
    c.save()
    c.rectangle(240, 50, 198, 134)
    c.clip()
    wash(c, [(0, "#a9cbd8"), (1, "#f3e3bd")], 232, 42, 220, 150)
    ridge(c, 160, 10, 3, "#9db6a7", 0, 0.6)
    town(c, 184, 7, "#c1997c", 0, 18, 12, 34, None, 0, 220, 450)
    oval(c, 262, 160, 32, 38, "#7b9a7c")
    oval(c, 244, 136, 22, 30, "#8cab88")
    c.restore()
    box(c, 335, 50, 7, 134, "#f4ead2")
    box(c, 240, 112, 198, 5, "#f4ead2")
    box(c, 224, 190, 230, 9, "#e7d8b8")
    for x, lean in ((232, -1), (446, 1)):
        c.move_to(x, 34)
        c.curve_to(x - 10 * lean, 90, x + 22 * lean + 2 * math.sin(s * 0.8) * lean, 140, x + 8 * lean, 202)
        c.line_to(x + 34 * lean, 202)
        c.line_to(x + 30 * lean, 34)
        c.close_path()
        fill(c, "#d98f6a", 0.88)
    beam(c, [(240, 190), (438, 190), (360, 400), (60, 400)], 340, 170, 200, 380, "#fff2c9", 0.42 * light)
    # Shelves, hob, pendant.
    box(c, 494, 92, 170, 6, "#7b5a41")
    for x, h, w, colour in ((506, 26, 16, "#b4583f"), (528, 34, 12, "#e3d5b6"), (546, 20, 22, "#5f7f79"), (574, 30, 14, "#d9a45b"), (594, 24, 20, "#84604a")):
        rounded(c, x, 92 - h, w, h, 3, colour)
    box(c, 470, 196, 220, 92, "#5f7f79")
    box(c, 462, 188, 230, 9, "#e8dcc0")
    for x in (482, 546, 610):
        rounded(c, x, 206, 54, 70, 2, "#557169")
    oval(c, 560, 178, 20, 14, "#43362f")
    line(c, [(578, 174), (594, 166)], 4, "#43362f")
    box(c, -60, 60, 130, 230, "#a98362")
    rounded(c, -20, 84, 82, 90, 2, "#97714f")
    rounded(c, -20, 184, 82, 90, 2, "#97714f")
    line(c, [(330, -10), (330, 18)], 2, "#4a3a30")
    poly(c, [(312, 34), (348, 34), (338, 16), (322, 16)], "#b4583f")


def kitchen_table(c):
    poly(c, [(150, 268), (480, 268), (520, 296), (112, 296)], "#6d4932")
    box(c, 112, 295, 408, 9, "#55371f")
    box(c, 136, 304, 12, 70, "#55371f")
    box(c, 486, 304, 12, 70, "#55371f")
    rounded(c, 250, 259, 17, 15, 3, "#efe6d0")
    oval(c, 324, 278, 34, 5.5, "#e7dcc2")


def kitchen_wide(c, t, s):
    move(c, t, (1.0, 1.09), (0, 14), (0, 10))
    kitchen_room(c, s)
    person(c, 455, 330, 196, "Mara", "#3a2a3a", "#ffe2b0", -1, 0, 0.012 * math.sin(s * 0.9))
    rounded(c, 132, 196, 8, 130, 3, "#4b301d")
    person(c, 172, 344, 182, "Jun", "#2f3d4c", "#ffe2b0", 1, 0, 0.05 + 0.01 * math.sin(s * 0.7))
    kitchen_table(c)


def kitchen_close(c, t, s, who, side):
    wash(c, [(0, "#d3bd97"), (1, "#a98464")])
    shift = 10 * t * side
    box(c, 350 - shift * 2 if side < 0 else 40 - shift * 2, 10, 250, 220, "#f2e6c8", 0.9)
    box(c, 362 - shift * 2 if side < 0 else 52 - shift * 2, 22, 226, 196, "#cfdcd2")
    glow(c, 480 if side < 0 else 160, 120, 260, "#fff3cf", 0.55)
    box(c, -40, 300, 800, 80, "#7d5a41", 0.55)
    move(c, t, (1.0, 1.06))
    face, hair, coat = ("#b87f61", "#35222a", "#574057") if who == "Mara" else ("#a87152", "#211c1e", "#3d5263")
    profile(c, 250 if side > 0 else 390, 170, 176, who, face, hair, coat, side, "#ffe6b9", 0.02 * math.sin(s * 0.9) + 0.04)


def kitchen_mara(c, t, s):
    kitchen_close(c, t, s, "Mara", -1)


def kitchen_jun(c, t, s):
    kitchen_close(c, t, s, "Jun", 1)


def kitchen_cup(c, t, s):
    """The cup slides off the table and breaks at 3 s."""
    wash(c, [(0, "#c7ab84"), (1, "#8d6a4f")])
    beam(c, [(200, -20), (460, -20), (620, 380), (250, 380)], 300, 0, 430, 380, "#fff2c9", 0.4)
    poly(c, [(-20, 96), (360, 96), (392, 122), (-20, 122)], "#6d4932")
    box(c, -20, 121, 412, 14, "#55371f")
    for x in range(-40, 760, 110):
        line(c, [(x, 250), (x - (320 - x) * 0.4, 380)], 1.4, "#7a5a43", 0.7)
    fall = max(0.0, s - 2.35)
    if s < 3.0:
        x = 300 + 70 * ease(s / 2.35) + 60 * fall
        y = 92 + 480 * fall * fall
        c.save()
        c.translate(x, y)
        c.rotate(2.6 * fall)
        rounded(c, -17, -34, 34, 36, 6, "#f1e8d2")
        c.arc(18, -17, 9, -1.3, 1.3)
        c.set_line_width(4)
        c.set_source_rgba(*rgb("#f1e8d2"))
        c.stroke()
        box(c, -17, -24, 34, 5, "#b4583f")
        c.restore()
    else:
        after = s - 3.0
        spread = 1 - math.exp(-after * 5)
        oval(c, 416, 306, 26 + 62 * spread, 5 + 11 * spread, "#4a2f1e", 0.75)
        for index in range(11):
            angle = index * 0.571 + 0.3
            reach = (26 + 17 * (index * 7 % 5)) * spread
            hop = max(0.0, 26 * math.sin(min(after * 5, math.pi)) * (0.4 + 0.2 * (index % 4)))
            x, y = 416 + reach * math.cos(angle) * 1.5, 302 + reach * math.sin(angle) * 0.42 - hop
            c.save()
            c.translate(x, y)
            c.rotate(angle * 3 + after * (3 * math.exp(-after * 3)))
            poly(c, [(-9, 3), (0, -9 + index % 4), (10, 2 + index % 3), (1, 6)], "#b4583f" if index % 5 == 0 else "#f1e8d2")
            c.restore()


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


def flat_room(c, s, lamp):
    wash(c, [(0, "#191a33"), (1, "#221c33")])
    box(c, 296, 30, 268, 196, "#0e1024")
    c.save()
    c.rectangle(302, 36, 256, 184)
    c.clip()
    wash(c, [(0, "#1b2450"), (0.7, "#37396b"), (1, "#5a4a78")], 290, 30, 290, 200)
    stars(c, 8, 40, 120, 0.7, s)
    disc(c, 500, 78, 17, "#f3efdc")
    disc(c, 507, 74, 15, "#232c58")
    town(c, 222, 19, "#141830", 0, 22, 30, 90, "#ffd58a", 0.30, 290, 570)
    c.restore()
    box(c, 426, 36, 6, 184, "#0e1024")
    box(c, 288, 224, 284, 8, "#2b2440")
    beam(c, [(302, 226), (558, 226), (470, 380), (150, 380)], 420, 210, 330, 380, "#6f7fc4", 0.26)
    if lamp > 0:
        glow(c, 130, 134, 260, "#ffb765", 0.62 * lamp)
    line(c, [(130, 140), (130, 320)], 4, "#0d0c18")
    oval(c, 130, 322, 26, 4, "#0d0c18")
    poly(c, [(102, 152), (158, 152), (146, 108), (114, 108)], mix("#2a2238", "#ffd08a", lamp))
    for x, y, w, h in ((206, 70, 34, 44), (200, 132, 24, 30), (244, 120, 28, 38)):
        box(c, x, y, w, h, "#0e0d1b")
        box(c, x + 3, y + 3, w - 6, h - 6, mix("#262241", "#8a5a5a", lamp * 0.8))


def sofa(c):
    rounded(c, 176, 246, 330, 70, 18, "#100f1f")
    rounded(c, 160, 262, 46, 72, 14, "#141327")
    rounded(c, 478, 262, 46, 72, 14, "#141327")
    rounded(c, 190, 284, 304, 46, 12, "#17162c")
    box(c, -20, 336, 700, 40, "#0c0b17")


def flat_wide(c, t, s):
    move(c, t, (1.0, 1.08), (0, 10), (0, 6))
    flat_room(c, s, 1.0)
    person(c, 404, 330, 178, "Mara", "#0d0c19", "#8f9ad6", 1, 0, 0.01 * math.sin(s * 0.8))
    sofa(c)


def flat_face(c, t, s):
    """A message lights her face at 3 s."""
    wash(c, [(0, "#14152b"), (1, "#1f1a31")])
    stars(c, 15, 26, 150, 0.5, s)
    town(c, 262, 23, "#0e1024", -8 * t, 30, 40, 120, "#ffd58a", 0.22)
    box(c, 300, -10, 10, 380, "#0a0a16")
    lit = between(s, 3.0, 3.3) * (1 - 0.35 * between(s, 8, 10))
    if lit > 0:
        glow(c, 420, 330, 330, "#9fc4ff", 0.6 * lit)
    profile(c, 250, 168, 178, "Mara", mix("#2b2540", "#7d8fc2", 0.75 * lit), "#0a0912", "#121022", 1, mix("#7682c2", "#e4f0ff", lit), 0.16)
    rounded(c, 404, 262, 56, 110, 8, "#08080f")
    if lit > 0:
        rounded(c, 409, 268, 46, 98, 5, "#cfe2ff", lit)
        box(c, 415, 284, 32, 4, "#7f9ad0", lit)
        box(c, 415, 293, 24, 4, "#7f9ad0", lit)


def flat_dark(c, t, s):
    """She reaches the lamp; light out at 4 s."""
    lamp = 1.0 if s < 4.0 else 0.0
    move(c, t, (1.08, 1.0), (8, 0), (6, 0))
    flat_room(c, s + 20, lamp)
    walked = between(s, 0, 3.2)
    person(c, 360 - 170 * walked, 332, 180, "Mara", "#0d0c19", "#ffc98a" if lamp else "#8f9ad6", -1, math.sin(s * 4.2) * (1 - between(s, 2.8, 3.2)), 0, (-0.22, -0.92) if 3.2 < s < 5 else None)
    sofa(c)


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
