"""A side story: describe what authors of a site write, for their editors."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, sort_findings
from sitewright.model.build import Options, Workspace
from sitewright.model.data import COMPUTED
from sitewright.model.pagetype import TYPE
from sitewright.pipeline.reading import (
    Reading,
    find_skeleton,
    read_documents,
    read_pages,
)
from sitewright.pipeline.sources import read_settings
from sitewright.stages.schemas.frontmatter import describe_pages, describe_type
from sitewright.stages.schemas.settings import describe_settings
from sitewright.stages.schemas.shapes import Schema
from sitewright.stages.types.values import fill_enums

SETTINGS = "site.yaml"
"""The name by which the schema of the settings is asked for."""


def list_schemas(types: tuple[str, ...]) -> tuple[str, ...]:
    """Name what can be described besides pages of no type."""
    return (*types, SETTINGS)


def build_schema(
    workspace: Workspace, options: Options, name: str
) -> Checked[Schema | None]:
    """Describe the settings, the front matter of a type, or that of any page.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        name: ``site.yaml``, the name of a type, or nothing.

    Returns:
        The schema; None if the settings cannot be read, or there is no such type.
    """
    if name == SETTINGS:
        return describe_settings(), ()
    run = Run(Ledger())
    config = read_settings(run, workspace, options)
    if config is None:
        return None, sort_findings(workspace.findings or run.findings)
    if not name:
        return describe_pages(config.types), ()
    if name not in config.types:
        return None, ()
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    types, findings = fill_enums(config.types, reading.site_data)
    elsewhere = _find_elsewhere(reading, name)
    return describe_type(name, types[name], elsewhere), findings


def _find_elsewhere(reading: Reading, name: str) -> frozenset[str]:
    """Name the keys that pages of a type have from folders, layouts and the like."""
    found: set[str] = set()
    for page in (*reading.pages, *reading.unpublished):
        values = reading.data[page.path].values
        if values.get(TYPE) == name:
            own = reading.documents[page.path].head.fields
            computed = values.get(COMPUTED)  # of paginated sources still a template
            found.update(computed if isinstance(computed, Mapping) else ())
            found.update(key for key in values if values[key] != own.get(key))
            if page.date and "date" not in own:  # which its path says
                found.add("date")
    return frozenset(found)
