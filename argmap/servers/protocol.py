"""The Language Server Protocol, by lsprotocol and pygls (`argmap[lsp]`)."""

from argmap.errors import MissingPackage

try:
    from lsprotocol import types as lsp
    from pygls import uris
    from pygls.exceptions import JsonRpcInvalidParams
    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument
except ImportError:
    raise MissingPackage("argmap lsp needs the package pygls", "pip install 'argmap[lsp]'") from None

__all__ = ["JsonRpcInvalidParams", "LanguageServer", "TextDocument", "lsp", "uris"]
