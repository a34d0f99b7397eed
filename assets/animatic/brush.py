"""Brushes for the animatic: skies, water, people and things as flat layered shapes (pycairo)."""

import math
import random

import cairo

W, H = 640, 360


def rgb(code, alpha=1.0):
    return (int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255, alpha)


def mix(a, b, t):
    """The colour a share t of the way from a to b."""
    return "#" + "".join(f"{round(int(a[i:i + 2], 16) * (1 - t) + int(b[i:i + 2], 16) * t):02x}" for i in (1, 3, 5))


def ease(t):
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def between(t, start, end):
    """How far t has come from start to end, eased, 0 to 1."""
    return ease((t - start) / (end - start))


def fill(c, colour, alpha=1.0):
    c.set_source_rgba(*rgb(colour, alpha))
    c.fill()


def box(c, x, y, w, h, colour, alpha=1.0):
    c.rectangle(x, y, w, h)
    fill(c, colour, alpha)


def rounded(c, x, y, w, h, r, colour, alpha=1.0):
    r = min(r, w / 2, h / 2)
    c.new_sub_path()
    for cx, cy, a in ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)):
        c.arc(cx, cy, r, math.radians(a), math.radians(a + 90))
    c.close_path()
    fill(c, colour, alpha)


def disc(c, x, y, r, colour, alpha=1.0):
    c.arc(x, y, r, 0, math.tau)
    fill(c, colour, alpha)


def oval(c, x, y, rx, ry, colour, alpha=1.0):
    c.save()
    c.translate(x, y)
    c.scale(rx, ry)
    c.arc(0, 0, 1, 0, math.tau)
    c.restore()
    fill(c, colour, alpha)


def poly(c, points, colour, alpha=1.0):
    c.move_to(*points[0])
    for point in points[1:]:
        c.line_to(*point)
    c.close_path()
    fill(c, colour, alpha)


def line(c, points, width, colour, alpha=1.0):
    c.set_line_width(width)
    c.set_line_cap(cairo.LINE_CAP_ROUND)
    c.set_line_join(cairo.LINE_JOIN_ROUND)
    c.move_to(*points[0])
    for point in points[1:]:
        c.line_to(*point)
    c.set_source_rgba(*rgb(colour, alpha))
    c.stroke()


def wash(c, stops, x=-200, y=0, w=W + 400, h=H, alpha=1.0):
    """A vertical gradient; stops are (share, colour)."""
    g = cairo.LinearGradient(0, y, 0, y + h)
    for at, colour in stops:
        g.add_color_stop_rgba(at, *rgb(colour, alpha))
    c.rectangle(x, y, w, h)
    c.set_source(g)
    c.fill()


def glow(c, x, y, r, colour, alpha=0.6):
    g = cairo.RadialGradient(x, y, 0, x, y, r)
    for at in (0, 0.15, 0.3, 0.5, 0.75, 1):
        g.add_color_stop_rgba(at, *rgb(colour, alpha * (1 - at) ** 2))
    c.set_source(g)
    c.rectangle(x - r, y - r, 2 * r, 2 * r)
    c.fill()


def beam(c, points, x0, y0, x1, y1, colour, alpha):
    """Light through a shape, fading from (x0, y0) to (x1, y1)."""
    g = cairo.LinearGradient(x0, y0, x1, y1)
    g.add_color_stop_rgba(0, *rgb(colour, alpha))
    g.add_color_stop_rgba(1, *rgb(colour, 0))
    c.move_to(*points[0])
    for point in points[1:]:
        c.line_to(*point)
    c.close_path()
    c.set_source(g)
    c.fill()


def vignette(c, alpha=0.35):
    g = cairo.RadialGradient(W / 2, H / 2, H * 0.45, W / 2, H / 2, W * 0.68)
    g.add_color_stop_rgba(0, 0, 0, 0, 0)
    g.add_color_stop_rgba(1, 0, 0, 0, alpha)
    c.set_source(g)
    c.paint()


def ridge(c, base, height, seed, colour, shift=0.0, scale=1.0, alpha=1.0):
    """A line of hills."""
    r = random.Random(seed)
    waves = [(r.uniform(0.4, 1), r.uniform(90, 260) * scale, r.uniform(0, 6.3)) for _ in range(4)]
    points = [(-60, H + 60)]
    for x in range(-60, W + 61, 8):
        points.append((x, base - height * sum(a * math.sin((x + shift) / w + p) for a, w, p in waves) / 2.4))
    poly(c, points + [(W + 60, H + 60)], colour, alpha)


