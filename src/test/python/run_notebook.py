"""Executes a notebook from its first cell to its last and prints, for each cell of code, the kinds of its outputs."""

import sys

import nbclient
import nbformat

notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
for cell in notebook.cells:
    if cell.cell_type == "code":
        print(",".join(kind for output in cell.outputs for kind in output.get("data", {output.output_type: ""})))
