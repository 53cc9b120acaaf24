"""Signed distances to simple shapes, negative inside: the outline is where they are zero.

x and y are float32 arrays that broadcast; all other arguments are numbers or arrays (n, 1, 1). Only + - * / sqrt, min
and max, whose results IEEE 754 fixes to the last bit. After Quilez, "2D distance functions" (iquilezles.org).
"""

import numpy as np


def ellipse(x, y, cx, cy, rx, ry):
    """First-order distance to an ellipse: its equation over the length of its gradient."""
    u, v = (x - cx) * (1 / rx), (y - cy) * (1 / ry)
    u2, v2 = u * u, v * v
    gradient = u2 * (4 / (rx * rx)) + v2 * (4 / (ry * ry))
    gradient += 1e-4
    np.sqrt(gradient, out=gradient)
    u2 = u2 + v2
    u2 -= 1
    u2 /= gradient
    return u2


def circle(x, y, cx, cy, r):
    """Distance to a circle."""
    u, v = x - cx, y - cy
    u *= u
    out = u + v * v
    np.sqrt(out, out=out)
    out -= r
    return out


def box(x, y, cx, cy, width, height, r):
    """Distance to a box of this half width and half height with corners rounded by the radius r."""
    u, v = abs(x - cx) - (width - r), abs(y - cy) - (height - r)
    inside = np.minimum(np.maximum(u, v), 0)
    u, v = np.maximum(u, 0), np.maximum(v, 0)
    return np.sqrt(u * u + v * v) + inside - r


def stroke(x, y, ax, ay, bx, by, r):
    """Distance to the line from a to b drawn with a round pen of radius r."""
    dx, dy = bx - ax, by - ay
    u, v = x - ax, y - ay
    along = (u * dx + v * dy) * (1 / (dx * dx + dy * dy))
    along = np.minimum(np.maximum(along, 0), 1)
    u, v = u - along * dx, v - along * dy
    return np.sqrt(u * u + v * v) - r


def below(x, y, cx, cy, bend):
    """How far a point lies below the parabola y = cy + bend (x - cx)²."""
    u = x - cx
    slope = u * (2 * bend)
    return (y - cy - u * u * bend) / np.sqrt(slope * slope + 1)


def arc(x, y, cx, cy, bend, reach, r):
    """Distance to a bent stroke: y = cy + bend (x - cx)² where x is within reach of cx, with a pen of radius r."""
    return np.maximum(abs(below(x, y, cx, cy, bend)) - r, abs(x - cx) - reach)


def smallest(distances):
    """Distance to the union of shapes."""
    first, *rest = distances
    for other in rest:
        first = np.minimum(first, other)
    return first