def town(c, base, seed, colour, shift=0.0, unit=26, low=18, high=64, windows=None, share=0.25, from_x=-80, to_x=W + 80):
    """A row of houses with gables and, at night, lit windows."""
    r = random.Random(seed)
    x = from_x
    while x < to_x:
        w, h, gable = unit * r.uniform(0.7, 1.5), r.uniform(low, high), r.random()
        left = x + shift
        box(c, left, base - h, w + 0.6, h + 4, colour)
        if gable > 0.45:
            poly(c, [(left - 1, base - h + 0.5), (left + w / 2, base - h - w * 0.42), (left + w + 1, base - h + 0.5)], colour)
        if gable > 0.7:
            box(c, left + w * 0.68, base - h - w * 0.46, 4, w * 0.4, colour)
        lit = [(i, j) for i in range(int(w // 9)) for j in range(int(h // 13)) if r.random() < share]
        if windows:
            for i, j in lit:
                box(c, left + 4 + i * 9, base - h + 5 + j * 13, 3.6, 5.4, windows, 0.85)
        x += w


def stars(c, seed, count=60, below=190, alpha=0.7, time=0.0):
    r = random.Random(seed)
    for _ in range(count):
        x, y, size, phase = r.uniform(0, W), r.uniform(0, below), r.uniform(0.5, 1.3), r.uniform(0, 6)
        disc(c, x, y, size, "#eef2ff", alpha * (0.55 + 0.3 * math.sin(time * 0.9 + phase)) * (1 - y / (below * 1.3)))


def sea(c, top, colours, time, light=None, light_x=320, strength=0.5):
    """Bands of water, each darker and larger; a path of light under the sun or moon."""
    wash(c, [(0, colours[0]), (1, colours[-1])], y=top, h=H - top)
    for index in range(1, 7):
        y = top + (H - top) * (index / 7) ** 1.5
        size = 0.5 + index * 0.75
        points = [(-20, H + 10)]
        for x in range(-20, W + 21, 8):
            points.append((x, y + size * math.sin(x / (16 + 9 * index) + time * (0.5 + 0.1 * index) + index * 1.7)))
        poly(c, points + [(W + 20, H + 10)], mix(colours[0], colours[-1], index / 6), 0.55)
    if light:
        for index in range(22):
            y = top + 2 + (H - top) * (index / 22) ** 1.35
            w = (8 + index * 3.4) * (0.75 + 0.25 * math.sin(time * 1.4 + index * 2.3))
            x = light_x + (2 + index * 0.5) * math.sin(time * 0.8 + index * 1.1)
            rounded(c, x - w / 2, y, w, 1.2 + index * 0.1, 1, light, strength * (1 - index / 26))


def person(c, x, y, h, who, colour, rim=None, side=1, stride=0.0, lean=0.0, arm=None):
    """A standing figure; (x, y) between the feet, h its height. Mara: coat and long hair; Jun: jacket, short hair."""
    c.save()
    c.translate(x, y)
    c.scale(h, h)
    c.rotate(lean)
    step = 0.055 * stride
    if who == "Mara":
        poly(c, [(-0.035 - step, 0), (-0.05, -0.4), (0.05, -0.4), (0.035 + step, 0), (0.012 + step, 0), (0, -0.3), (-0.012 - step, 0)], colour)
        c.move_to(-0.068, -0.8)
        c.curve_to(-0.10, -0.65, -0.10, -0.42, -0.135, -0.2)
        c.line_to(0.135, -0.2)
        c.curve_to(0.10, -0.42, 0.10, -0.65, 0.068, -0.8)
        c.curve_to(0.03, -0.845, -0.03, -0.845, -0.068, -0.8)
        fill(c, colour)
        oval(c, 0, -0.915, 0.052, 0.066, colour)
        c.move_to(0.01 * side, -0.985)
        c.curve_to(0.075 * side, -0.97, 0.06 * side, -0.92, 0.045 * side, -0.9)
        c.line_to(-0.02 * side, -0.72)
        c.curve_to(-0.09 * side, -0.70, -0.09 * side, -0.8, -0.075 * side, -0.88)
        c.curve_to(-0.08 * side, -0.96, -0.04 * side, -1.0, 0.01 * side, -0.985)
        fill(c, colour)
    else:
        poly(c, [(-0.05 - step, 0), (-0.075, -0.46), (0.075, -0.46), (0.05 + step, 0), (0.012 + step, 0), (0, -0.36), (-0.012 - step, 0)], colour)
        c.move_to(-0.095, -0.79)
        c.curve_to(-0.115, -0.6, -0.10, -0.48, -0.095, -0.36)
        c.line_to(0.095, -0.36)
        c.curve_to(0.10, -0.48, 0.115, -0.6, 0.095, -0.79)
        c.curve_to(0.05, -0.85, -0.05, -0.85, -0.095, -0.79)
        fill(c, colour)
        box(c, -0.025, -0.87, 0.05, 0.06, colour)
        oval(c, 0, -0.92, 0.053, 0.066, colour)
        oval(c, -0.008 * side, -0.955, 0.06, 0.042, colour)
    shoulder = (0.075 * side, -0.76)
    if arm:
        line(c, [shoulder, (0.5 * (shoulder[0] + arm[0]), 0.5 * (shoulder[1] + arm[1]) + 0.03), arm], 0.05, colour)
    else:
        line(c, [(-0.085 * side, -0.75), (-0.105 * side, -0.58), (-0.095 * side, -0.43)], 0.045, colour)
    if rim:
        line(c, [(0.048 * side, -0.95), (0.05 * side, -0.9)], 0.014, rim, 0.85)
        line(c, [(0.082 * side, -0.79), (0.098 * side, -0.6), (0.1 * side, -0.46)], 0.012, rim, 0.75)
    c.restore()


def profile(c, x, y, size, who, face, hair, coat, side=1, rim=None, tilt=0.0):
    """Head and shoulders from the side; (x, y) the middle of the head, size its height."""
    c.save()
    c.translate(x, y)
    c.scale(size * side, size)
    c.move_to(-0.9, 1.9)
    c.curve_to(-0.86, 1.15, -0.7, 0.98, -0.25, 0.86)
    c.line_to(0.16, 0.84)
    c.curve_to(0.5, 0.98, 0.66, 1.2, 0.7, 1.9)
    fill(c, coat)
    c.rotate(tilt)
    c.move_to(-0.26, 0.95)
    c.curve_to(-0.24, 0.7, -0.3, 0.5, -0.36, 0.3)
    c.curve_to(-0.5, -0.1, -0.36, -0.5, 0.02, -0.5)
    c.curve_to(0.28, -0.5, 0.36, -0.3, 0.37, -0.12)
    c.curve_to(0.36, -0.06, 0.37, -0.02, 0.39, 0.02)
    c.curve_to(0.44, 0.1, 0.49, 0.13, 0.475, 0.165)
    c.curve_to(0.45, 0.19, 0.41, 0.19, 0.405, 0.205)
    c.curve_to(0.42, 0.23, 0.44, 0.25, 0.43, 0.275)
    c.curve_to(0.415, 0.29, 0.40, 0.29, 0.395, 0.297)
    c.curve_to(0.43, 0.31, 0.43, 0.345, 0.405, 0.365)
    c.curve_to(0.375, 0.385, 0.39, 0.42, 0.385, 0.46)
    c.curve_to(0.36, 0.54, 0.25, 0.54, 0.14, 0.56)
    c.curve_to(0.08, 0.65, 0.1, 0.8, 0.18, 0.95)
    c.close_path()
    outline = c.copy_path()
    fill(c, face)
    if rim:
        # Light along the edge of the face: the outline stroked within itself, fading towards the throat.
        c.save()
        c.append_path(outline)
        c.clip()
        c.append_path(outline)
        edge = cairo.LinearGradient(0.12, 0.5, 0.36, 0.0)
        edge.add_color_stop_rgba(0, *rgb(rim, 0))
        edge.add_color_stop_rgba(0.6, *rgb(rim, 0.55))
        edge.add_color_stop_rgba(1, *rgb(rim, 0.85))
        c.set_source(edge)
        c.set_line_width(0.036)
        c.stroke()
        c.restore()
    if who == "Mara":
        c.move_to(0.34, -0.2)
        c.curve_to(0.34, -0.62, -0.2, -0.72, -0.42, -0.36)
        c.curve_to(-0.62, 0.0, -0.5, 0.4, -0.66, 0.86)
        c.curve_to(-0.5, 1.0, -0.24, 0.98, -0.12, 0.8)
        c.curve_to(-0.02, 0.5, 0.02, 0.3, 0.04, 0.08)
        c.curve_to(0.06, -0.1, 0.2, -0.2, 0.34, -0.2)
    else:
        c.move_to(0.36, -0.2)
        c.curve_to(0.44, -0.42, 0.24, -0.66, -0.02, -0.62)
        c.curve_to(-0.36, -0.64, -0.54, -0.3, -0.44, 0.06)
        c.curve_to(-0.43, 0.2, -0.39, 0.3, -0.33, 0.38)
        c.curve_to(-0.24, 0.36, -0.2, 0.26, -0.16, 0.14)
        c.line_to(-0.02, 0.12)
        c.curve_to(0.0, 0.02, 0.02, -0.1, 0.07, -0.18)
        c.curve_to(0.16, -0.25, 0.28, -0.22, 0.36, -0.2)
    fill(c, hair)
    if who == "Jun":
        oval(c, -0.1, 0.1, 0.06, 0.095, face)
        line(c, [(-0.12, 0.06), (-0.085, 0.09), (-0.11, 0.13)], 0.014, hair, 0.5)
    line(c, [(0.24, 0.02), (0.31, 0.035)], 0.022, hair)
    line(c, [(0.22, -0.08), (0.33, -0.085)], 0.026, hair)
    c.restore()


def hand(c, x, y, size, colour, shade, sleeve, side=1, curl=0.0):
    """A hand lying flat, seen from above; (x, y) the wrist, fingers to the side."""
    c.save()
    c.translate(x, y)
    c.scale(size * side, size)
    line(c, [(-5.0, -0.4), (-0.1, 0)], 0.52, sleeve)
    line(c, [(-0.1, 0), (0.1, 0.02)], 0.32, colour)
    rounded(c, -0.02, -0.19, 0.46, 0.4, 0.16, colour)
    for index, (dy, reach) in enumerate(((-0.13, 0.34), (-0.035, 0.42), (0.06, 0.39), (0.15, 0.29))):
        knuckle = (0.42, dy)
        tip = (0.42 + reach * (1 - 0.35 * curl), dy + 0.03 * (index - 1.5) + 0.10 * curl)
        line(c, [(0.3, dy), knuckle, tip], 0.098, colour)
        if index < 3:
            line(c, [(0.36, dy + 0.048), (0.5, dy + 0.052)], 0.012, shade, 0.8)
    line(c, [(0.08, 0.16), (0.24, 0.3), (0.38, 0.32)], 0.11, colour)
    c.restore()


def label(c, words, x, y, align="left", mono=False, size=13):
    c.select_font_face("DejaVu Sans Mono" if mono else "DejaVu Sans", cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_NORMAL)
    c.set_font_size(size)
    width = c.text_extents(words).x_advance
    left = x if align == "left" else x - width - 14
    rounded(c, left, y - 20, width + 14, 20, 3, "#08090b", 0.72)
    c.set_source_rgba(0.95, 0.95, 0.93, 1)
    c.move_to(left + 7, y - 5.6)
    c.show_text(words)


def title(c, words, y, size, alpha, spacing=6, colour="#fff4e2"):
    """A line of spaced letters in the middle."""
    c.select_font_face("DejaVu Serif", cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_NORMAL)
    c.set_font_size(size)
    advances = [c.text_extents(letter).x_advance + spacing for letter in words]
    x = W / 2 - (sum(advances) - spacing) / 2
    c.set_source_rgba(*rgb(colour, alpha))
    for letter, advance in zip(words, advances):
        c.move_to(x, y)
        c.show_text(letter)
        x += advance


def move(c, t, zoom=(1.0, 1.0), x=(0, 0), y=(0, 0)):
    """A slow camera move about the middle."""
    e = t * t * (3 - 2 * t) * 0.5 + t * 0.5
    z = zoom[0] + (zoom[1] - zoom[0]) * e
    c.translate(W / 2 - x[0] - (x[1] - x[0]) * e, H / 2 - y[0] - (y[1] - y[0]) * e)
    c.scale(z, z)
    c.translate(-W / 2, -H / 2)
