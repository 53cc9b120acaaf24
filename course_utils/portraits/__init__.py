"""Friendly cartoon portraits whose attributes are known exactly: what is drawn is the label."""

from course_utils.portraits.attributes import COVERINGS, LOOKS, OCCUPATIONS, TRAITS, People, dress, look_numbers
from course_utils.portraits.render import pixels, render

__all__ = ["COVERINGS", "LOOKS", "OCCUPATIONS", "TRAITS", "People", "dress", "look_numbers", "pixels", "render"]
