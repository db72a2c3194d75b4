"""MkDocs: the plugin `glossary`, which explains the names of every page when the site is built.

    plugins:
      - glossary:
          first: true

A page whose front matter says `glossary: false` stays as it is. It is the Markdown extension of `glossary.integrations.markdown`
with the options of `mkdocs.yml`; paths of own entries are relative to that file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from glossary.index.glossary import check_url_base
from glossary.integrations.markdown import GlossaryExtension

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

KEY = "glossary"


class GlossaryConfig(base.Config):  # type: ignore[misc,no-untyped-call,unused-ignore]
    """The options of the plugin."""

    glossary = config_options.ListOfItems(config_options.File(exists=True), default=[])
    latin_mentions = config_options.Type(bool, default=False)
    profile = config_options.Choice(("tiongkok", "china"), default="tiongkok")
    url_base = config_options.Type(str, default="")
    first = config_options.Type(bool, default=True)


class GlossaryPlugin(BasePlugin[GlossaryConfig]):  # type: ignore[misc,no-untyped-call,unused-ignore]
    """Adds the Markdown extension to the site, and takes it away from the pages that do not want it."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the extension; the files of entries are watched by `mkdocs serve`."""
        known = GlossaryExtension().config
        options = {key: value for key, value in self.config.items() if key in known}  # MkDocs warns of the others itself
        try:
            check_url_base(self.config.url_base or None)
        except ValueError as error:
            raise PluginError(f"glossary: {error}") from None
        options["glossary"] = [os.path.abspath(path) for path in self.config.glossary]
        self._extension = GlossaryExtension(**options)
        config.watch.extend(options["glossary"])
        config.markdown_extensions.append(self._extension)
        return config

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn the extension off for a page whose front matter says so."""
        self._extension.is_on = page.meta.get(KEY, True) is not False
        return markdown
