"""A site's own Python: what it registers, how it is called, what it is given."""

from sitewright.model.hooks.calls import HookFault, call_hook, invoke
from sitewright.model.hooks.hook import HOOKS_FILE, NONE, Hook, HookKind, Hooks
from sitewright.model.hooks.pages import Item, Pages
from sitewright.model.hooks.stubs import write_stub
from sitewright.model.hooks.values import NotPlainError, plain_value, read_only

__all__ = [
    "HOOKS_FILE",
    "NONE",
    "Hook",
    "HookFault",
    "HookKind",
    "Hooks",
    "Item",
    "NotPlainError",
    "Pages",
    "call_hook",
    "invoke",
    "plain_value",
    "read_only",
    "write_stub",
]
