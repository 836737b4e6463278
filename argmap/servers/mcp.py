"""The server of the Model Context Protocol: the tools, a resource for each rule, and the skill (`argmap[mcp]`)."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from argmap import __version__, resources
from argmap.errors import MissingPackage
from argmap.lint import RULES
from argmap.lint.settings import project
from argmap.servers.folder import Folder
from argmap.servers.tools import TOOLS, Answer, Tools, rule_page

WRITING = ("render", "edit")
"""The tools that may write a file."""


def skill() -> str:
    """The page that teaches a language model the notation."""
    return (resources.folder("templates") / "skill.md").read_text(encoding="utf-8")


def serve(folder: str) -> None:
    """Serves the tools on the maps of a folder over standard input and output. Raises MissingPackage."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.resources import TextResource
        from mcp_types import ToolAnnotations
    except ImportError:
        raise MissingPackage("argmap mcp needs the package mcp", "pip install 'argmap[mcp]'") from None
    about = "Arguments as code. Read the resource argmap://skill first: it teaches the notation and the operations."
    server: MCPServer = MCPServer("argmap", version=__version__, instructions=about, log_level="WARNING")
    tools = Tools(Folder(Path(folder)), project())
    for name in TOOLS:
        writes = name in WRITING
        hints = ToolAnnotations(
            read_only_hint=not writes, destructive_hint=False if not writes else None, open_world_hint=False
        )
        server.add_tool(_described(getattr(tools, name)), annotations=hints)
    pages = {"argmap://skill": ("skill", skill())}
    pages |= {f"argmap://rules/{rule.code}": (rule.name, rule_page(rule.code)) for rule in RULES.values()}
    for uri, (name, text) in pages.items():
        server.add_resource(TextResource(uri=uri, name=name, mime_type="text/markdown", text=text))
    server.run()


def _described(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool, with the words about its parameters where the SDK looks for them."""
    from pydantic import Field

    @wraps(tool)
    def asked(**named: Any) -> Answer:
        made: Answer = tool(**named)
        return made

    hints = get_type_hints(tool, include_extras=True)
    told = [
        one.replace(annotation=Annotated[hint.__origin__, Field(description=hint.__metadata__[0])])
        for name, one in signature(tool).parameters.items()
        if (hint := hints[name])
    ]
    vars(asked)["__signature__"] = signature(tool).replace(parameters=told, return_annotation=Answer)
    return asked
