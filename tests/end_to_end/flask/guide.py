"""The Python of the user's own guide, word for word."""
import pathlib
import re

GUIDE = pathlib.Path(__file__).parents[2] / "fixtures" / "INTEGRATION_GUIDE.md"


def blocks():
    """The guide's ```python blocks in their order; a console session loses its prompts and nothing else."""
    found = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    return [session(block) if ">>> " in block else block for block in found]


def session(block):
    typed = [line for line in block.splitlines() if line.startswith((">>> ", "... "))]
    return "\n".join(line[4:] for line in typed) + "\n"
