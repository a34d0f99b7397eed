"""A small window with files to drag: `desktop.py '{"x": 0, "y": 0, "size": 160, "files": ["/a.wav"]}'`.

Says `shown`, `begun` and, when somebody has taken the files, `dropped`.
"""

import json
import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


def main():
    asked = json.loads(sys.argv[1])
    uris = [pathlib.Path(file).resolve().as_uri() for file in asked["files"]]
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_default_size(asked["size"], asked["size"])
    window.move(asked["x"], asked["y"])
    box = Gtk.EventBox()
    box.add(Gtk.Label(label=f"{len(uris)} files"))
    targets = [Gtk.TargetEntry.new("text/uri-list", 0, 0)]
    box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, targets, Gdk.DragAction.COPY)
    box.connect("drag-begin", lambda *_: say("begun"))
    box.connect("drag-data-get", lambda _box, _drag, data, *_: data.set_uris(uris))
    box.connect("drag-failed", lambda *_: say("refused"))
    box.connect("drag-end", lambda *_: say("dropped"))
    window.add(box)
    window.connect("map-event", lambda *_: say("shown"))
    window.show_all()
    Gtk.main()


main()
