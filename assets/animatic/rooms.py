"""The shots in rooms: kitchen and flat. Each draws one frame: c the canvas, t the share of the shot gone, s its seconds."""

import math

from brush import *


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
