"""Friendly cartoon portraits whose attributes are known exactly: what is drawn is the label."""

from course_utils.portraits.attributes import COVERINGS, HAIRSTYLES, OCCUPATIONS, TRAITS, People, dress, look_numbers
from course_utils.portraits.render import render

__all__ = ["COVERINGS", "HAIRSTYLES", "OCCUPATIONS", "TRAITS", "People", "dress", "look_numbers", "render"]
