"""What an answer prints and displays while it is checked is held back: a lesson's page stays clean, and a learner who
debugs by printing sees it, folded, for the call that went wrong.
"""

import base64
import contextlib
import html
import io
import sys
from collections.abc import Iterator

MOST = 4000  # characters; a loop that prints for ever would fill the memory


class HeldBack(io.StringIO):
    """The text that a call printed, and the rest that it displayed; `forget` before the next call."""

    def __init__(self):
        super().__init__()
        self.displayed: list = []

    def write(self, text: str) -> int:
        if (room := MOST - self.tell()) > 0:
            super().write(text if len(text) <= room else text[:room] + " … (and more)")
        return len(text)

    def forget(self) -> None:
        """Begin anew."""
        if self.tell() or self.displayed:
            self.seek(0)
            self.truncate()
            self.displayed.clear()

    def as_html(self) -> str:
        """Everything as HTML, '' if there is nothing."""
        text = self.getvalue()
        return (f"<pre>{html.escape(text)}</pre>" if text else "") + "".join(map(one_display, self.displayed))


def one_display(bundle: dict) -> str:
    """Something displayed: its HTML or its picture if it has one, its plain text otherwise."""
    if "text/html" in bundle:
        return bundle["text/html"]
    if "image/png" in bundle:
        picture = bundle["image/png"]
        data = picture if isinstance(picture, str) else base64.b64encode(picture).decode()
        return f'<img alt="a figure that your code drew" src="data:image/png;base64,{data}">'
    return f"<pre>{html.escape(str(bundle.get('text/plain', ''))[:MOST])}</pre>"


@contextlib.contextmanager
def held_back() -> Iterator[HeldBack]:
    """Hold back what the block prints, writes to stderr, displays, and draws with pyplot."""
    kept = HeldBack()
    with contextlib.redirect_stdout(kept), contextlib.redirect_stderr(kept), displays_into(kept.displayed):
        figures = set(open_figures())
        try:
            yield kept
        finally:
            kept.displayed += [close_figure(number) for number in open_figures() if number not in figures]


@contextlib.contextmanager
def displays_into(kept: list) -> Iterator[None]:
    """Let IPython's display() add to this list; nothing to do outside of IPython."""
    shell = current_shell()
    if not shell:
        yield
        return
    before, shell.display_pub = shell.display_pub, KeepingPublisher(kept, parent=shell)
    try:
        yield
    finally:
        shell.display_pub = before


def current_shell():
    """The IPython that runs here, None outside of IPython."""
    ipython = sys.modules.get("IPython")
    return ipython and ipython.get_ipython()


def KeepingPublisher(kept: list, parent):
    """A display publisher that keeps what it is given. (A function, since its base class is there only in IPython.)"""
    from IPython.core.displaypub import DisplayPublisher

    class Keeping(DisplayPublisher):
        def publish(self, data, metadata=None, **_):
            kept.append(data)

        def clear_output(self, wait=False):
            kept.clear()

    return Keeping(parent=parent)


def open_figures() -> list[int]:
    """The numbers of pyplot's open figures; none if pyplot was never imported."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.get_fignums() if pyplot else []


def close_figure(number: int) -> dict:
    """Close a figure of pyplot, and return its picture as a display would."""
    pyplot, picture = sys.modules["matplotlib.pyplot"], io.BytesIO()
    figure = pyplot.figure(number)
    try:
        figure.savefig(picture, format="png", dpi=80)
        return {"image/png": picture.getvalue()}
    except Exception as error:  # a figure that can't be drawn is the learner's to find, not ours to fail on
        return {"text/plain": f"a figure that could not be drawn ({error})"}
    finally:
        pyplot.close(figure)
