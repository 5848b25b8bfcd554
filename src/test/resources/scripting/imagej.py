"""A stand-in for PyImageJ: what its init() gives to a script, over JPype alone.

The class path of the Java machine is the environment variable DIFFSEG_CLASSPATH.
"""

import os

import jpype
import jpype.imports
import numpy


class _Conversion:
    def from_java(self, img):
        columns, rows = int(img.dimension(0)), int(img.dimension(1))
        cursor = img.cursor()
        values = [int(cursor.next().getIntegerLong()) for _ in range(columns * rows)]
        return numpy.array(values).reshape(rows, columns)


class _Gateway:
    def __init__(self, context):
        self._context = context
        self.IJ = jpype.JClass("ij.IJ")
        self.py = _Conversion()

    def get(self, service):
        return self._context.service(service)


def init(folder, mode):
    if mode != "headless":
        raise ValueError(f"mode is {mode!r}; this stand-in has no windows")
    jpype.startJVM(
        "-Djava.awt.headless=true",
        "-Xmx2g",
        classpath=os.environ["DIFFSEG_CLASSPATH"].split(os.pathsep),
    )
    # With no argument JPype takes the constructor for a list of services, here of none
    return _Gateway(jpype.JClass("org.scijava.Context")(False))
